"""Reads the file that says where the numbers of a record were read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from groundswell._frozen import frozen
from groundswell.ledger import Fault, read_yaml

FIELDS = ("title", "organisation", "date", "url")


@frozen
class SourceOfFacts:
    """A document in which numbers of the record were read."""

    key: str
    title: str
    organisation: str
    date: str
    url: str
    kind: str = ""


def read_sources(path: Path, shown: str) -> tuple[Mapping[str, SourceOfFacts], list[Fault]]:
    """Return sources by key, and everything that is wrong with their file."""
    document, sources = read_yaml(path, shown), {}
    entries = document.entries()
    if entries is None and not document.faults:
        hint = "Write each source under its key, with title, organisation, date and url."
        document.fault(document.root, "the file holds no table of sources.", hint)
    for key, entry in (entries or {}).items():
        given = entry if isinstance(entry, dict) else {}
        lacking = [name for name in FIELDS if not given.get(name)]
        if lacking:
            document.fault(document.key(key), f"the source has no {', no '.join(lacking)}.", entry=key)
        else:
            sources[key] = SourceOfFacts(key, *(str(given[name]) for name in FIELDS), kind=str(given.get("kind", "")))
    return MappingProxyType(sources), document.faults
