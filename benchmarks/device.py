"""What does the work: its name, its memory, how fast that is copied, and how much of it was used at most."""

import resource
import sys
import time
from collections.abc import Callable

import jax
import jax.numpy as jnp
from machine import facts


def device_facts() -> list[str]:
    """The machine, and the device where it is no plain processor."""
    ours = facts()[0]
    first = jax.devices()[0]
    if first.platform != "cpu":
        ours = ours.replace("CPU only.", f"{len(jax.devices())} x {first.device_kind}.")
    return [ours]


def copied(megabytes: int | None = None, times: int = 10) -> float:
    """Bytes read and written per second when a large array is copied in the device's memory, the best of some times."""
    accelerated = jax.default_backend() != "cpu"
    source = jnp.arange((megabytes or (2048 if accelerated else 256)) * 2**18, dtype=jnp.float32)
    copy = jax.jit(jnp.negative)
    best = min(seconds(lambda: copy(source)) for _ in range(times + 1))
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
