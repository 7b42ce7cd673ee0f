"""A request taken apart into lines."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from tts.errors import RequestError, TextError
from tts.line import BREAKS, natural_frames, plan
from tts.models.generation import TAIL
from tts.models.spectrogram import FRAMES_PER_SECOND
from tts.models.voice import nominal_pitch
from tts.pack import VoicePack
from tts.request import Break, Span, SpeechRequest
from tts.style.calibration import Calibration
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
        assert line.manners[0].caption.any()
    assert [line.silence for line in made.lines] == pytest.approx([BREAKS["."], BREAKS["?"], 0.0])
    assert not plan(SpeechRequest(TEXT), pack).lines[0].manners[0].caption.any()


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
    rate = made.lines[0].manners[0].delivery.rate
    assert rate == pytest.approx(max(-math.log2(factor), -1), abs=0.12)


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
    assert plan(SpeechRequest(TEXT, speed=1.25), pack).asked.rate == pytest.approx(math.log2(1.25))
    fast = plan(SpeechRequest(TEXT, speed=4.0), pack)
    assert fast.asked.rate == 0.8
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
    (manner,) = made.lines[0].manners
    assert manner.mean == pytest.approx(nominal_pitch(identity, manner.delivery))
    assert manner.mean == pytest.approx(200 * 2 ** (3 / 12))
    assert manner.base == pytest.approx(3.0)
    assert manner.roughness == 0.4
    assert manner.emotion.sum() == pytest.approx(1.5)
    plain = plan(SpeechRequest("Well.", identity=identity), pack).lines[0].manners[0]
    assert 20 * math.log10(manner.gain / plain.gain) == pytest.approx(4.0)
    assert plain.emotion.sum() == 0
    assert not np.array_equal(manner.voice, plain.voice)


def spoken_words(line):
    """Of each manner: the words that are spoken in it."""
    spoken = [(p.word, m) for p, m in zip(line.utterance.phones, line.manner, strict=True) if p.word >= 0]
    words = [dict.fromkeys(w for w, m in spoken if m == k) for k in range(len(line.manners))]
    return [[line.utterance.words[index].text for index in found] for found in words]


def test_a_span_is_spoken_in_its_own_manner(pack):
    text = "He said that quietly, and then he left. It rained."
    spans = (
        Span(8, 20, Style(whisper=True), "whispering"),
        Span(26, 50, Style(rate=-30.0)),
        Span(31, 33, emphasis=True),
    )
    made = plan(SpeechRequest(text, style=Style(rate=10.0), spans=spans), pack)
    first, second = made.lines
    assert spoken_words(first) == [["He", "said", "and"], ["that", "quietly"], ["then", "he", "left"]]
    assert [manner.whispered for manner in first.manners] == [False, True, False]
    assert [manner.caption.any() for manner in first.manners] == [False, True, False]
    assert len(second.manners) == 1
    assert second.manners[0].delivery.rate == pytest.approx(math.log2(0.7))
    assert {first.utterance.words[p.word].text for p in first.utterance.phones if p.emphasis} == {"he"}
    plain = plan(SpeechRequest(text, style=Style(rate=10.0)), pack)
    assert first.manners[0].delivery == plain.asked == made.asked
    asked = plan(SpeechRequest(text, spans=spans, duration=3.0), pack)
    rates = [manner.delivery.rate for manner in asked.lines[0].manners]
    assert rates[0] - rates[2] == pytest.approx(-math.log2(0.7))


def test_a_style_on_no_word_is_told(pack):
    made = plan(SpeechRequest("He left.", spans=(Span(1, 2, Style(whisper=True)),)), pack)
    assert len(made.lines[0].manners) == 1
    assert "characters 1–2 covers the beginning of no word" in made.notes[0]
    assert (
        plan(SpeechRequest("He left.", spans=(Span(0, 2, Style(whisper=True)),)), pack)
        .notes[0]
        .startswith("parts")
    )
    assert plan(SpeechRequest("He left."), pack).notes == ()


def test_asterisks_stress_unless_markup_was_read(pack):
    stressed = [
        any(
            p.emphasis
            for p in plan(SpeechRequest("He *left*.", asterisks=flag), pack).lines[0].utterance.phones
        )
        for flag in (True, False)
    ]
    assert stressed == [True, False]


def test_a_pronunciation_is_spoken(pack):
    text = "Xqz is here."
    line = plan(SpeechRequest(text, spans=(Span(0, 3, pronunciation="kɪks"),)), pack).lines[0]
    assert [p.symbol for p in line.utterance.phones if p.word == 0] == ["k", "ɪ", "k", "s"]


def test_a_short_break_is_a_pause_of_that_length(pack):
    text = "He came back, and then he left."
    at = text.index("then")
    (line,) = plan(SpeechRequest(text, breaks=(Break(at, 0.3),)), pack).lines
    (held,) = [index for index, frames in enumerate(line.held) if frames]
    assert line.held[held] == round(0.3 * FRAMES_PER_SECOND)
    assert line.utterance.phones[held].is_pause
    assert line.utterance.words[line.utterance.phones[held + 1].word].text == "then"
    (comma,) = plan(SpeechRequest(text, breaks=(Break(text.index("and"), 0.3),)), pack).lines
    plain = plan(SpeechRequest(text), pack).lines[0]
    assert len(comma.ids) == len(plain.ids)  # the comma's own pause
    assert len(line.ids) == len(plain.ids) + 1


def test_a_long_break_divides_the_line_and_loses_no_word(pack):
    text = "He came back, and then he left. It rained."
    breaks = (
        Break(0, 0.2),
        Break(text.index("then"), 1.5),
        Break(text.index("It"), 2.0),
        Break(len(text), 0.7),
    )
    made = plan(SpeechRequest(text, breaks=breaks), pack)
    assert [line.utterance.text for line in made.lines] == [
        "He came back, and ",
        "then he left. ",
        "It rained.",
    ]
    words = [[word.text for word in line.utterance.words] for line in made.lines]
    assert words == [["He", "came", "back", "and"], ["then", "he", "left"], ["It", "rained"]]
    for line in made.lines:
        assert len(line.ids) == len(line.held) == len(line.manner)
        assert {phone.word for phone in line.utterance.phones} - {-1} == set(range(len(line.utterance.words)))
        assert line.utterance.phones[0].symbol == "_"
        assert line.utterance.phones[-1].is_pause
    assert [line.silence for line in made.lines] == [1.5, 2.0, 0.7]
    assert all(line.exact for line in made.lines)
    assert made.lines[0].before == 0.2


def test_a_calibrated_pack_is_given_the_input_that_sounds_as_asked(pack):
    calibrated = replace(pack, calibration=Calibration({"sad": (0.0, 0.8, 1.2, 1.6, 2.0)}))
    asked = SpeechRequest("Well.", style=Style({"sad": 1.0}, intensity=0.5))
    (line,) = plan(asked, calibrated).lines
    assert line.manners[0].emotion.sum() == pytest.approx(0.8)
    stronger = replace(asked, style=Style({"sad": 1.0}, intensity=0.8))
    assert line.manners[0].delivery == plan(stronger, pack).lines[0].manners[0].delivery
    span = SpeechRequest("Well.", spans=(Span(0, 4, asked.style),))
    assert plan(span, calibrated).lines[0].manners[0].emotion.sum() == pytest.approx(0.8)


def test_a_contour_is_drawn_against_the_identity(pack):
    request = SpeechRequest("Well then.", style=Style(pitch=2.0), contour=((0.0, 5.0), (1.0, -1.0)))
    assert np.asarray(plan(request, pack).lines[0].contour) == pytest.approx(np.array([[0, 5], [1, -1]]))
    with pytest.raises(RequestError, match="contour is drawn over one sentence, the text has 3"):
        plan(SpeechRequest(TEXT, contour=((0.0, 0.0), (1.0, 1.0))), pack)
    with pytest.raises(RequestError, match="swell is drawn over one sentence, the text has 3"):
        plan(SpeechRequest(TEXT, swell=((0.0, 0.0), (1.0, 1.0))), pack)
