"""Says which changes are meant where one is written over a kind of entry that it does not act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ._shapes import MATCHERS

_NAMES = {"mechanism": "a mechanism", "event": "an event", "quantity": "a node"}
_INSTEAD = {
    "mechanism": ("rescale", "{{rescale: {}, by: 0.5}}"),
    "event": ("resize", "{{resize: {}, by: 0.5}}"),
    "quantity": ("scale", '{{scale: "{}", by: 0.5, from: start}}'),
}
Misplaced = Callable[[str, Any], tuple[str, str] | None]


def misplaced(acts_on: Mapping[str, str]) -> Misplaced:
    """Return what tells a change by its word and its object: a sentence and a way out, or None where they fit.

    `acts_on` says of each word whether it takes a mechanism, an event or a quantity.
    """

    def tell(word: str, value: Any) -> tuple[str, str] | None:
        found, wanted = _kind(value), acts_on.get(word)
        if found is None or wanted not in _NAMES or found == wanted:
            return None
        message = f"`{value[:60]}` is {_NAMES[found]}, and `{word}` changes {_NAMES[wanted]}."
        example, written = _INSTEAD[found]
        others = [f"`{name}`" for name, kind in acts_on.items() if kind == found and name != example]
        name = _NAMES[found].capitalize()
        shown = written.format(value[:60])
        return message, f"{name} is changed with `{example}`, as in {shown}; also with {_either(others)}."

    return tell


def _kind(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if value.rstrip().endswith(")"):
        return "quantity"
    return next((kind for kind in ("mechanism", "event") if MATCHERS[kind].match(value)), None)


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
