"""The words of a line, marked while they are heard; when the line has ended, the next can follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from tts.request import WordTiming

_HERE = Path(__file__).parent


def follow(
    text: str, heard: Sequence[WordTiming], place: str, on: bool, on_end: Callable[[], None], key: str
) -> None:
    """Show a text in the card it stands in, driven by the card's player.

    heard: its words in order. place: of the line. on: whether on_end is called when the sound has ended.
    """
    marked = [[round(each.start, 3), round(each.end, 3), each.char_start, each.char_end] for each in heard]
    data = {"text": text, "words": marked, "place": place, "on": on}
    _component()(data=data, key=key, on_ended_change=on_end)


@cache
def _component() -> Callable[..., Any]:
    """Registered when it is first shown; Streamlit knows it in every session from then on."""
    return st.components.v2.component(
        "dramatis_follow",
        html='<div class="follow"></div>',
        js=(_HERE / "follow.js").read_text(encoding="utf-8"),
        css=(_HERE / "follow.css").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
