"""What can be wrong with a network that is asked for."""

from __future__ import annotations


class NetworkError(ValueError):
    """A network cannot be built as asked; the message says what is wrong and the way out."""


def whole(name: str, value: int, least: int) -> None:
    """Raise NetworkError where a count is not a whole number or is too small."""
    if isinstance(value, bool) or value != int(value) or value < least:
        raise NetworkError(f"`{name}` is {value!r}, but it must be a whole number of at least {least}.")


def share(name: str, value: float) -> None:
    """Raise NetworkError where a number is not a share."""
    if not 0 <= value <= 1:
        raise NetworkError(f"`{name}` is {value!r}, but it must be a share from 0 to 1.")
