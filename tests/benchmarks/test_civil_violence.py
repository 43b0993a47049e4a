"""Two engines are compared by what their societies do."""

import civil_violence


def found(*societies):
    return {"active": [list(one) for one in societies], "citizens": [100] * len(societies)}


def test_engines_that_do_the_same_are_not_apart():
    one = found((10, 20), (20, 30))
    assert civil_violence.differ(one, one, "active", 2, 0) == 0


def test_engines_that_do_something_else_are_apart():
    few, many = found((10, 10), (11, 11)), found((50, 50), (51, 51))
    assert civil_violence.differ(few, many, "active", 2, 0) > civil_violence.FAR


def test_room_forgives_a_share_of_the_mean():
    few, many = found((28, 28)), found((30, 30), (30, 30))
    assert civil_violence.differ(few, many, "active", 2, 0.1) == 0


def test_few_societies_that_happen_to_be_alike_do_not_make_others_differ():
    alike, other = found((10, 10), (10, 10)), found((12, 12), (13, 13))
    assert civil_violence.differ(other, alike, "active", 2, 0) < civil_violence.FAR
