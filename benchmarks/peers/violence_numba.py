"""Civil violence in Numba as an engine with a schedule does it: in turn, and each looks at every site in view."""

import math

import numba
import numpy as np
from numba import njit
from violence_world import CITIZENS, COPS, LEGITIMACY, LONGEST, SHARPNESS, THRESHOLD, asked, offsets, report

side, ticks, societies, view, reach = asked()
VIEW = np.array(offsets(view, reach), np.int32)
QUIET, ACTIVE, JAILED, COP = 0, 1, 2, 3


@njit
def plant(seed):
    """Set Numba's own luck."""
    np.random.seed(seed)


@njit
def tick(board, site, status, hardship, aversion, left, order, down, across, found, beside):
    """One tick; `down` and `across` wrap rows and columns round the torus."""
    for last in range(len(order) - 1, 0, -1):
        at = int(np.random.random() * (last + 1))
        order[last], order[at] = order[at], order[last]
    for agent in order:
        if status[agent] == JAILED:
            continue
        row, column = site[agent] // side, site[agent] % side
        cops, actives, empty = 0, 0, 0
        for n in range(len(VIEW)):
            there = down[row + VIEW[n, 0] + reach] + across[column + VIEW[n, 1] + reach]
            other = board[there]
            if other < 0:
                beside[empty] = there
                empty += 1
            elif status[other] == COP:
                cops += 1
            elif status[other] == ACTIVE:
                found[actives] = other
                actives += 1
        if status[agent] != COP:
            risk = 1 - math.exp(-SHARPNESS * np.rint(cops / (1 + actives)))
            status[agent] = hardship[agent] * (1 - LEGITIMACY) - aversion[agent] * risk > THRESHOLD
        elif actives:
            caught = found[int(np.random.random() * actives)]
            status[caught] = JAILED
            left[caught] = int(np.random.random() * (LONGEST + 1))
        if empty:
            there = beside[int(np.random.random() * empty)]
            board[site[agent]], board[there], site[agent] = -1, agent, there
    active = jailed = 0
    for agent in range(len(status)):
        if status[agent] == JAILED:
            left[agent] -= 1
            if left[agent] <= 0:
                status[agent] = QUIET
        active += status[agent] == ACTIVE
        jailed += status[agent] == JAILED
    return active, jailed


def begin(seed):
    """Return one society."""
    luck = np.random.default_rng(seed)
    citizens, cops = round(CITIZENS * side * side), round(COPS * side * side)
    people = citizens + cops
    site = luck.permutation(side * side)[:people].astype(np.int32)
    board = np.full(side * side, -1, np.int32)
    board[site] = np.arange(people)
    status = np.where(np.arange(people) < citizens, QUIET, COP).astype(np.int32)
    wrapped = np.arange(-reach, side + reach) % side
    given = [board, site, status, luck.random(people), luck.random(people), np.zeros(people, np.int32)]
    given += [np.arange(people, dtype=np.int32), (wrapped * side).astype(np.int32), wrapped.astype(np.int32)]
    given += [np.empty(len(VIEW), np.int32), np.empty(len(VIEW), np.int32)]
    plant(seed)
    return lambda: tick(*given), citizens


warm, _ = begin(0)
warm()
report(numba.__version__, begin, ticks, range(societies))
