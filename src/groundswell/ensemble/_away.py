"""A store at any address that fsspec can write: one file for each chunk, named by what it holds."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np

from groundswell.ensemble._made_from import Refused, differences
from groundswell.ensemble._shelf import Chunk

_IDENTITY = "made_from"
_ABOUT = "about"
_DIGITS = 20

_AT_ONCE = 16
"""Files fetched side by side from a store that allows it; a store far away answers slowly and to many."""


class StoreFailed(OSError):
    """A store does not do what it is asked for; the sentence names it."""


class Away:
    """Files below an address such as `s3://bucket/study`.

    The name of each file ends with the SHA-256 of its content. So a file is whole or it does not count, whatever the
    store does while it is written; nothing is ever written over; and several runs may write at once. Raises ImportError
    where fsspec, or what it needs for such an address, is not installed, and ValueError where it does not know it.
    """

    def __init__(self, address: str):
        from fsspec.core import url_to_fs

        self.address = address
        with self._asked("reached", ImportError, ValueError):
            self.files, root = url_to_fs(address)
        self.root = root.rstrip("/")

    def take(self, identity: Mapping[str, Any]) -> None:
        """Make the store that of one study. Raises Refused where it is that of another."""
        mine = json.dumps(identity, indent=2).encode()
        names = self.names("", _IDENTITY)
        known = [json.loads(content) for content in self.contents(names)]
        if not known:
            self.put("", _IDENTITY, ".json", mine)
            # Another run may have had the same thought; whoever is not alone looks again.
            known = [json.loads(content) for content in self.contents(self.names("", _IDENTITY))]
        for one in known:
            if apart := differences(identity, one):
                raise Refused(self.address, apart)

    def names(self, folder: str, stem: str = "", ending: str = "") -> list[str]:
        """Paths of the files in a folder, sorted."""
        place = self._place(folder)
        with self._asked("read"):
            self.files.invalidate_cache()
            try:
                found = self.files.ls(place, detail=False)
            except FileNotFoundError:
                return []
        last = {path: path.rsplit("/", 1)[-1] for path in found}
        return sorted(path for path in found if last[path].startswith(stem) and last[path].endswith(ending))

    def contents(self, paths: Sequence[str]) -> Iterator[bytes]:
        """What is in these files, in their order; those that are not whole are passed over."""
        if not self.files.async_impl:
            found = map(self._get, paths)
            yield from (content for content in found if content is not None)
            return
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for begin in range(0, len(paths), _AT_ONCE):
                found = pool.map(self._get, paths[begin : begin + _AT_ONCE])
                yield from (content for content in found if content is not None)

    def put(self, folder: str, stem: str, ending: str, content: bytes) -> None:
        """Keep a file under a name made of its content."""
        place = self._place(folder)
        path = f"{place}/{stem}-{_digest(content)}{ending}"
        with self._asked("written"):
            try:
                self.files.pipe_file(path, content)
            except FileNotFoundError:  # only where folders are more than a part of a name
                self.files.makedirs(place, exist_ok=True)
                self.files.pipe_file(path, content)

    def _get(self, path: str) -> bytes | None:
        with self._asked("read"):
            try:
                content = self.files.cat_file(path)
            except FileNotFoundError:
                return None
        return content if _digest(content) in path.rsplit("/", 1)[-1] else None

    def _place(self, folder: str) -> str:
        return f"{self.root}/{folder}" if folder else self.root

    @contextmanager
    def _asked(self, what: str, *but: type[Exception]) -> Iterator[None]:
        """Each kind of store has errors of its own: make one sentence of them all."""
        try:
            yield
        except but:
            raise
        except Exception as problem:
            why = getattr(problem, "strerror", None) or str(problem) or f"it says {type(problem).__name__}"
            why = why.splitlines()[0][:200].rstrip(".")
            raise StoreFailed(f"{self.address}: cannot be {what}: {why[:1].lower()}{why[1:]}.") from problem


class AwayShelf:
    """A folder of a store; each chunk is a file that NumPy opens: `reading` (n,) and `rows` (n, ...)."""

    def __init__(self, away: Away, name: str, words: Mapping[str, Any]):
        self.away, self.name, self.words = away, name, words
        self.told = False

    def found(self) -> Iterator[Chunk]:
        """Every chunk that is here and whole."""
        for content in self.away.contents(self.away.names(self.name, ending=".npz")):
            with np.load(io.BytesIO(content), allow_pickle=False) as chunk:
                yield chunk["reading"].astype(int), chunk["rows"]

    def put(self, numbers: np.ndarray, values: np.ndarray, room_for: int) -> None:
        """Write one chunk; beside the first stands what the folder holds."""
        del room_for  # a folder has room
        if not self.told:
            self.away.put(self.name, _ABOUT, ".json", json.dumps(dict(self.words), indent=2).encode())
            self.told = True
        file = io.BytesIO()
        np.savez(file, reading=np.asarray(numbers, np.int64), rows=values)
        self.away.put(self.name, f"{numbers[0]:010d}", ".npz", file.getvalue())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
