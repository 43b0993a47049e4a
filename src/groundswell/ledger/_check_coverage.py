"""Checks of what stands beside the theory: coverage of the text, and the assumptions added to it."""

from __future__ import annotations

from collections.abc import Mapping

from ._check_ids import Ids
from ._check_ledger import check_roles
from ._folder import Files
from ._ledger import Ledger


def check_coverage(files: Files, ids: Ids) -> None:
    """Every paragraph of the text, from the first to the last, is covered."""
    ledger: Ledger | None = files.objects["ledger.yaml"]
    if ledger is None:
        return
    document = files.documents["ledger.yaml"]
    total = ledger.meta.get("source_paragraphs") if isinstance(ledger.meta, Mapping) else None
    numbers = [int(name[1:]) for name in ids.known["paragraph"] if name[1:].isdigit() and len(name) < 8]
    if not isinstance(total, int) or isinstance(total, bool) or not 0 < total < 100_000:
        document.fault(
            document.find("meta", "source_paragraphs"),
            "`source_paragraphs` does not say how many paragraphs the text has.",
            "Add the number under `meta`.",
        )
        total = max(numbers, default=0)
    missing = sorted(set(range(1, total + 1)) - set(numbers))
    if missing:
        listed = ", ".join(f"p{number}" for number in missing[:12]) + (", and more" if len(missing) > 12 else "")
        document.fault(
            document.key("coverage"),
            f"paragraphs without coverage: {listed}.",
            "List the entries that each of them led to, or `heading` or `rhetoric`.",
        )
    for name, covered in ledger.coverage.items():
        if name[1:].isdigit() and len(name) < 8 and int(name[1:]) > total:
            document.fault(document.key("coverage", name), f"the text has no paragraph `{name}`.", f"It has {total}.")
        if not covered:
            document.fault(
                document.key("coverage", name),
                f"paragraph `{name}` is covered by nothing.",
                "List the entries that it led to, or `heading` or `rhetoric`.",
            )


def check_assumptions(files: Files) -> None:
    """Assumptions have the shape of mechanisms, say that they are added, and why."""
    made = files.objects["assumptions.yaml"]
    document = files.documents["assumptions.yaml"]
    for entry in made.assumptions.values() if made else []:
        where = ("assumptions", entry.id)
        check_roles(document, where, entry)
        if not entry.id.startswith("X"):
            document.fault(
                document.find(*where, "id"),
                f"the assumption has the id `{entry.id}`.",
                "Assumptions are numbered X01, X02 and on.",
                entry.id,
            )
        if entry.stated == "explicit":
            document.fault(
                document.find(*where, "stated"),
                "an assumption is not stated by the text.",
                "Write `stated: added`, or `implied` with the paragraphs that need it.",
                entry.id,
            )
        if entry.stated == "implied" and not entry.paragraphs:
            document.fault(
                document.find(*where, "paragraphs"),
                "the assumption is called implied and cites no paragraph.",
                "Cite the paragraph, or write `stated: added`.",
                entry.id,
            )
        if entry.reason is None:
            document.fault(
                document.find(*where),
                "the assumption gives no reason.",
                "Add `reason:` with the gap that it fills.",
                entry.id,
            )
