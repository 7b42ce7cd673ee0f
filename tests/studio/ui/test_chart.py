import numpy as np
import pytest

from studio.ui import receipt
from studio.ui.chart import Sketch, chart, left_edge, sketch
from studio.ui.words import Words
from tts.request import Take, WordTiming


@pytest.fixture
def take():
    time = np.arange(24_000) / 24_000
    samples = (0.5 * np.sin(2 * np.pi * 150 * time)).astype(np.float32)
    samples[12_000:] = 0
    words = (WordTiming("Hello", 0.0, 0.25, 0, 5), WordTiming("there", 0.25, 0.5, 6, 11))
    return Take(samples, words=words)


def layer(spec, mark):
    return [each for each in spec["layer"] if each["mark"]["type"] == mark]


def test_the_outline_follows_the_sound(take):
    drawn = sketch(take)
    assert max(high for _, _, high in drawn.wave) == pytest.approx(0.5, abs=0.01)
    assert all(high == 0 for t, _, high in drawn.wave if t > 0.51)
    assert [hertz for _, hertz in drawn.pitch] == pytest.approx([150] * len(drawn.pitch), abs=3)
    assert max(t for t, _ in drawn.pitch) < 0.55


def test_the_chart_spans_its_place_and_labels_the_words(take):
    spec = chart(sketch(take), take, Words("en"))
    (wave,) = layer(spec, "area")
    assert wave["encoding"]["x"]["scale"]["domain"] == [left_edge(take), take.seconds]
    assert [each["word"] for text in layer(spec, "text") for each in text["data"]["values"]] == [
        "Hello",
        "there",
    ]
    assert "tooltip" in spec["layer"][-1]["encoding"]


def test_two_takes_are_drawn_on_one_scale(take):
    ours = sketch(take)
    other = Sketch(ours.wave, tuple((t, hertz * 2) for t, hertz in ours.pitch))

    def pitch_scale(spec):
        return layer(spec, "line")[-1]["encoding"]["y"]["scale"]

    both = [chart(one, take, Words("en"), beside=two) for one, two in ((ours, other), (other, ours))]
    assert pitch_scale(both[0]) == pitch_scale(both[1]) != pitch_scale(chart(ours, take, Words("en")))
    ghosted = chart(ours, take, Words("zh"), ghost=other)
    assert len(layer(ghosted, "line")) == 2


def test_silence_and_speech_without_words_can_be_drawn():
    silent = Take(np.zeros(2400, np.float32))
    spec = chart(sketch(silent), silent, Words("en"))
    assert not layer(spec, "line")
    assert not layer(spec, "text")


def test_the_receipt_is_drawn_against_neutral_speech():
    asked = {"pitch": 3.0, "range": 1.0, "rate": 25.0, "loudness": 2.0}
    spec = receipt.chart(asked, {"pitch": 2.5, "rate": 90.0}, Words("en"))
    rows = {each["name"]: each for each in spec["data"]["values"]}
    assert set(rows) == {"pitch, st", "rate, %"}
    assert rows["pitch, st"]["told"] == "+3.0 → +2.5"
    assert rows["rate, %"]["heard"] == 1.0  # at its edge
    assert rows["rate, %"]["asked"] == 0.5
