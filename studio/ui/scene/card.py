"""One take on a card: its picture, its sound, what it was asked and what was measured."""

from __future__ import annotations

import streamlit as st

from studio.ui import receipt, style
from studio.ui.chart import HEIGHT, Sketch, chart, left_edge
from studio.ui.files import downloads
from studio.ui.frame import chips, tell
from studio.ui.playhead import playhead
from studio.ui.scene import state
from studio.ui.scene.melody import melody
from studio.ui.scene.take import SceneTake, Takes
from studio.ui.words import Words, plain
from tts.bend import Bend

_TAPS = ("more", "less", "faster", "slower", "softer", "whispered")


def card(
    take: SceneTake, takes: Takes, words: Words, *, present: bool, play: bool, beside: SceneTake | None
) -> None:
    """Draw a take.

    present: it is the one that is directed next. play: start its sound at once. beside: the other take on the
    page, drawn on the same scales.
    """
    side = "now" if present else "other"
    with st.container(border=True, key=f"card-{side}"):
        _title(take, takes, words, present=present)
        st.vega_lite_chart(
            chart(
                take.outline,
                take.take,
                words,
                ghost=_ghost(take, takes),
                beside=beside.outline if beside else None,
            ),
            width="stretch",
            height=HEIGHT,
            theme=None,
            key=f"chart-{side}-{take.number}",
            alt=words("scene.chart", number=take.number),
        )
        playhead(take.take, left_edge(take.take), f"playhead-{side}-{take.number}")
        st.audio(take.wav, format="audio/wav", autoplay=play)
        if present:
            _directions(words)
        _diff(take, words)
        _told(take, words)
        heard = take.heard()
        if heard:
            drawn = receipt.chart(take.asked(), heard, words)
            st.vega_lite_chart(
                drawn,
                width="stretch",
                height=drawn["height"],
                theme=None,
                key=f"receipt-{side}-{take.number}",
                alt=words("receipt.chart"),
            )
            if present:
                st.caption(words("receipt.chart"))
        _foot(take, takes, words, side)


def _title(take: SceneTake, takes: Takes, words: Words, *, present: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key=f"icons-title-{present}"
    ):
        led = {"": words("scene.led.fresh"), "bend": words("scene.led.bend")}.get(take.ask.led, take.ask.led)
        length = words("seconds.short", value=take.take.seconds)
        title = words("scene.take", number=take.number)
        st.markdown(f"**{title}** :gray[· {plain(led)} · {length}]", width="stretch")
        locked = take.number == takes.locked
        st.button(
            "",
            key=f"lock-{take.number}-{present}",
            icon=":material/lock:" if locked else ":material/lock_open:",
            help=words("scene.unlock" if locked else "scene.lock"),
            type="tertiary",
            on_click=state.step,
            args=["lock", take.number, words],
        )
        st.button(
            "",
            key=f"remove-{take.number}-{present}",
            icon=":material/delete:",
            help=words("remove"),
            type="tertiary",
            disabled=locked,
            on_click=state.step,
            args=["remove", take.number, words],
        )


def _ghost(take: SceneTake, takes: Takes) -> Sketch | None:
    parent = takes.take(take.ask.parent)
    return parent.outline if take.ask.led == "bend" and parent is not None else None


def _directions(words: Words) -> None:
    with st.container(horizontal=True, gap="xsmall", key="taps"):
        for tap in _TAPS:
            st.button(
                words(f"scene.{tap}"),
                key=f"tap-{tap}",
                on_click=state.direct,
                args=[words(f"scene.{tap}.said"), words],
            )
    st.text_input(
        words("scene.direct"),
        key="scene.direct",
        placeholder=words("scene.direct.example"),
        icon=":material/forum:",
        label_visibility="collapsed",
        on_change=state.direct_typed,
        args=["scene.direct", words],
    )


def _diff(take: SceneTake, words: Words) -> None:
    """What the direction changed."""
    if take.ask.changes:
        chips(style.changes(take.ask.changes, words))
    elif take.ask.led == "bend":
        chips([_bend(bend, take, words) for bend in take.ask.bends])


def _bend(bend: Bend, take: SceneTake, words: Words) -> str:
    said = [words("scene.bend", text=take.ask.request.text[bend.start : bend.end])]
    if bend.shift:
        said.append(style.number("pitch", bend.shift, words))
    if bend.width != 1.0:
        said.append(f"× {bend.width:.2g}")
    return " ".join(said)


def _told(take: SceneTake, words: Words) -> None:
    ask, heard = take.ask, take.take
    if heard.skipped:
        st.warning(words("skipped", parts=plain(words.listed(heard.skipped))))
    if ask.not_understood:
        st.warning(words("not understood", parts=plain(words.listed(ask.not_understood))))
    if limited := tuple(dict.fromkeys((*ask.limited, *heard.receipt.clamped))):
        st.caption(words("limited", parts=words.listed([style.named(name, words) for name in limited])))
    other_pack = ask.persona.pack_note(take.pack) if take.own else None
    notes = (*ask.told, *heard.receipt.notes, *([other_pack] if other_pack else []))
    tell(tuple(dict.fromkeys(notes)), words)


def _foot(take: SceneTake, takes: Takes, words: Words, side: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"foot-{side}"):
        if side == "now":
            melody(take, words)
        else:
            st.button(
                words("scene.use"),
                key=f"use-{take.number}",
                icon=":material/check:",
                on_click=state.step,
                args=["choose", take.number, words],
            )
        downloads(take.wav, f"{take.ask.persona.id}-{take.number}", words)
        with st.popover(words("details"), icon=":material/analytics:", type="tertiary", key=f"more-{side}"):
            st.markdown(receipt.table(take.take.receipt, words))
            st.caption(words("receipt.about"))
            times = [
                {words("word"): w.text, words("start"): round(w.start, 2), words("end"): round(w.end, 2)}
                for w in take.take.words
            ]
            if times:
                st.dataframe(times, hide_index=True, height=180)
            st.caption(words("scene.facts", seed=take.ask.request.seed, spent=take.spent))
