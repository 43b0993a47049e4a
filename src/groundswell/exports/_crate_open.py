"""Opens a crate that somebody else has made: a folder or a zip file, read with care and never unpacked elsewhere."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from groundswell.exports._crate_graph import METADATA
from groundswell.exports._crate_rules import crate_faults, path_of, types
from groundswell.exports._json import read_object
from groundswell.exports._troubles import ExportError, refuse_if

FILES = 5_000
"""Files in a crate, at the most."""

LARGEST, TOTAL = 64_000_000, 256_000_000
"""Bytes of one file and of all files, at the most."""

BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Crate:
    """A crate that keeps the rules and whose listed files are as they were listed; `files` maps names to content."""

    path: Path
    metadata: Mapping[str, Any]
    files: Mapping[str, bytes]


def open_crate(path: Path) -> Crate:
    """Return the crate at `path`; raises ExportError with everything that is wrong with it.

    Only files that the metadata lists are read. Links, paths that lead outside, and more or larger files than any study
    leaves are refused before anything is unpacked. Raises OSError where the path cannot be read.
    """
    with _place(path) as (sizes, read):
        if METADATA not in sizes:
            raise ExportError([f"{path}: there is no {METADATA} in it, so it is no crate."])
        metadata = read_object(_bounded(METADATA, sizes, read), f"{path}: {METADATA}")
        refuse_if(f"{path}: {one}" for one in crate_faults(metadata, sizes))
        listed = [one for one in metadata["@graph"] if "File" in types(one) and path_of(one) in sizes]
        if sum(sizes[path_of(one)] for one in listed) > TOTAL:
            raise ExportError([f"{path}: its files are larger than {TOTAL:,} bytes together."])
        files = {path_of(one): _bounded(path_of(one), sizes, read) for one in listed}
    refuse_if(f"{path}: {one}" for one in _altered(listed, files))
    return Crate(path, metadata, files)


Sizes = Mapping[str, int]
Read = Callable[[str], bytes]


@contextmanager
def _place(path: Path) -> Iterator[tuple[Sizes, Read]]:
    if path.is_dir():
        yield _folder(path), lambda name: (path / name).read_bytes()
        return
    if not path.is_file():
        raise ExportError([f"{path}: there is neither a folder nor a file."])
    with _unbroken(path):
        packed = zipfile.ZipFile(path)
    with packed:
        sizes, prefix = _packed(path, packed)

        def read(name: str) -> bytes:
            with _unbroken(path):
                return packed.read(prefix + name)

        yield sizes, read


@contextmanager
def _unbroken(path: Path) -> Iterator[None]:
    try:
        yield
    except BROKEN as problem:
        raise ExportError([f"{path}: this is not a zip file that can be read: {_first(problem)}."]) from None


def _first(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120]


def _folder(path: Path) -> dict[str, int]:
    """Sizes of the files under a folder; links are refused, since they may lead anywhere."""
    sizes: dict[str, int] = {}
    for where, folders, names in os.walk(path):
        for name in (*folders, *names):
            inside = Path(where) / name
            kind = inside.lstat()
            shown = inside.relative_to(path).as_posix()
            if stat.S_ISLNK(kind.st_mode):
                raise ExportError([f"{path}: {shown} is a link, which a crate has no use for."])
            if stat.S_ISREG(kind.st_mode):
                sizes[shown] = kind.st_size
        if len(sizes) > FILES:
            raise ExportError([f"{path}: there are more than {FILES:,} files in it."])
    return sizes


def _packed(path: Path, packed: zipfile.ZipFile) -> tuple[dict[str, int], str]:
    """Sizes of the files in a zip file, and the folder in it that holds them all, if the crate was packed so."""
    infos = packed.infolist()
    if len(infos) > FILES:
        raise ExportError([f"{path}: there are more than {FILES:,} files in it."])
    refuse_if(f"{path}: {one}" for info in infos for one in _entry(info))
    if sum(info.file_size for info in infos) > TOTAL:
        raise ExportError([f"{path}: unpacked it is larger than {TOTAL:,} bytes."])
    sizes = {info.filename: info.file_size for info in infos if not info.is_dir()}
    if len(sizes) < sum(not info.is_dir() for info in infos):
        raise ExportError([f"{path}: a name stands twice in it."])
    tops = {name.partition("/")[0] for name in sizes}
    prefix = f"{tops.pop()}/" if METADATA not in sizes and len(tops) == 1 else ""
    return {name.removeprefix(prefix): size for name, size in sizes.items()}, prefix


def _entry(info: zipfile.ZipInfo) -> Iterator[str]:
    name = info.filename
    parts = PurePosixPath(name).parts
    shown = "".join(one if one.isprintable() else "?" for one in name[:80])
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0] or not name.isprintable():
        yield f"{shown} leads outside, or is no plain name."
    if stat.S_ISLNK(info.external_attr >> 16):
        yield f"{shown} is a link, which a crate has no use for."
    if info.flag_bits & 1:
        yield f"{shown} is encrypted."


def _bounded(name: str, sizes: Sizes, read: Read) -> bytes:
    if sizes[name] > LARGEST:
        raise ExportError([f"{name} is larger than {LARGEST:,} bytes; no study writes such a file."])
    return read(name)


def _altered(listed: list[Mapping[str, Any]], files: Mapping[str, bytes]) -> Iterator[str]:
    for entity in listed:
        name, stored = path_of(entity), entity.get("sha256")
        found = hashlib.sha256(files[name]).hexdigest()
        if not isinstance(stored, str):
            yield f"{name} is listed without its SHA-256, so nobody can say whether it was altered."
        elif found != stored.lower():
            yield f"{name} has been altered: its SHA-256 is {found[:12]}.., and {stored[:12]}.. is listed."
