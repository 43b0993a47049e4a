"""Pictures and pages: what an ensemble of readings says, for people to read.

Nothing here computes a verdict; the room turns a study into `verdicts.json`, trajectories and a manifest, and
`verdicts.json` with its fans into one offline page, into a table for the terminal, and into sentences.
"""

from groundswell.report._causes import causal_diagram
from groundswell.report._compare_document import COMPARE_SCHEMA, compare_schema, comparison_document
from groundswell.report._compare_page import compare_page
from groundswell.report._compare_terminal import compare_lines, compare_tables
from groundswell.report._document import verdicts_document
from groundswell.report._explained_sections import explained_sections
from groundswell.report._fit_page import fit_page
from groundswell.report._lead import lead
from groundswell.report._manifest import versions
from groundswell.report._numbers import percent, span
from groundswell.report._origins_page import origins_page
from groundswell.report._profile import PROFILE_SCHEMA, profile_document, profile_table
from groundswell.report._reading_document import reading_document
from groundswell.report._reading_words import reading_sections
from groundswell.report._record_document import answers_document, fitted_beside, record_label
from groundswell.report._resolution_chart import resolution_chart
from groundswell.report._save import save
from groundswell.report._schema import SCHEMA, verdicts_schema
from groundswell.report._score_page import score_page
from groundswell.report._staging import put, text_writer, write_all
from groundswell.report._study_fans import study_fans
from groundswell.report._terminal import forms_table, prediction_table, summary_lines, verdict_table
from groundswell.report._text import as_json
from groundswell.report._trajectories import trajectories
from groundswell.report._words import sentence
from groundswell.report._write import write_report

__all__ = [
    "COMPARE_SCHEMA",
    "PROFILE_SCHEMA",
    "SCHEMA",
    "answers_document",
    "as_json",
    "causal_diagram",
    "compare_lines",
    "compare_page",
    "compare_schema",
    "compare_tables",
    "comparison_document",
    "explained_sections",
    "fit_page",
    "fitted_beside",
    "forms_table",
    "lead",
    "origins_page",
    "percent",
    "prediction_table",
    "profile_document",
    "profile_table",
    "put",
    "reading_document",
    "reading_sections",
    "record_label",
    "resolution_chart",
    "save",
    "score_page",
    "sentence",
    "span",
    "study_fans",
    "summary_lines",
    "text_writer",
    "trajectories",
    "verdict_table",
    "verdicts_document",
    "verdicts_schema",
    "versions",
    "write_all",
    "write_report",
]
