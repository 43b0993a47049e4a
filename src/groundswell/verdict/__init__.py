"""What formulas are worth on runs of the model, and what follows from a theory."""

from groundswell.verdict._semantics import margin, value

__all__ = ["margin", "value"]
