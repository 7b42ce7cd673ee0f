"""A pack whose strength does not grow evenly is measured and made even."""

from __future__ import annotations

import numpy as np
import pytest

from tts.corpus.manifest import Record, write_manifest
from tts.errors import CorpusError, DramatisError, StyleError
from tts.request import PhoneTiming, Take
from tts.style.calibration import ASKED
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import SPEAKERS
from tts.train.calibrate import calibrate, readings, sentences

RATE = 24_000


class Speaker:
    """An engine that speaks a buzz, the higher the stronger the emotion: by a curve of its intensity."""

    def __init__(self, curve):
        self.curve = curve

    def speak(self, request):
        chance = np.random.default_rng((request.seed, len(request.text))).normal(0, 0.15)
        strength = self.curve(request.style.intensity) if request.style.emotions else 0.0
        pitch = request.identity.pitch * 2 ** ((4 * strength + chance) / 12)
        phase = 2 * np.pi * pitch * np.arange(RATE // 2) / RATE
        samples = (0.05 * sum(np.cos(k * phase) / k for k in range(1, 10))).astype(np.float32)
        return Take(samples, phones=(PhoneTiming("ɑ", 0.0, 0.25), PhoneTiming("i", 0.25, 0.5)))

    def speak_batch(self, requests):
        return [self.speak(request) for request in requests]


def test_the_slider_becomes_even():
    told = []
    texts = ["One.", "Two words.", "Three more words."]
    found = calibrate(
        Speaker(lambda x: x**2 / 2), readings(texts), lambda done, all_: told.append((done, all_))
    )
    assert set(found.inputs) == set(EMOTION_IDS[1:])
    assert told[-1][0] == told[-1][1]
    for asked in ASKED:
        assert found.apply({"sad": 1.0}, asked) == pytest.approx(np.sqrt(2 * asked), abs=0.15)


def test_what_does_not_grow_cannot_be_calibrated():
    with pytest.raises(StyleError, match="does not grow"):
        calibrate(Speaker(lambda x: -0.0), [*readings(["One."]), *readings(["One."])])
    with pytest.raises(DramatisError, match="two readings"):
        calibrate(Speaker(lambda x: x), readings(["One."]))


def test_readings_are_led_by_all_speakers_and_the_same_each_time():
    chosen = readings(["One."] * 4)
    assert {SPEAKERS[int(np.argmax(one.voice.mix))] for one in chosen} == set(SPEAKERS)
    assert readings(["One."] * 4) == chosen
    assert len({one.seed for one in chosen}) == 4


def test_sentences_are_statements_that_were_not_trained_on_where_there_are_enough(tmp_path):
    texts = {
        "valid": ["This one was never heard before.", "Is this a question to be left out?"],
        "train": ["This one was heard in training.", "Too short."],
    }
    write_manifest(
        tmp_path / "manifest.jsonl",
        [
            Record(f"{split}{n}", "a.wav", text, 1.0, "a", split=split)
            for split in ("train", "valid")
            for n, text in enumerate(texts[split])
        ],
    )
    assert sentences(tmp_path, 1) == texts["valid"][:1]
    assert sentences(tmp_path, 2) == [texts["valid"][0], texts["train"][0]]
    with pytest.raises(CorpusError, match="only 2 plain statements"):
        sentences(tmp_path, 3)
