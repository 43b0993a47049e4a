"""Write the verdict table of a study into a documentation page, between its two marks.

Usage: python docs/_ext/verdict_table.py out/gaza-2007/verdicts.json docs/gaza-2007.md
"""

import json
import sys
from pathlib import Path

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def table(found: dict) -> str:
    """The verdicts as a Markdown table with a line about the readings above it."""
    readings = found["readings"]
    lines = [
        f"{readings['drawn']:,} readings drawn with seed {found['seed']}, "
        f"{readings['admissible_share']:.0%} admissible, "
        f"{readings['kept']:,} kept, worth {readings['effective']:,.0f} equally weighted ones.",
        "",
        "| claim | what the text says | paragraphs | verdict | share, 95 % | raw | null | leans on |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(_row, found["claims"])])


def _row(claim: dict) -> str:
    share = "" if claim["share"] is None else f"{_percent(claim['share'])} ({_span(claim['interval'])})"
    cells = (
        claim["id"], claim["says"], ", ".join(claim["paragraphs"]), claim["verdict"], share,
        _percent(claim["raw_share"]), _percent(claim["null_share"]), ", ".join(claim["assumptions"]),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}"


def _span(interval: list[float]) -> str:
    return "-".join(_percent(end) for end in interval)


def main() -> None:
    source, page = map(Path, sys.argv[1:])
    text = page.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    made = table(json.loads(source.read_text(encoding="utf-8")))
    page.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
