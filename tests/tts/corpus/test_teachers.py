"""Teachers: what they say and when, and that it can be taken apart and put together."""

from __future__ import annotations

import ctypes
import shutil

import numpy as np
import pytest

from tts.corpus.teachers import EDGE_SILENCE, SAMPLE_RATE, Speech, _Segment, _speech, speak
from tts.errors import CorpusError
from tts.style.identity import SPEAKERS
from tts.text.symbols import PAUSES, PHONE_IDS

TEXT = "Well, the old man smiled at us. Did you see it?"


def installed(speaker: str) -> bool:
    if speaker == "slt":
        return shutil.which("festival") is not None
    try:
        ctypes.CDLL("libflite.so.1")
    except OSError:
        return False
    return True


def teacher(speaker: str):
    missing = "festival festvox-us-slt-hts" if speaker == "slt" else "libflite1"
    return pytest.param(
        speaker, marks=pytest.mark.skipif(not installed(speaker), reason=f"apt install {missing}")
    )


@pytest.mark.parametrize("speaker", [teacher(speaker) for speaker in SPEAKERS])
def test_a_teacher_speaks_and_tells_when(speaker):
    (speech,) = speak(speaker, [TEXT])
    seconds = len(speech.samples) / SAMPLE_RATE
    assert 1.5 < seconds < 5
    assert 0.05 < np.abs(speech.samples).max() <= 1
    assert len(speech.phones) == len(speech.ends)
    assert speech.ends[-1] == pytest.approx(seconds, abs=2 / 16_000)
    assert (np.diff([0.0, *speech.ends]) > 0).all()
    assert all(phone.symbol in PHONE_IDS for phone in speech.phones)
    assert speech.phones[0].symbol == "_"
    assert speech.phones[-1].symbol == "?"
    assert speech.ends[0] <= EDGE_SILENCE + 0.01
    assert speech.ends[-1] - speech.ends[-2] <= EDGE_SILENCE + 0.01
    words = [phone.word for phone in speech.phones if not phone.is_pause]
    assert words == sorted(words)
    assert set(words) == set(range(11))
    assert all((phone.word == -1) == phone.is_pause for phone in speech.phones)
    said = "".join(phone.symbol for phone in speech.phones if phone.word in (0, 9))
    assert said[:3] == "wɛl"
    assert said.endswith("si")
    assert any(phone.stress == 1 for phone in speech.phones)
    # The vowels are louder than the silence at the edges.
    power = [
        np.square(speech.samples[round(a * SAMPLE_RATE) : round(b * SAMPLE_RATE)]).mean()
        for a, b in zip([0.0, *speech.ends], speech.ends, strict=False)
    ]
    vowels = [p for p, phone in zip(power, speech.phones, strict=True) if phone.is_vowel]
    assert np.median(vowels) > 30 * max(power[0], power[-1])


@pytest.mark.parametrize("speaker", [teacher("rms"), teacher("slt")])
def test_teachers_say_the_same_every_time(speaker):
    texts = ["A short one.", "Another, and then some more."]
    first, again = speak(speaker, texts), speak(speaker, texts)
    for a, b in zip(first, again, strict=True):
        assert np.array_equal(a.samples, b.samples)
        assert a.phones == b.phones


@pytest.mark.parametrize("speaker", [teacher("kal")])
def test_taken_apart_and_put_together_it_keeps_its_length_and_pitch(speaker):
    from tts.corpus.world import HOP, analyse, synthesise
    from tts.style.measure import measure

    (speech,) = speak(speaker, [TEXT])
    frames = analyse(speech)
    made = synthesise(frames.f0, frames.envelope, frames.aperiodicity)
    assert abs(len(made) - len(speech.samples)) <= 2 * HOP
    before, after = (measure(samples.astype(np.float32), SAMPLE_RATE) for samples in (speech.samples, made))
    assert after.pitch == pytest.approx(before.pitch, rel=0.03)
    assert after.loudness == pytest.approx(before.loudness, abs=1.5)
    assert abs(frames.melody()[frames.voiced].mean()) < 1e-6


def test_an_unknown_teacher():
    with pytest.raises(CorpusError, match="unknown teacher 'hal'; valid teachers: rms, awb, kal, slt"):
        speak("hal", ["Hello."])


def test_a_missing_engine_names_its_package(monkeypatch):
    from tts.corpus import teachers

    monkeypatch.setattr(teachers.shutil, "which", lambda name: None)
    with pytest.raises(CorpusError, match="festival is not installed; install the Debian packages"):
        speak("slt", ["Hello."])


def segments(*rows: tuple[str, float, object, str]) -> list[_Segment]:
    return [_Segment(name, end, 1, word, mark) for name, end, word, mark in rows]


def speech_of(rows: list[_Segment], seconds: float, text: str) -> Speech:
    return _speech(np.zeros(round(seconds * 16_000)), 16_000, rows, text)


def test_pauses_are_named_by_their_punctuation():
    rows = segments(
        ("pau", 0.3, None, ""), ("hh", 0.4, 1, ","), ("ay", 0.6, 1, ","), ("pau", 0.8, None, ""),
        ("b", 0.9, 2, "0"), ("ay", 1.1, 2, "0"), ("pau", 1.4, None, ""),
    )  # fmt: skip
    speech = speech_of(rows, 1.4, "Hi, bye!")
    assert [phone.symbol for phone in speech.phones] == ["_", "h", "aɪ", ",", "b", "aɪ", "!"]
    assert [phone.word for phone in speech.phones] == [-1, 0, 0, -1, 1, 1, -1]
    assert [phone.stress for phone in speech.phones] == [0, 0, 1, 0, 0, 1, 0]
    assert speech.ends == pytest.approx((0.06, 0.16, 0.36, 0.56, 0.66, 0.86, 0.92))
    assert set(PAUSES) >= {phone.symbol for phone in speech.phones if phone.is_pause}


def test_neighbouring_pauses_are_one_and_a_missing_last_one_is_added():
    rows = segments(("pau", 0.1, None, ""), ("pau", 0.2, None, ""), ("m", 0.3, 1, ""), ("ay", 0.5, 1, ""))
    speech = speech_of(rows, 0.6, "My")
    assert [phone.symbol for phone in speech.phones] == ["_", "m", "aɪ", "."]
    assert len(speech.samples) / SAMPLE_RATE == pytest.approx(speech.ends[-1], abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (segments(("pau", 0.2, None, ""), ("pau", 0.4, None, "")), "spoke nothing"),
        (
            segments(("pau", 0.2, None, ""), ("xx", 0.4, 1, ""), ("pau", 0.5, None, "")),
            "unknown teacher phone",
        ),
        (
            segments(("pau", 0.2, None, ""), ("ay", 0.4, 1, ""), ("b", 0.4, 1, ""), ("pau", 0.5, None, "")),
            "timings do not rise",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(rows, expected):
    with pytest.raises(CorpusError, match=expected):
        speech_of(rows, 0.5, "I")
