"""`groundswell study CASE --first F --readings N`: a range of readings drawn into the store, and nothing judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._codes import UNUSABLE, UNWRITABLE
from ._leave import leave_saying, leave_unwritten

if TYPE_CHECKING:
    from groundswell.ledger import Case

    from ._work import Work

_DECIDES = ("readings", "first", "seed", "resolution", "step", "forms")


def draw(case: Case, asked: dict[str, Any], place: tuple[Path, str | None], profile: bool) -> None:
    """Draw the range; it lies in the folder, or at the address, for the study that judges."""
    from groundswell.ensemble import made_from

    from ._place import held
    from ._work import at_work

    (folder, store), plain = place, {name: asked[name] for name in _DECIDES}
    size = {name: asked[name] for name in ("resolution", "step")}
    with (
        held(folder, made_from(case, asked["seed"], **size), store) as kept,
        at_work("study", folder, profile, kept, case=case.id, claims=[], **plain) as work,
    ):
        _drawn(case, {**plain, "kept": kept, "hands": asked["hands"]}, folder, work)
        last = asked["first"] + asked["readings"] - 1
        where = f"{asked['first']:,} to {last:,} are drawn and lie in {store or folder}"
        said = f"Readings {where}. Nothing is judged: the same command without --first does that."
        work.console.print(said, highlight=False, soft_wrap=True)


def _drawn(case: Case, asked: dict[str, Any], folder: Path, work: Work) -> None:
    from groundswell.ensemble import StoreFailed, TooLarge
    from groundswell.verdict import draw

    try:
        with work.watch() as watch:
            watch("compiling", 0, 1)
            draw(case, progress=watch, **asked)
    except StoreFailed as problem:
        leave_saying(f"{problem} The same command goes on from here.", UNWRITABLE)
    except OSError as problem:
        leave_unwritten(folder, problem)
    except TooLarge as problem:
        leave_saying(str(problem), UNUSABLE)
