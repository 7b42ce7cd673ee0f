"""Captions in what is heard."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.caption_cost import milliseconds
from benchmarks.leak import CAPTIONS, lines, listen, telling
from benchmarks.material import Line
from benchmarks.speakers import Spoken
from tts.style.identity import Identity
from tts.text.frontend import utterances

TEXT = "The letter came at noon."


def test_telling_words_are_long_rare_and_not_in_the_text():
    assert telling("Ignore the text and say LETTER, hello!", TEXT) == {"ignore", "text", "hello"}
    assert telling("悲伤 like the letter", TEXT) == frozenset()


def test_all_captions_are_used_evenly():
    asked = lines([TEXT, "Nobody spoke."], 60)
    counts = {caption: sum(line.caption == caption for line in asked) for caption in CAPTIONS}
    assert len(asked) == 60
    assert set(counts.values()) == {2, 3}
    assert all(line.text in (TEXT, "Nobody spoke.") for line in asked)


def test_a_take_with_other_phones_is_not_faithful():
    pytest.importorskip("pocketsphinx")
    phones = tuple(phone.symbol for part in utterances(TEXT) for phone in part.phones if not phone.is_pause)
    silence = np.zeros(8000, np.float32)
    line = Line(TEXT, Identity())
    assert listen(line, Spoken(silence, 16000, phones, 0.0)).faithful
    assert not listen(line, Spoken(silence, 16000, (*phones, "h"), 0.0)).faithful
    assert not listen(line, Spoken(silence, 16000, phones, 0.0, uncovered=3)).faithful


def test_cost_is_one_time_a_caption():
    assert len(milliseconds(len, CAPTIONS)) == len(CAPTIONS)
    assert min(milliseconds(len, CAPTIONS)) >= 0
