"""Checks of `ties` in the setting: which network the localities of a community form, and whether it cuts one off."""

from __future__ import annotations

from ._folder import Files
from ._setting import Setting, Ties
from ._tree import Document

NUMBERS: dict[str, tuple[str, ...]] = {
    "complete": (),
    "hierarchy": ("branching",),
    "lattice": ("reach",),
    "long ties": ("ties",),
    "small world": ("reach", "rewired"),
    "village": ("members", "far"),
}
"""The numbers of each network."""

_BOUNDS: dict[str, tuple[float, float]] = {
    "reach": (1, 16), "rewired": (0, 1), "members": (2, 64), "far": (0, 64), "branching": (1, 64), "ties": (0, 64),
}  # fmt: skip
_ALONE = {"far": "so every village is cut off from the others", "ties": "so every locality is cut off from the others"}


def check_ties(files: Files) -> None:
    """Every entry names communities of the setting, has the numbers of its network, and cuts nobody off."""
    setting: Setting | None = files.objects["setting.yaml"]
    if setting is None:
        return
    document = files.documents["setting.yaml"]
    for name, ties in setting.ties.items():
        _whose(files, document, setting, name)
        _numbers(document, name, ties)


def _whose(files: Files, document: Document, setting: Setting, name: str) -> None:
    """A community or a whole of the setting, or a kind that one of their actors is of."""
    wholes = setting.communities
    cells = {f"{whole}:rest" if part == "rest" else part for whole, parts in wholes.items() for part in parts}
    ledger = files.objects.get("ledger.yaml")
    actors = {} if ledger is None else ledger.actors
    kinds = {actors[one].kind for one in (*wholes, *cells) if one in actors}
    if name not in {*wholes, *cells, *kinds} and ledger is not None:
        document.fault(
            document.key("ties", name),
            f"`{name[:60]}` is no community of the setting, and none of its communities is of such a kind.",
            document.suggestion(name, sorted({*wholes, *cells, *kinds})),
            name[:60],
        )


def _numbers(document: Document, name: str, ties: Ties) -> None:
    own, given = NUMBERS[ties.network], ties.numbers
    for number in given:
        where = document.find("ties", name, number)
        low, high = _BOUNDS[number]
        if number not in own:
            takes = f"It takes {' and '.join(own)}." if own else "It takes no numbers."
            document.fault(where, f"`{number}` says nothing about a network `{ties.network}`.", takes, name)
        elif not low <= given[number] <= high:
            document.fault(where, f"`{number}` is {given[number]:g}.", f"It lies from {low:g} to {high:g}.", name)
        elif not given[number] and number in _ALONE:
            hint = f"Give `{number}` above 0, or `network: complete`; to stop talk from far, leave `far` out of `talk`."
            document.fault(where, f"`{number}` is 0, {_ALONE[number]}.", hint, name)
    for number in own:
        if number not in given:
            low, high = _BOUNDS[number]
            document.fault(
                document.key("ties", name),
                f"a network `{ties.network}` needs `{number}`.",
                f"Add `{number}:`, from {low:g} to {high:g}.",
                name,
            )
