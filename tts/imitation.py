"""A take on the melody of a recording, as loud phone by phone.

A contour is drawn over seconds, but an engine decides itself how long its phones last, and pitch and pace
hang together. So the line is spoken, the melody is laid over the phones of that take, and the line is spoken
again with it, until the timings hardly move. Then its phones are made louder and softer as those of the
recording are. The voice stays that of the request.
"""

from __future__ import annotations

import math
from dataclasses import replace

from tts.engine import Engine
from tts.errors import RequestError
from tts.request import SpeechRequest, Take
from tts.style import swell
from tts.style.measure import track_pitch
from tts.style.melody import Melody, agreement, melody, steady
from tts.style.recording import Heard
from tts.style.space import STYLE_LIMITS
from tts.text.frontend import utterances

TURNS = 3
"""How often a line is spoken on the melody at most, each time over the timings of the time before."""

CLOSE = 0.4
"""Mean difference of the melodies, semitones, that needs no further turn."""


NOTE = "on the melody of the recording"
"""Beginning of the note in the receipt of a take that follows a melody."""


def same_words(request: SpeechRequest, heard: Heard) -> bool:
    """Whether a request speaks the words whose melody was heard."""
    parts = utterances(request.text, request.language, request.lexicon)
    sounds = tuple(phone.symbol for part in parts for phone in part.phones if not phone.is_pause)
    return heard.melody is not None and heard.melody.sounds == sounds


def like(request: SpeechRequest, heard: Heard) -> SpeechRequest:
    """The request with the style heard laid over its own.

    When it speaks the same words it gets their pauses as well, and the spread of the recording's pitch in
    place of one that counts from the persona's habit.
    """
    request = replace(request, style=request.style.merge(heard.style))
    if not same_words(request, heard):
        return request
    low, high, _ = STYLE_LIMITS["range"]
    spread = min(max(heard.measured.range - request.identity.liveliness, low), high)
    return replace(
        request, style=replace(request.style, range=spread), breaks=(*request.breaks, *heard.breaks)
    )


def imitate(engine: Engine, request: SpeechRequest, heard: Heard) -> Take:
    """Speak a request, made by `like`, on the melody heard, with its phones as loud.

    It is spoken freely once and then up to `TURNS` times on the melody; the take that comes closest is
    returned, and its receipt says how close. Raises RequestError when the recording has no melody or the
    request a contour or swell of its own, StyleError when the request speaks other words.
    """
    if heard.melody is None:
        raise RequestError(
            "the recording has no melody to follow; give its text, one sentence that is voiced"
        )
    if request.contour or request.swell:
        drawn = "contour" if request.contour else "swell"
        raise RequestError(
            f"a drawn {drawn} and the melody of a recording exclude each other; give one of them"
        )
    delivery, _ = request.style.delivery(request.identity.liveliness)
    take = engine.speak(request)
    best, sung, nearest = take, request, (math.nan, math.inf)
    for _ in range(TURNS):
        asked = replace(request, contour=heard.melody.on(take.phones, delivery.pitch))
        take = engine.speak(asked)
        r, apart = _likeness(take, heard.melody)
        if not apart >= nearest[1]:  # a difference that is not a number is taken as well
            best, sung, nearest = take, asked, (r, apart)
        if not apart > CLOSE:
            break
    had = swell.levels(best.samples, best.sample_rate, best.phones)
    best = engine.speak(replace(sung, swell=swell.swell(heard.levels, had, best.phones)))
    note = NOTE
    if math.isfinite(nearest[1]):
        note += f", {nearest[1]:.1f} semitones apart on average (r {nearest[0]:.2f})"
    return replace(best, receipt=replace(best.receipt, notes=(*best.receipt.notes, note)))


def _likeness(take: Take, wanted: Melody) -> tuple[float, float]:
    sung = melody(steady(track_pitch(take.samples, take.sample_rate)), take.phones)
    return agreement(sung, wanted) if sung else (math.nan, math.nan)
