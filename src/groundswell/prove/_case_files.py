"""A case's files as plain data, so that the same theory can be written down in another way and read again."""

import re
from pathlib import Path
from typing import Any

import yaml

from groundswell.ledger import Case, load_case

Files = dict[str, Any]
"""File name -> its content."""

_LEFT_OUT = frozenset(
    {"facts.yaml", "forms.yaml", "institutions.yaml", "predictions.yaml", "record.yaml", "rivals.yaml"}
)
"""Files that no verdict under generic forms depends on, and institutions, which are set aside on both sides: their
rules read quantities in units of their own, so that a change of unit would be a change of rule."""


class _Reader(yaml.SafeLoader):
    """Reads as the ledger does: only `true` and `false` are truth values, and dates are text."""


_Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":bool", ":timestamp"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for first in "tf":
    _Reader.yaml_implicit_resolvers[first] = [
        ("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$")),
        *_Reader.yaml_implicit_resolvers.get(first, []),
    ]


class _Writer(yaml.SafeDumper):
    """Writes every value out where it is needed."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def read_files(folder: Path) -> Files:
    """Read a case's files."""
    return {
        path.name: yaml.load(path.read_text(encoding="utf-8"), _Reader)
        for path in sorted(folder.glob("*.yaml")) if path.name not in _LEFT_OUT
    }  # fmt: skip


def write_files(files: Files, folder: Path) -> Case:
    """Write files to a folder and load them as a case. Raises CaseError if they have faults."""
    for name, content in files.items():
        text = yaml.dump(content, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=1000)
        (folder / name).write_text(text, encoding="utf-8")
    return load_case(folder)
