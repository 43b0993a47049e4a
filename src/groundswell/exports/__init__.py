"""What other people and programs take away: argument maps, diagrams, protocols, tables, models, and crates.

Nothing here computes anything about the world; a rerun lets the verdict room do so and compares.
"""

from groundswell.exports._argdown import argdown
from groundswell.exports._bits import Difference, differences
from groundswell.exports._crate import crate_files
from groundswell.exports._crate_open import Crate, open_crate
from groundswell.exports._crate_rules import crate_faults, unlisted
from groundswell.exports._crate_write import packed, write_crate
from groundswell.exports._flatten import Table, flattened
from groundswell.exports._graphml import graphml
from groundswell.exports._odd import odd
from groundswell.exports._put import write_text
from groundswell.exports._rerun import Compared, Rerun, rerun
from groundswell.exports._shape import shape_faults
from groundswell.exports._study_folder import Found, found_in, needed
from groundswell.exports._tables import all_tables, csv_text, write_tables
from groundswell.exports._troubles import ExportError, OtherVersion
from groundswell.exports._xmile import xmile, xmile_name

__all__ = [
    "Compared",
    "Crate",
    "Difference",
    "ExportError",
    "Found",
    "OtherVersion",
    "Rerun",
    "Table",
    "all_tables",
    "argdown",
    "crate_faults",
    "crate_files",
    "csv_text",
    "differences",
    "flattened",
    "found_in",
    "graphml",
    "needed",
    "odd",
    "open_crate",
    "packed",
    "rerun",
    "shape_faults",
    "unlisted",
    "write_crate",
    "write_tables",
    "write_text",
    "xmile",
    "xmile_name",
]
