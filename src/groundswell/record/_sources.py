"""Reads the file that says where the numbers of a record were read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from groundswell._frozen import frozen
from groundswell.ledger import Fault

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
    import yaml

    try:
        found = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        why = " ".join(str(problem).split())[:200]
        return MappingProxyType({}), [Fault(shown, 0, 0, None, f"the sources cannot be read: {why}.")]
    if not isinstance(found, dict):
        hint = "Write each source under its key, with title, organisation, date and url."
        return MappingProxyType({}), [Fault(shown, 0, 0, None, "the file holds no table of sources.", hint)]
    faults, sources = [], {}
    for key, entry in found.items():
        lacking = [name for name in FIELDS if not isinstance(entry, dict) or not entry.get(name)]
        if lacking:
            faults.append(Fault(shown, 0, 0, str(key), f"the source has no {', no '.join(lacking)}."))
        else:
            sources[str(key)] = SourceOfFacts(
                str(key), *(str(entry[name]) for name in FIELDS), kind=str(entry.get("kind", ""))
            )
    return MappingProxyType(sources), faults
