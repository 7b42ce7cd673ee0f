"""Spoken takes, and the card that shows one."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from studio.request import Directed
from studio.ui.chart import Sketch, chart, sketch
from studio.ui.receipt import table
from studio.ui.words import Words, plain
from tts.audio import encode
from tts.request import SpeechRequest, Take

KEPT = 24
"""Takes kept in a session; each holds its audio."""


@dataclass(frozen=True, eq=False)
class SpokenTake:
    """One take of a session with what it was made from; files and outline are made once.

    number: counts from 1 in the session. spent: time it took, s. wav, mp3: the audio as files.
    """

    number: int
    directed: Directed
    request: SpeechRequest
    take: Take
    spent: float
    outline: Sketch
    wav: bytes
    mp3: bytes

    @staticmethod
    def of(number: int, directed: Directed, request: SpeechRequest, take: Take, spent: float) -> SpokenTake:
        """Encode and outline a take."""
        files = [encode(take.samples, take.sample_rate, ending) for ending in ("wav", "mp3")]
        return SpokenTake(number, directed, request, take, spent, sketch(take), *files)

    @property
    def name(self) -> str:
        """File name without ending."""
        return f"take-{self.number}-{self.directed.persona.id}"

    def show(self, words: Words, *, play: bool) -> None:
        """Draw the card. play: start the sound at once."""
        take, persona, key = self.take, self.directed.persona, f"take-{self.number}"
        with st.container(border=True):
            length = words("seconds.short", value=take.seconds)
            title = words("take", number=self.number)
            st.markdown(f"**{title}** · {persona.names[words.language]} · {length}")
            st.text(f"“{self.request.text.strip()}”")
            caption = self.directed.caption
            st.text(words("take.direction", what=caption) if caption else words("take.habit"))
            st.audio(self.wav, format="audio/wav", autoplay=play)
            self._warnings(words)
            st.vega_lite_chart(chart(self.outline, take, words), width="stretch", key=f"{key}-chart")
            st.caption(table(take.receipt, words))
            if take.words:
                with st.expander(words("timings")):
                    st.dataframe(
                        [
                            {
                                words("word"): w.text,
                                words("start"): round(w.start, 2),
                                words("end"): round(w.end, 2),
                            }
                            for w in take.words
                        ],
                        hide_index=True,
                    )
            with st.container(horizontal=True):
                for ending, data in (("wav", self.wav), ("mp3", self.mp3)):
                    st.download_button(
                        ending.upper(),
                        data,
                        f"{self.name}.{ending}",
                        f"audio/{'mpeg' if ending == 'mp3' else ending}",
                        key=f"{key}-{ending}",
                        icon=":material/download:",
                        on_click="ignore",
                    )
                st.button(
                    words("remove"),
                    key=f"{key}-remove",
                    on_click=_remove,
                    args=[self.number],
                    type="tertiary",
                )
            style, seed = self.request.style, self.request.seed
            st.caption(words("take.facts", intensity=style.intensity, seed=seed, spent=self.spent))

    def _warnings(self, words: Words) -> None:
        """What did not come out as asked. The caption's own problems are told again, but quietly: the page
        showed them before the line was spoken."""
        take, directed = self.take, self.directed
        if take.skipped:
            st.warning(words("skipped", parts=plain(words.listed(take.skipped))))
        if take.receipt.clamped:
            st.warning(words("limited", parts=words.listed([words(name) for name in take.receipt.clamped])))
        if directed.not_understood:
            st.caption(words("not understood", parts=plain(words.listed(directed.not_understood))))
        for conflict in directed.conflicts:
            st.caption(words("conflict", what=plain(conflict)))
        for note in take.receipt.notes:
            st.caption(words("note", what=plain(note)))


def kept_takes() -> list[SpokenTake]:
    """This session's takes, newest first."""
    takes: list[SpokenTake] = st.session_state.setdefault("takes", [])
    return takes


def next_number() -> int:
    """Number of the session's next take; a removed take's number is not given again."""
    number: int = st.session_state.get("last_take", 0) + 1
    return number


def keep(take: SpokenTake) -> None:
    """Put a new take before the others; beyond `KEPT` the oldest goes."""
    st.session_state.takes = [take, *kept_takes()][:KEPT]
    st.session_state.last_take = take.number


def remove_all() -> None:
    """Forget every take of the session."""
    st.session_state.takes = []


def _remove(number: int) -> None:
    st.session_state.takes = [take for take in kept_takes() if take.number != number]
