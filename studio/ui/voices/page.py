"""Voices: describe one, hear four, shape it, see it among the others, keep it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from studio.ui.frame import head, tell
from studio.ui.roster import Roster, roster
from studio.ui.voice import Voice
from studio.ui.voices import state
from studio.ui.voices.audition import Heard, asked
from studio.ui.voices.library import library
from studio.ui.voices.offers import Offer, Offers
from studio.ui.voices.pictures import Point, chart_of, profile
from studio.ui.voices.plane import Plane
from studio.ui.voices.shaping import bench
from studio.ui.words import Words, plain
from tts.errors import DramatisError
from tts.request import SpeechRequest

_EXAMPLES = 4


def page(words: Words) -> None:
    """The whole page."""
    voice, people = head(words), roster()
    st.title(words("voices"), anchor=False)
    heard = Auditions(words)
    _describe(words)
    offers = state.OFFERS.get()
    if offers.all:
        for column, offer in zip(st.columns(len(offers.all)), offers.all, strict=True):
            with column:
                _candidate(offer, words, heard)
    if saved := state.SAVED.take():
        name = words.name(people.everyone[saved]) if saved in people.everyone else saved
        st.toast(words("voices.saved", name=plain(name)), icon=":material/check:")
    left, right = st.columns([3, 2], gap="large")
    with left:
        on = state.BENCH.get()
        if on is None:
            first = "none" if state.OFFERS.get().all else "first"
            st.info(words(f"voices.bench.{first}"), icon=":material/tune:")
        else:
            bench(on, people, words, heard.player)
    with right:
        _map(offers, people, words)
        library(people, words)
    heard.speak(voice)


class Auditions:
    """The auditions of the page that is drawn; those that are still to be spoken show their progress."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._waiting: dict[SpeechRequest, DeltaGenerator] = {}

    def player(self, request: SpeechRequest) -> None:
        """The player of an audition, or the place where it will be."""
        found = state.HEARD.get().get(request)
        if found is None:
            self._waiting[request] = st.empty()
            self._waiting[request].progress(0.0, self._words("speaking"))
        elif found.fault:
            st.warning(plain(self._words.told(found.fault)))
        else:
            play = state.PLAY.get() == request
            if play:
                state.PLAY.set(None)
            st.audio(found.wav, format="audio/wav", autoplay=play)

    def speak(self, voice: Voice) -> None:
        """Speak those that wait, the one that somebody wants to hear first; each draws the page anew."""
        wanted = state.PLAY.get()
        order = sorted(self._waiting, key=lambda request: request != wanted)
        if not order:
            return
        request = order[0]
        pending = state.begin(request)
        place = self._waiting[request]
        label = self._words("speaking" if voice.loaded else "loading")
        place.progress(pending.work.share, label)
        try:
            while not voice.advance(pending.work):
                place.progress(pending.work.share, self._words("speaking"))
            state.keep(request, pending.work.result)
        except DramatisError as error:
            state.keep(request, Heard(b"", 0.0, str(error)))
        except Exception:
            state.PENDING.set(None)  # a fault of ours is not repeated at every touch
            raise
        st.rerun()


def _describe(words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="describe"):
        st.text_input(
            words("voices.describe"),
            key="voices.description",
            placeholder=words("voices.describe.example"),
            label_visibility="collapsed",
            icon=":material/edit:",
            persist_state="session",
        )
        again = bool(state.OFFERS.get().all)
        st.button(
            words("voices.again" if again else "voices.design"),
            key="voices.design",
            type="primary",
            icon=":material/casino:" if again else ":material/auto_awesome:",
            on_click=state.describe,
            args=[words],
        )
    offers = state.OFFERS.get()
    if not offers.all:
        with st.container(horizontal=True, gap="xsmall", key="taps-examples"):
            for number in range(1, _EXAMPLES + 1):
                example = words(f"voices.example.{number}")
                st.button(
                    example, key=f"voices.example.{number}", on_click=state.suggest, args=[example, words]
                )
    for sentence in state.TROUBLE.get().get("design", ()):
        st.error(plain(words.told(sentence)), icon=":material/error:")
    if offers.not_understood:
        st.warning(words("not understood", parts=plain(words.listed(offers.not_understood))))
    tell(offers.told, words)


def _candidate(offer: Offer, words: Words, heard: Auditions) -> None:
    who = offer.persona
    with st.container(border=True, key=f"card-{offer.key}"):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xsmall", key=f"icons-{offer.key}"
        ):
            st.markdown(f"**{plain(words.name(who))}**", width="stretch")
            st.button(
                "",
                key=f"keep-{offer.key}",
                icon=":material/lock:" if offer.locked else ":material/lock_open:",
                help=words("voices.unlock" if offer.locked else "voices.lock"),
                type="tertiary",
                on_click=state.lock,
                args=[offer.key],
            )
        drawn = profile(who.identity, words)
        st.vega_lite_chart(
            drawn,
            width="stretch",
            height=drawn["height"],
            theme=None,
            key=f"profile-{offer.key}",
            alt=words("voices.profile"),
        )
        heard.player(asked(who))
        said = offer.sentence.chinese if words.language == "zh" else offer.sentence.english
        st.caption(f"“{plain(said)}”")
        st.button(
            words("voices.shape"),
            key=f"shape-{offer.key}",
            icon=":material/tune:",
            width="stretch",
            on_click=state.shape,
            args=[who],
        )


def _map(offers: Offers, people: Roster, words: Words) -> None:
    st.subheader(words("voices.map"), anchor=False)
    on = state.BENCH.get()
    points = [Point(each.id, each, words.name(each), "shipped") for each in people.shipped]
    points += [Point(each.id, each, words.name(each), "own") for each in people.own]
    points += [Point(each.key, each.persona, words.name(each.persona), "offer") for each in offers.all]
    if on is not None:
        points.append(Point("bench", on.voice, words.name(on.voice), "bench"))
    plane = Plane.through([each.identity for each in people.shipped])
    st.vega_lite_chart(
        chart_of(points, plane, words),
        width="stretch",
        theme=None,
        key="voices.map",
        on_select=lambda: state.point_at(words),
        selection_mode="chosen",
        alt=words("voices.map.help"),
    )
    st.caption(words("voices.map.help"))
