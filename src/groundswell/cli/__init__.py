"""The command line: `groundswell VERB ...`, one file for each verb.

A verb is a module `_verb.py` with a function `run`; its name stands in `_app.VERBS`. What a verb needs it
imports inside `run`, so that `--help` and the quick verbs stay quick.
"""

from ._main import main

__all__ = ["main"]
