"""What does the work: its name, how fast its memory is copied, and how much of that was used at most."""

import resource
import sys
import time
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np


def accelerated() -> bool:
    """Whether something else than the processor does the work."""
    return jax.default_backend() != "cpu"


def name() -> str:
    """The accelerator, or that there is none."""
    return f"{len(jax.devices())} x {jax.devices()[0].device_kind}." if accelerated() else "CPU only."


def copied(times: int = 10) -> float:
    """Bytes read and written per second when a large array is copied in the device's memory, the best of some times."""
    if accelerated():
        source = jnp.arange(2**29, dtype=jnp.float32)
        copy = jax.jit(jnp.negative)
        best = min(seconds(lambda: copy(source)) for _ in range(times + 1))
    else:
        source, target = np.ones(2**25), np.empty(2**25)
        best = min(seconds(lambda: np.copyto(target, source)) for _ in range(times + 1))
    return 2 * source.nbytes / best


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds until the result is there."""
    began = time.perf_counter()
    jax.block_until_ready(work())
    return time.perf_counter() - began


def most_used() -> dict[str, float]:
    """Gigabytes used at most so far: of the host by this process, and of the device where it counts them."""
    unit = 1 if sys.platform == "darwin" else 1024
    found = {"host": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9}
    counted = jax.devices()[0].memory_stats() or {}
    if "peak_bytes_in_use" in counted:
        found["device"] = counted["peak_bytes_in_use"] / 1e9
    return found
