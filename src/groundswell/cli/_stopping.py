"""Ctrl-C: once to stop, and never in the middle of writing."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed(note: str, *, for_good: bool = False) -> Iterator[None]:
    """Let Ctrl-C do no more than print a note while the block runs; `for_good`: and nothing at all after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda *_: _say(note))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN if for_good else before)


def _say(note: str) -> None:
    import os

    os.write(2, f"{note}\n".encode())  # straight to the stream: a signal may come while another line is being printed
