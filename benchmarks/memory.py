"""What was listened to once is not listened to again: answers kept on disk by the samples they are about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@cache
def remembering(function: Callable[P, R], folder: Path | None) -> Callable[P, R]:
    """The function with its answers kept under `folder` by its arguments and its code; None = as it is."""
    if folder is None:
        return function
    from joblib import Memory

    kept: Callable[P, R] = Memory(folder, verbose=0).cache(function)
    return kept
