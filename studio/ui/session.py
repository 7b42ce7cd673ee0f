"""What a browser session remembers: typed places, each with its first value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, ParamSpec, TypeVar

import streamlit as st

from tts.errors import DramatisError

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Slot(Generic[T]):
    """One value of the session that is being served; other sessions have their own.

    name: unique in the studio, such as "scene.takes". first: makes the value of a new session. Values are
    frozen and replaced as a whole, so that a script that is interrupted leaves none half changed.
    """

    name: str
    first: Callable[[], T]

    def get(self) -> T:
        """The value now."""
        if self.name not in st.session_state:
            st.session_state[self.name] = self.first()
        value: T = st.session_state[self.name]
        return value

    def set(self, value: T) -> None:
        """Replace the value."""
        st.session_state[self.name] = value

    def take(self) -> T:
        """The value, which is the first one again afterwards."""
        value = self.get()
        st.session_state.pop(self.name, None)
        return value


def telling(trouble: Slot[str]) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Decorator: a button's action whose errors are told on the page, which has a slot for them."""

    def decorate(action: Callable[P, None]) -> Callable[P, None]:
        @wraps(action)
        def told(*args: P.args, **kwargs: P.kwargs) -> None:
            trouble.take()
            try:
                action(*args, **kwargs)
            except DramatisError as error:
                trouble.set(str(error))

        return told

    return decorate
