"""How the tests enter the command line in a process of its own."""

import os

ENTER = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background starts with Ctrl-C switched off
from groundswell.cli import main
main()
"""
# Seconds after which a command is given up; a machine that many use needs more.
PATIENCE = int(os.environ.get("GROUNDSWELL_PATIENCE", "120"))
