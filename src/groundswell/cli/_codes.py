"""Exit codes that scripts can rely on."""

FAULTY = 1  # the case was read and something is wrong with it
UNUSABLE = 2  # nothing could be read, or the command itself makes no sense
UNWRITABLE = 3  # what was found could not be written
STOPPED = 130  # Ctrl-C
