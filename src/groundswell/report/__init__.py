"""Pictures and pages: what an ensemble of readings says, for people to read.

Nothing here computes a verdict; the room turns `verdicts.json` and its fans into one offline
page, into a table for the terminal, and into sentences.
"""

from groundswell.report._lead import lead
from groundswell.report._schema import SCHEMA, verdicts_schema
from groundswell.report._terminal import summary_lines, verdict_table
from groundswell.report._words import sentence
from groundswell.report._write import write_report

__all__ = [
    "SCHEMA",
    "lead",
    "sentence",
    "summary_lines",
    "verdict_table",
    "verdicts_schema",
    "write_report",
]
