"""A pack whose strength does not grow evenly is measured and made even."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from tts.errors import DramatisError, StyleError
from tts.pack import VoicePack
from tts.request import PhoneTiming, Take
from tts.style.calibration import ASKED
from tts.style.emotions import EMOTION_IDS
from tts.style.identity import SPEAKERS
from tts.train import calibrate as calibrate_module
from tts.train.calibrate import SENTENCES, calibrate, calibrate_pack, readings

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
        assert found.apply({"happy": 1.0}, asked) == pytest.approx(np.sqrt(2 * asked), abs=0.15)
        # Even, too, where less is the most.
        assert found.apply({"sad": 1.0}, asked) == pytest.approx(1.6 * np.sqrt(asked / 2), abs=0.15)


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


def test_a_pack_is_calibrated_in_its_folder(tiny_pack, tmp_path, monkeypatch):
    monkeypatch.setattr(calibrate_module, "SENTENCES", ("One more.", "Not now."))
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    before = VoicePack.from_pretrained(folder)
    found = calibrate_pack(folder)
    after = VoicePack.from_pretrained(folder)
    assert after.calibration == found
    assert set(found.inputs) == set(EMOTION_IDS[1:])
    assert before.calibration.inputs == {}
    assert after.hash != before.hash
    assert calibrate_pack(folder) == found  # measured as if there were none


def test_sentences_are_plain_statements():
    assert len(set(SENTENCES)) == len(SENTENCES) >= 24
    assert all(5 <= len(text.split()) <= 14 and text.endswith(".") for text in SENTENCES)
