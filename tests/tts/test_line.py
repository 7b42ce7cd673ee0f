"""A request taken apart into lines."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from tts.errors import RequestError, TextError
from tts.line import BREAKS, natural_frames, plan
from tts.models.generation import TAIL
from tts.models.spectrogram import FRAMES_PER_SECOND
from tts.models.voice import nominal_pitch
from tts.pack import VoicePack
from tts.request import SpeechRequest
from tts.style.identity import Identity
from tts.style.space import Style

TEXT = "The lamp went out. Who is there, at this hour? Nobody answered!"


@pytest.fixture(scope="module")
def pack() -> VoicePack:
    return VoicePack.new("tiny")


def seconds(made):
    return sum(line.frames for line in made.lines) / FRAMES_PER_SECOND + sum(
        line.silence for line in made.lines
    )


def test_a_sentence_is_a_line(pack):
    made = plan(SpeechRequest(TEXT, caption="eerie"), pack)
    assert [line.utterance.text.strip() for line in made.lines] == re.split(r"(?<=[.?!]) ", TEXT)
    for line in made.lines:
        assert len(line.ids) == len(line.accents) == len(line.utterance.phones)
        assert line.frames == 0
        assert line.caption.any()
    assert [line.silence for line in made.lines] == pytest.approx([BREAKS["."], BREAKS["?"], 0.0])
    assert not plan(SpeechRequest(TEXT), pack).lines[0].caption.any()


def test_every_line_has_its_own_seed_that_depends_on_the_request_alone(pack):
    seeds = [line.seed for line in plan(SpeechRequest(TEXT, seed=5), pack).lines]
    assert len(set(seeds)) == 3
    assert seeds == [line.seed for line in plan(SpeechRequest(TEXT + " More.", seed=5), pack).lines][:3]
    assert not set(seeds) & {line.seed for line in plan(SpeechRequest(TEXT, seed=6), pack).lines}


@pytest.mark.parametrize("factor", [0.7, 0.85, 1.0, 1.2, 1.4, 2.5])
def test_an_asked_duration_is_filled_to_the_frame(pack, factor):
    natural = plan(SpeechRequest(TEXT), pack)
    whole = (
        sum(natural_frames(line.utterance, pack.durations, 0) for line in natural.lines) / FRAMES_PER_SECOND
    )
    asked = round(factor * (whole + sum(line.silence for line in natural.lines)), 3)
    made = plan(SpeechRequest(TEXT, duration=asked), pack)
    assert 0 <= asked - seconds(made) < 1 / FRAMES_PER_SECOND  # what is missing is less than a frame
    assert all(line.frames >= len(line.ids) + TAIL for line in made.lines)
    assert made.delivery.rate == pytest.approx(max(-math.log2(factor), -1), abs=0.12)


@pytest.mark.parametrize("text", [TEXT, "No. No. No. No!", "A… a… a… a…", "Hi", "I, I, I, I."])
@pytest.mark.parametrize("asked", [0.1, 900.0])
def test_a_duration_that_does_not_fit_names_the_closest_that_does(pack, text, asked):
    with pytest.raises(RequestError, match="the closest duration is") as caught:
        plan(SpeechRequest(text, duration=asked), pack)
    closest = float(re.search(r"closest duration is ([\d.]+) s", str(caught.value))[1])
    made = plan(SpeechRequest(text, duration=closest), pack)
    assert 0 <= closest - seconds(made) < 1 / FRAMES_PER_SECOND
    assert all(line.frames >= len(line.ids) + TAIL for line in made.lines)
    beyond = closest - 0.02 if asked < 1 else closest + 0.02
    with pytest.raises(RequestError, match="does not fit"):
        plan(SpeechRequest(text, duration=beyond), pack)


def test_speed_changes_the_rate_and_says_when_it_cannot(pack):
    assert plan(SpeechRequest(TEXT, speed=1.25), pack).delivery.rate == pytest.approx(math.log2(1.25))
    fast = plan(SpeechRequest(TEXT, speed=4.0), pack)
    assert fast.delivery.rate == 0.8
    assert fast.clamped == ("rate",)
    slow = plan(SpeechRequest(TEXT, speed=0.8), pack)
    assert slow.lines[0].silence > fast.lines[0].silence


def test_words_that_cannot_be_spoken_are_told(pack):
    made = plan(SpeechRequest("Hello 🎭 world. Bye \x00 now."), pack)
    assert "🎭" in "".join(made.skipped)
    assert len(made.lines) == 2


@pytest.mark.parametrize("text", ["…", "?!", "🎭🎭", "---", "\x00\x01"])
def test_nothing_to_speak(pack, text):
    with pytest.raises(TextError, match="nothing"):
        plan(SpeechRequest(text), pack)


def test_style_and_identity_reach_the_line(pack):
    identity = Identity(pitch=200.0, liveliness=3.0, roughness=0.2)
    style = Style({"happy": 0.5, "sad": 0.5}, intensity=1.5, pitch=3.0, loudness=4.0, roughness=0.4)
    made = plan(SpeechRequest("Well.", identity=identity, style=style), pack)
    (line,) = made.lines
    assert line.mean == pytest.approx(nominal_pitch(identity, made.delivery))
    assert line.mean == pytest.approx(200 * 2 ** (3 / 12))
    assert line.roughness == 0.4
    assert line.emotion.sum() == pytest.approx(1.5)
    plain = plan(SpeechRequest("Well.", identity=identity), pack).lines[0]
    assert 20 * math.log10(line.gain / plain.gain) == pytest.approx(4.0)
    assert plain.emotion.sum() == 0
    assert not np.array_equal(line.voice, plain.voice)


def test_a_contour_is_drawn_against_the_identity(pack):
    request = SpeechRequest("Well then.", style=Style(pitch=2.0), contour=((0.0, 5.0), (1.0, -1.0)))
    assert np.asarray(plan(request, pack).lines[0].contour) == pytest.approx(np.array([[0, 3], [1, -3]]))
    with pytest.raises(RequestError, match="over one sentence, the text has 3"):
        plan(SpeechRequest(TEXT, contour=((0.0, 0.0), (1.0, 1.0))), pack)
