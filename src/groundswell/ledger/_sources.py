"""Every file that a case is read from, so that the case can be taken elsewhere whole."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from groundswell._frozen import frozen

from ._case import Case
from ._folder import read_folder


@frozen
class Sources:
    """Paths of a case's own files by their names in its folder, and of files of other cases that entries come from.

    `taken_over` maps the name of another case to its files by name.
    """

    own: Mapping[str, Path]
    taken_over: Mapping[str, Mapping[str, Path]]


def sources(case: Case) -> Sources:
    """Return the files that `case` was read from: YAML files, tables of the record, and what `as_in` reached for.

    The folder is read again; names are written with `/` on every machine.
    """
    documents = read_folder(case.folder).documents
    own = {document.path.name: document.path for document in documents.values()}
    if case.record is not None:
        tables = [table.file for table in case.record.tables.values()]
        named = [*tables, *([case.record.sources] if case.record.sources is not None else [])]
        own |= {posixpath.normpath(name): case.folder / name for name in named}
    taken: dict[str, dict[str, Path]] = {}
    for document in documents.values():
        for name, path in document.taken_from.items():
            taken.setdefault(name, {})[path.name] = path
    return Sources(MappingProxyType(own), MappingProxyType({name: taken[name] for name in sorted(taken)}))
