"""Cases whose files were spoilt, the same ones for the same luck."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

WORDS = ("NaN", ".inf", "-1e309", "1" * 400, "null", "[]", "{}", "*missing", "&a [*a, *a]", "!!python/object:os.system",
         "no", "2007-13-45", "\u202e", "'", '"', ": :", "- - -", "0x", "~", "{" * 60, "[" * 3000)  # fmt: skip

Way = Callable[[bytes, random.Random], bytes]


def cut(text: bytes, luck: random.Random) -> bytes:
    """Lose the end of a file."""
    return text[: luck.randrange(len(text) + 1)]


def flip(text: bytes, luck: random.Random) -> bytes:
    """Change some bytes to any others."""
    spoilt = bytearray(text)
    for _ in range(luck.randint(1, 8)):
        if spoilt:
            spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
    return bytes(spoilt)


def double(text: bytes, luck: random.Random) -> bytes:
    """Say some lines twice."""
    lines = text.splitlines(keepends=True)
    begin = luck.randrange(len(lines) + 1)
    return b"".join([*lines[:begin], *lines[begin : begin + luck.randint(1, 9)] * 2, *lines[begin:]])


def lose(text: bytes, luck: random.Random) -> bytes:
    """Leave some lines out."""
    lines = text.splitlines(keepends=True)
    begin = luck.randrange(len(lines) + 1)
    return b"".join([*lines[:begin], *lines[begin + luck.randint(1, 9) :]])


def say(text: bytes, luck: random.Random) -> bytes:
    """Give a key another value."""
    lines = text.decode("utf-8", errors="replace").split("\n")
    keyed = [number for number, line in enumerate(lines) if ":" in line] or [0]
    number = luck.choice(keyed)
    lines[number] = f"{lines[number].partition(':')[0]}: {luck.choice(WORDS)}"
    return "\n".join(lines).encode("utf-8")


def laugh(text: bytes, luck: random.Random) -> bytes:
    """Begin with anchors that grow without end."""
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 12)]
    return "\n".join([*bomb, ""]).encode() + text


def noise(text: bytes, luck: random.Random) -> bytes:
    """Be no text at all."""
    return luck.randbytes(luck.randint(0, 4000))


WAYS: tuple[Way, ...] = (cut, flip, flip, double, lose, say, say, say, laugh, noise)


def spoilt(case: str, folder: Path, luck: random.Random) -> str:
    """Copy a shipped case to a folder with one to three of its files spoilt; what was done, in words."""
    from groundswell.ledger import find_case

    shutil.copytree(find_case(case), folder)
    files = sorted(file for file in folder.rglob("*.yaml"))
    done = []
    for file in luck.sample(files, luck.randint(1, min(3, len(files)))):
        way = luck.choice(WAYS)
        file.write_bytes(way(file.read_bytes(), luck))
        done.append(f"{way.__name__} {file.name}")
    return ", ".join(done)
