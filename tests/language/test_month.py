"""Months are ordered, counted and written as in the calendar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.language import Month

months = st.builds(Month, st.integers(100, 9000), st.integers(1, 12))


@pytest.mark.parametrize("text", ["2006-01", "2006-01-25"])
def test_a_month_is_read_with_or_without_a_day(text):
    assert Month.parse(text) == Month(2006, 1)


@pytest.mark.parametrize(
    "text", ["2006", "2006-1", "2006-13", "2006-00", "2006-01-32", "06-01", "2006-01-", "2006/01", ""]
)
def test_other_text_is_no_month(text):
    with pytest.raises(ValueError, match="is not a date"):
        Month.parse(text)


@given(months)
def test_a_month_reads_back_as_written(month):
    assert Month.parse(str(month)) == month


@given(months, st.integers(-900, 900))
def test_counting_on_and_counting_between_agree(start, count):
    later = start.plus(count)
    assert later.index(start) == count
    assert (later > start) == (count > 0)
