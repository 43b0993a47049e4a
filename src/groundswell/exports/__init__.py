"""What other people and programs take away: a reading as XMILE, and a study as a crate that can be run again.

Nothing here computes anything about the world; a rerun lets the verdict room do so and compares.
"""

from groundswell.exports._bits import Difference, differences
from groundswell.exports._crate import crate_files
from groundswell.exports._crate_open import Crate, open_crate
from groundswell.exports._crate_rules import crate_faults, unlisted
from groundswell.exports._crate_write import packed, write_crate
from groundswell.exports._rerun import Compared, Rerun, rerun
from groundswell.exports._troubles import ExportError, OtherVersion
from groundswell.exports._xmile import xmile, xmile_name

__all__ = [
    "Compared",
    "Crate",
    "Difference",
    "ExportError",
    "OtherVersion",
    "Rerun",
    "crate_faults",
    "crate_files",
    "differences",
    "open_crate",
    "packed",
    "rerun",
    "unlisted",
    "write_crate",
    "xmile",
    "xmile_name",
]
