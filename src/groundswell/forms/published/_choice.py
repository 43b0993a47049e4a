"""What models of choice and of thresholds share: the normal law."""

import math
from typing import Any

import jax
import numpy as np

from groundswell.forms.published._curve import array_of

_ERF = np.vectorize(math.erf, otypes=[float])


def normal_share(z: Any) -> Any:
    """Share of a standard normal crowd at or below z, in [0, 1]."""
    if array_of(z) is np:
        found = (1 + _ERF(np.asarray(z, float) / math.sqrt(2))) / 2
        return float(found) if np.ndim(found) == 0 else found
    return jax.scipy.special.ndtr(z)
