"""The engine's draws of luck, in NumPy: the comparison needs the same numbers, not merely the same law."""

import numpy as np

_GOLDEN = np.uint32(0x9E3779B9)


def mix(x):
    x = x ^ (x >> np.uint32(16))
    x = x * np.uint32(0x7FEB352D)
    x = x ^ (x >> np.uint32(15))
    x = x * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def normal(names: np.ndarray, key: np.uint32, month: int) -> np.ndarray:
    """One nearly normal number per name, for one reading's stream and one month."""
    bits = mix(names ^ mix(np.array([key], np.uint32) + np.uint32(month) * np.array([_GOLDEN])))
    return (bits.view(np.uint8).reshape(len(bits), 4).sum(1, dtype=np.int32) - 510) * (12 / (4 * (256**2 - 1))) ** 0.5
