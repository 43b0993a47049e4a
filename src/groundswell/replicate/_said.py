"""Sentences about bad input that the forms say, passed on as this room's faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import numpy as np

from ._faults import ReplicateError

Model = Callable[..., Mapping[str, Any]]


def said(model: Model) -> Model:
    """Return the model with every ValueError from the mathematics told as a ReplicateError, and overflow as one too."""

    @wraps(model)
    def run(**given: Any) -> Mapping[str, Any]:
        try:
            with np.errstate(over="raise", invalid="raise", divide="raise"):
                return model(**given)
        except ReplicateError:
            raise
        except (ValueError, ArithmeticError) as fault:
            raise ReplicateError(_sentence(fault)) from None

    return run


def _sentence(fault: Exception) -> str:
    words = str(fault)
    if isinstance(fault, ArithmeticError):
        words = f"these numbers are too large or too small to be computed with ({words.split(' (')[0]})"
    return f"{words[:1].upper()}{words[1:]}."
