"""How uncertain a mean over sixty drawn crowds is, and what tolerance follows."""

import numpy as np
import pytest

from groundswell import replicate


def rows():
    return {row.id: row for row in replicate.replication("siegel-2009").rows}


def test_sixty_draws_of_villages_are_the_row_and_more_draws_are_held_nearer():
    few, many = rows()["S-vil"], rows()["S-vil-400"]
    assert [one["draws"] for one in few.runs] == [60, 60]
    assert [one["draws"] for one in many.runs] == [400, 400]
    assert few.expected == many.expected
    assert few.tolerance[1] > many.tolerance[1]


@pytest.mark.slow
def test_the_tolerance_is_three_standard_errors_of_the_difference_of_two_such_means():
    for inputs, tolerance in zip(rows()["S-vil"].runs, rows()["S-vil"].tolerance, strict=True):
        shares = np.asarray(replicate.run("siegel-2009", **{**inputs, "draws": 120})["shares"])
        error = np.sqrt(2 * shares.var(ddof=1) / 60)
        assert tolerance == pytest.approx(3 * error, rel=0.25)
