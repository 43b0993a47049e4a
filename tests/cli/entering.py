"""How the tests enter the command line in a process of its own."""

ENTER = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background starts with Ctrl-C switched off
from groundswell.cli import main
main()
"""
PATIENCE = 120
