"""What planted societies leave open, and from where it is drawn: by the tool from its files, by `_draws` on its own."""

from typing import Any

TOLERANCE = 0.05
"""Difference, in points, from which a claim's outcome counts as moved."""

START, END = "1989-01", "1999-12"

PRIORS: dict[str, Any] = {
    "strength": {"points": [0.8, 3.2], "tier": {"core": 1.2, "support": 1.0, "aside": 0.7}},
    "form": {"linear": 1, "saturating": 1, "threshold": 1, "all of": 1, "any of": 1},
    "drive": {"standing": 1, "change": 1},
    "shape": {"half point": [0.15, 0.6], "tipping point": [0.3, 0.6], "steepness": [8, 25]},
    "gate": {"softness": [0.03, 0.08], "shift": 0.02},
    "event": {"points": [1.0, 2.5]},
    "node": {"time constant": {"organisation": [1, 4], "citizen": [1, 4]}, "chance": {"default": [0.01, 0.04]}},
    "baseline": {"unit01": [0.15, 0.3]},
}

LIFT_LASTS = (60.0, 240.0)
"""Months after which half of an event's lift is left, once it is over."""

ADDED_LASTS = (6.0, 24.0)
"""The same for an event that only an arm brings about; the tool has one range for all of these."""
