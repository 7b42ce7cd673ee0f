import pytest

from studio.ui.receipt import table
from studio.ui.words import Words
from tts.line import OUTPUT_LEVEL
from tts.request import Receipt


def rows(receipt, language="en"):
    lines = table(receipt, Words(language)).replace("\N{NO-BREAK SPACE}", " ").splitlines()[2:]
    return {
        cells[0]: cells[1:] for cells in ([c.strip() for c in line.strip("|").split("|")] for line in lines)
    }


def test_what_is_on_one_scale_is_compared():
    receipt = Receipt(
        {"pitch": 200.0, "range": 2.5, "loudness": 3.0, "seconds": 2.0, "rate": 100.0},
        {"pitch": 212.0, "range": 2.0, "loudness": OUTPUT_LEVEL + 2.0, "seconds": 2.01, "rate": 11.5},
        {"pitch": 1.01, "range": -0.5, "loudness": -1.0, "seconds": 0.01, "rate": -4.2},
    )
    assert rows(receipt) == {
        "pitch": ["200 Hz", "212 Hz", "+1.0 st"],
        "pitch spread": ["2.5 st", "2.0 st", "−0.5 st"],
        "loudness": ["−19.0 dB", "−20.0 dB", "−1.0 dB"],
        "length": ["2.00 s", "2.01 s", "+0.01 s"],
        "rate": ["+100 %", "11.5 /s", "−4 %"],
        "pauses": ["–"] * 3,
        "vocal effort": ["–"] * 3,
        "breath": ["–"] * 3,
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_take_without_voice_has_no_pitch(language):
    name = Words(language)("pitch")
    assert rows(Receipt({"pitch": 200.0}, {"pitch": 0.0}), language)[name] == ["200 Hz", "–", "–"]
