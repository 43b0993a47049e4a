"""Time is booked once: what threads do is shared out, and what nobody claims belongs to the stage."""

import threading

import pytest

from groundswell.ensemble import COMPILE, SIMULATE, VERDICT, WRITE, Meter


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_no_phase_claims_belongs_to_the_stage() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.at("drawing")
    clock.now = 2
    with meter.phase(SIMULATE):
        clock.now = 5
    meter.at("writing", WRITE)
    clock.now = 6
    found = meter.seconds()
    assert (found["drawing"][VERDICT], found["drawing"][SIMULATE], found["writing"][WRITE]) == (2, 3, 1)


def test_an_inner_phase_interrupts_the_outer_one() -> None:
    clock = Clock()
    meter = Meter(clock)
    with meter.phase(VERDICT):
        clock.now = 1
        with meter.phase(SIMULATE):
            clock.now = 4
        clock.now = 6
    (place,) = meter.seconds().values()
    assert (place[VERDICT], place[SIMULATE]) == (3, 3)


def test_threads_share_a_moment_and_the_sum_is_the_time_that_passed() -> None:
    clock = Clock()
    meter, here, there = Meter(clock), threading.Event(), threading.Event()

    def other() -> None:
        with meter.phase(SIMULATE):
            here.set()
            there.wait()

    thread = threading.Thread(target=other)
    with meter.phase(VERDICT):
        thread.start()
        here.wait()
        clock.now = 4
        there.set()
        thread.join()
    (place,) = meter.seconds().values()
    assert (place[VERDICT], place[SIMULATE]) == (2, 2)


def test_compiling_is_taken_from_the_phase_that_waited_for_it_and_counted_once() -> None:
    clock = Clock()
    meter = Meter(clock)
    with meter.phase(SIMULATE):
        clock.now = 3
        meter.compiled(1.0)  # an inner function, traced from second 2 on
        clock.now = 5
        meter.compiled(4.0)  # the outer one, from second 1 on, the inner one within
    (place,) = meter.seconds().values()
    assert (place[COMPILE], place[SIMULATE]) == (4, 1)


def test_a_claim_takes_over_what_was_booked_since_the_last() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.at("claims")
    clock.now = 2
    assert meter.file("C01") == 2
    clock.now = 3
    meter.at("writing", WRITE)
    assert sum(meter.seconds()["C01"].values()) == 2 and sum(meter.seconds()["claims"].values()) == 1


def test_no_phase_name_is_misspelt() -> None:
    with pytest.raises(KeyError):
        meter = Meter(Clock())
        with meter.phase("sleeping"):
            pass
        meter.seconds()
