"""Checks of the record's entries: days that are days, files in the case's folder, tables that are declared."""

from __future__ import annotations

from datetime import date

from ._folder import Files
from ._record import RecordFile, SeriesEntry
from ._tree import Document


def check_record(files: Files) -> None:
    """Check `record.yaml` as far as it can be checked without reading the tables; a case need not have it."""
    record: RecordFile | None = files.objects.get("record.yaml")
    if record is None:
        return
    document = files.documents["record.yaml"]
    _split(document, record)
    for table in record.tables.values():
        _file(files, document, ("tables", table.id, "file"), table.file, table.id)
    if record.sources is not None:
        _file(files, document, ("sources",), record.sources, None)
    for entry in record.series.values():
        _series(document, record, entry)
    for number, entry in enumerate(record.unbound):
        _table(document, record, ("unbound", number, "table"), entry.table, None)


def _split(document: Document, record: RecordFile) -> None:
    days = [
        _day(document, ("split", name), getattr(record.split, name)) for name in ("calibrate_until", "holdout_until")
    ]
    if None not in days and days[1] < days[0]:  # type: ignore[operator]
        document.fault(
            document.find("split", "holdout_until"),
            f"the hold-out ends on {days[1]}, before it begins.",
            "It begins on the day after `calibrate_until`.",
        )


def _day(document: Document, where: tuple[str, ...], text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        document.fault(document.find(*where), f"`{text[:40]}` is not a day.", "A day is written as 2005-06-30.")
        return None


def _file(files: Files, document: Document, where: tuple[str, ...], name: str, entry: str | None) -> None:
    path = (files.folder / name).resolve()
    if not path.is_relative_to(files.folder.resolve()):
        message, hint = f"`{name[:60]}` does not lie in the folder of the case.", "Name a file inside it."
        document.fault(document.find(*where), message, hint, entry)
    elif not path.is_file():
        message, hint = f"there is no file `{name[:60]}` in the folder of the case.", "Paths count from that folder."
        document.fault(document.find(*where), message, hint, entry)


def _series(document: Document, record: RecordFile, entry: SeriesEntry) -> None:
    where = ("series", entry.id)
    _table(document, record, (*where, "table"), entry.table, entry.id)
    for region in entry.regions:
        if region not in record.regions:
            hint = document.suggestion(region, list(record.regions), "They are")
            document.fault(document.find(*where, "regions"), f"no region is called `{region[:40]}`.", hint, entry.id)
    if entry.model not in ("index", "count"):
        return
    for name in ("at_zero", "at_one", *(("error",) if entry.model == "index" else ())):
        if getattr(entry, name) is None:
            message = f"the key `{name}` is missing."
            document.fault(document.find(*where), message, f"A series read as `{entry.model}` has it.", entry.id)


def _table(document: Document, record: RecordFile, where: tuple[str | int, ...], name: str, entry: str | None) -> None:
    if name not in record.tables:
        hint = document.suggestion(name, list(record.tables), "They are")
        document.fault(document.find(*where), f"no table is called `{name[:40]}`.", hint, entry)
