"""Loops compiled for this machine (numba), where a library's calls would cost more than its arithmetic.

A kernel is called from Python; its code is kept beside the source, or in the user's cache folder, so that
only the first process ever waits for it. A part is called by kernels and parts of the same module alone,
since the kept code of a kernel is renewed when its own file changes, not when another does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])

_FREELY = {"reassoc", "contract", "arcp", "nsz", "nnan", "ninf"}


def kernel(freely: bool = False) -> Callable[[F], F]:
    """Decorator: a compiled function that holds no lock of the interpreter and may run in any thread.

    freely: sums may be reordered, always in the same way, and products fused; then nothing in it may be
    infinite or not a number.
    """

    def decorate(function: F) -> F:
        try:
            return _compiled(function, freely, cache=True)
        except RuntimeError:  # nowhere to keep it: a read-only installation for a user without a home
            return _compiled(function, freely)

    return decorate


def part(freely: bool = False) -> Callable[[F], F]:
    """Decorator: a function for kernels of its module; Python cannot call it. freely: as in `kernel`."""

    def decorate(function: F) -> F:
        # Without what Python would need to call it, it compiles in half the time.
        return _compiled(function, freely, no_cpython_wrapper=True, no_cfunc_wrapper=True)

    return decorate


def _compiled(function: F, freely: bool, **options: Any) -> F:
    translate: Any = njit(nogil=True, error_model="numpy", fastmath=_FREELY if freely else False, **options)
    out: F = translate(function)
    return out
