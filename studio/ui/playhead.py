"""A playhead over a take's chart: it runs with the sound, marks the word heard, seeks on a click."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from tts.request import Take

_HERE = Path(__file__).parent


def playhead(take: Take, start: float, key: str) -> None:
    """Put a playhead on the first chart of the card it stands in, driven by the card's player.

    start: time at the left edge of the chart, s; its right edge is the end of the take.
    """
    data = {
        "from": start,
        "to": take.seconds,
        "words": [[round(word.start, 3), round(word.end, 3)] for word in take.words],
    }
    _component()(data=data, key=key)


@cache
def _component() -> Callable[..., Any]:
    """Registered when it is first shown; Streamlit knows it in every session from then on."""
    return st.components.v2.component(
        "dramatis_playhead",
        html='<div class="heard"></div><div class="now"></div>',
        js=(_HERE / "playhead.js").read_text(encoding="utf-8"),
        css=(_HERE / "playhead.css").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
