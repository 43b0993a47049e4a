"""Compiled programs are kept between tests and between the processes that run them side by side."""

import os
import sys
from pathlib import Path

_CACHE = Path(__file__).parents[1] / ".pytest_cache" / f"jax-{sys.version_info.major}.{sys.version_info.minor}"

# Before anything imports JAX.
_CACHE.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(_CACHE))
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0.2")
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")
