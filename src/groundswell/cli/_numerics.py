"""Gets JAX ready for the command line: compiled programs are kept between runs, and it says nothing of itself."""

from __future__ import annotations

import logging
import os
import warnings
from pathlib import Path

SAME_BITS = "--xla_gpu_deterministic_ops=true"
"""What lets two processes on one kind of accelerator find the same bits."""


def prepare() -> None:
    """Set up JAX before it is imported; what the user has set in the environment stays."""
    folder = cache_folder()
    if folder is not None:
        os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(folder))
        os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
        os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")
    # an accelerator tries out several programs and takes the one that was quickest just then; they round differently
    flags = os.environ.get("XLA_FLAGS", "")
    if SAME_BITS.split("=")[0] not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {SAME_BITS}".strip()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.getLogger("jax").setLevel(logging.ERROR)
    # a cache that cannot be written to costs time and nothing else
    warnings.filterwarnings("ignore", module=r"jax\b")


def cache_folder() -> Path | None:
    """Return the folder for compiled programs, made if need be; None where there can be none."""
    try:
        base = os.environ.get("XDG_CACHE_HOME")
        folder = (Path(base) if base and os.path.isabs(base) else Path.home() / ".cache") / "groundswell" / "jax"
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else None
    except (OSError, RuntimeError):
        return None
