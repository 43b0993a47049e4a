"""Where the time of this process goes: each moment of the wall clock is booked to what the threads are doing in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

START, COMPILE, SIMULATE, VERDICT, STORE, WRITE = PHASES = ("start", "compile", "simulate", "verdict", "store", "write")
"""What time is spent on: libraries and the case are loaded, programs compiled, readings run, formulas read, rows kept,
files written."""

_COMPILING = "/jax/core/compile/"
"""Where JAX tells how long it traced, lowered and compiled; a program that is read from its cache counts as well."""


@dataclass
class _Thread:
    """What one thread is in, innermost last, and what it compiled: (began, seconds), the newest last."""

    phases: list[str] = field(default_factory=list)
    compiled: list[tuple[float, float]] = field(default_factory=list)


class Meter:
    """Books wall-clock seconds under (place, phase); a place is a stage of a command or a claim.

    While several threads are in a phase, a moment is shared out evenly among them; while none is, it belongs to what
    the stage itself is for. So the seconds of all phases add up to the time that has passed.
    """

    def __init__(self, clock: Callable[[], float] = perf_counter):
        self._clock, self._lock = clock, threading.Lock()
        self._threads: dict[int, _Thread] = {}
        self.begin()

    def begin(self) -> None:
        """Forget what was booked, and start anew."""
        with self._lock:
            self._last = self._clock()
            self._place, self._rest = "starting", START
            self.spent: dict[tuple[str, str], float] = {}

    def at(self, place: str, rest: str = VERDICT) -> None:
        """From now on book under `place`, and to the phase `rest` what no thread claims for another."""
        with self._lock:
            self._book()
            self._place, self._rest = place, rest

    def file(self, name: str) -> float:
        """Book under `name` what was booked under the present place so far; gives how many seconds that was."""
        with self._lock:
            self._book()
            moved = {phase: self.spent.pop((self._place, phase), 0.0) for phase in PHASES}
            for phase, seconds in moved.items():
                self._add(name, phase, seconds)
            return sum(moved.values())

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """This thread is in a phase while the block runs."""
        self._turn(name)
        try:
            yield
        finally:
            self._turn(None)

    def seconds(self) -> dict[str, dict[str, float]]:
        """Seconds by place, in the order in which places came, and by phase."""
        with self._lock:
            self._book()
            found: dict[str, dict[str, float]] = {}
            for (place, phase), seconds in self.spent.items():
                found.setdefault(place, dict.fromkeys(PHASES, 0.0))[phase] += seconds
            return found

    def compiled(self, seconds: float) -> None:
        """This thread has just compiled for so long; what it compiled inside of that is not counted twice."""
        with self._lock:
            self._book()
            mine = self._threads.setdefault(threading.get_ident(), _Thread())
            began, inside = self._last - seconds, 0.0
            while mine.compiled and mine.compiled[-1][0] >= began:
                inside += mine.compiled.pop()[1]
            mine.compiled = [*mine.compiled[-8:], (began, seconds)]
            phase = mine.phases[-1] if mine.phases else self._rest
            known = self.spent.get((self._place, phase), 0.0)
            moved = min(max(seconds - inside, 0.0) / max(self._busy(), 1), known)
            self._add(self._place, phase, -moved)
            self._add(self._place, COMPILE, moved)

    def _turn(self, phase: str | None) -> None:
        """Enter a phase, or leave the innermost."""
        with self._lock:
            self._book()
            me = threading.get_ident()
            mine = self._threads.setdefault(me, _Thread())
            if phase is not None:
                mine.phases.append(phase)
                return
            mine.phases.pop()
            if not mine.phases:
                del self._threads[me]

    def _busy(self) -> int:
        return sum(bool(one.phases) for one in self._threads.values())

    def _book(self) -> None:
        """Book the time since the last look."""
        now = self._clock()
        took, self._last = now - self._last, now
        active = [one.phases[-1] for one in self._threads.values() if one.phases] or [self._rest]
        for phase in active:
            self._add(self._place, phase, took / len(active))

    def _add(self, place: str, phase: str, seconds: float) -> None:
        self.spent[place, phase] = self.spent.get((place, phase), 0.0) + seconds


METER = Meter()
"""The meter of this process. There is one, as there is one compiler, which tells its times to nobody in particular."""


def _heard(event: str, duration_secs: float, **kwargs: str | int) -> None:
    del kwargs
    if event.startswith(_COMPILING):
        METER.compiled(duration_secs)


def listen() -> None:
    """Hear from JAX how long it compiles; once is enough."""
    global _listening
    if not _listening:
        import jax.monitoring

        jax.monitoring.register_event_duration_secs_listener(_heard)
        _listening = True


_listening = False
