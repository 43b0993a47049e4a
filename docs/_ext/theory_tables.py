"""Rewrites the tables of `theories.md`: `python docs/_ext/theory_tables.py out/gaza-2007/compare.json`."""

import json
import re
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "theories.md"
SIGNS = {"follows": "++", "mostly follows": "+", "contingent": "~", "mostly fails": "-", "contradicted": "--",
         "vacuous": "0", "no route": "x", "by wiring": "=", "untestable": "?"}  # fmt: skip


def theories(found: dict) -> list[str]:
    """One line for each theory."""
    against = {pair["other"]: pair["opposed"] for pair in found["pairs"] if pair["one"] == "text"}
    rows = ["| id | theory | score | effective | free choices | told from the text by | opposed to the text on |",
            "|---|---|---|---|---|---|---|"]  # fmt: skip
    for name, theory in found["theories"].items():
        told = found["rivals"].get(name)
        by = ", ".join([*(["its formula"] if told["formula_parts"] else []), *told["telling"]]) if told else ""
        rows.append(f"| {name} | {theory['name']} | {_percent(theory['score'])} | {_whole(theory['effective'])} |"
                    f" {_whole(theory['free_choices'])} | {by or ('nothing' if told else '')} |"
                    f" {', '.join(against.get(name, []))} |")  # fmt: skip
    return rows


def matrix(found: dict, kind: str) -> list[str]:
    """One line for each claim or prediction, a column for each theory."""
    names = list(found["theories"])
    rows = [f"| | {' | '.join(name.removeprefix('RV') for name in names)} |", "|---" * (len(names) + 1) + "|"]
    for one in found[kind]:
        signs = [SIGNS[found["theories"][name][kind][one["id"]]["verdict"]] for name in names]
        rows.append(f"| {one['id']} | {' | '.join(f'`{sign}`' for sign in signs)} |")
    return rows


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _whole(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"


def main(path: Path) -> None:
    """Put the tables between their marks."""
    found, text = json.loads(path.read_text(encoding="utf-8")), PAGE.read_text(encoding="utf-8")
    run = [f"{found['readings']:,} readings for each theory, seed {found['seed']}; claims: {len(found['claims'])},"
           f" predictions: {len(found['predictions'])}."]  # fmt: skip
    tables = {"run": run, "theories": theories(found), "claims": matrix(found, "claims"),
              "predictions": matrix(found, "predictions")}  # fmt: skip
    for name, lines in tables.items():
        marks = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
        text = re.sub(marks, lambda m, lines=lines: m[1] + "\n".join(lines) + "\n\n" + m[2], text, flags=re.DOTALL)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
