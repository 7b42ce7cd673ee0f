"""How much each caller may ask for: token buckets that fill evenly over the minute."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from studio.api.errors import ApiError

_FORGOTTEN = 10_000  # buckets kept; full ones are dropped when there are more


class Rates:
    """Buckets of one server. clock: s, monotonic."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}  # what is left, and since when

    def spend(self, caller: str, what: str, amount: int, a_minute: int) -> None:
        """Take `amount` of a caller's `what` ("requests", "characters") out of the `a_minute` allowed.

        Raises ApiError (429 with Retry-After) when not so many are left, and then takes none.
        """
        now = self._clock()
        left, since = self._buckets.get((caller, what), (float(a_minute), now))
        left = min(left + (now - since) * a_minute / 60, float(a_minute))
        # More than a minute's worth at once has to wait for a full bucket, and leaves a debt.
        if left < min(amount, a_minute):
            wait = math.ceil((min(amount, a_minute) - left) * 60 / a_minute)
            raise ApiError(
                f"more than {a_minute} {what} a minute; try again in {wait} s",
                429,
                code="rate_limit_exceeded",
                headers={"Retry-After": str(wait)},
            )
        self._buckets[caller, what] = (left - amount, now)
        if len(self._buckets) > _FORGOTTEN:
            self._buckets = {
                each: (rest, last) for each, (rest, last) in self._buckets.items() if now - last < 60
            }
