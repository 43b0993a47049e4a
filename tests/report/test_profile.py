"""The account of time fits a terminal and loses no column to a long name."""

import io

from rich.console import Console

from groundswell.ensemble import PHASES
from groundswell.report import profile_document, profile_table


def test_every_column_is_whole_on_eighty_columns() -> None:
    seconds = {
        "theories given the record, one by one": dict.fromkeys(PHASES, 1234.5),
        "C01": dict.fromkeys(PHASES, 0.0),
    }
    document = profile_document(seconds)
    assert document["seconds"] == 1234.5 * len(PHASES)
    shown = io.StringIO()
    Console(file=shown, width=80).print(profile_table(document))
    text = shown.getvalue()
    assert all(phase in text for phase in (*PHASES, "all")) and text.count(" 1234") == 2 * len(PHASES)
    assert "C01" not in text  # what took no time is left out
    assert "7407" in text and max(map(len, text.splitlines())) <= 80
