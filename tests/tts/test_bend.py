import math
from dataclasses import replace

import numpy as np
import pytest

from tts.bend import Bend, bent
from tts.errors import RequestError
from tts.line import plan
from tts.request import SpeechRequest, Take
from tts.style.space import Style
from tts.synthesis import decode

TEXT = "We could walk. The river is near the old house."


@pytest.fixture(scope="module")
def request_of_two_sentences():
    return SpeechRequest(TEXT, seed=3)


@pytest.fixture(scope="module")
def take(tiny_engine, request_of_two_sentences):
    return Take.from_chunks(tiny_engine.stream(request_of_two_sentences))


def stretch(words):
    start = TEXT.index(words)
    return start, start + len(words)


def changed(take, other):
    """Seconds at which two takes differ first and last, or None."""
    places = np.flatnonzero(take.samples != other.samples) / take.sample_rate
    return (places[0], places[-1]) if len(places) else None


def test_only_the_words_and_what_joins_them_change(tiny_engine, request_of_two_sentences, take):
    start, end = stretch("river")
    other = bent(tiny_engine.pack, request_of_two_sentences, take, [Bend(start, end, shift=4.0)])
    (word,) = [each for each in take.words if each.char_start == start]
    first, last = changed(take, other)
    assert word.start - 0.15 < first < word.end
    assert word.start < last
    assert (other.words, other.phones, len(other.samples)) == (take.words, take.phones, len(take.samples))
    untouched = round(take.words[2].end * take.sample_rate)  # the first sentence
    assert (other.samples[:untouched] == take.samples[:untouched]).all()
    assert np.isfinite(other.samples).all()


def test_bends_follow_one_another_and_take_one_another_back(tiny_engine, request_of_two_sentences, take):
    where = stretch("near the")
    up, down = Bend(*where, shift=3.0), Bend(*where, shift=-3.0)
    speak = lambda bends: bent(tiny_engine.pack, request_of_two_sentences, take, bends)  # noqa: E731
    assert changed(take, speak([up])) is not None
    assert changed(take, speak([up, down])) is None
    assert changed(speak([up, Bend(*where, width=0.0)]), speak([up])) is not None


def test_the_pitch_is_bent_as_asked(tiny_engine, request_of_two_sentences, take):
    from tts.bend import _chosen, _redrawn
    from tts.models.gpt import MIDDLE, PER_DEVIATION, PITCHES

    line = plan(request_of_two_sentences, tiny_engine.pack).lines[1]
    (streams,) = decode(tiny_engine.pack, [line])
    words = take.words[3:]
    start, end = stretch("river is near the old")

    def deviations(bend):
        redrawn, steps, _ = _redrawn(line, streams, [bend], [_chosen(words, bend)])
        inside = steps[(redrawn.pitch[steps] > 1) & (redrawn.pitch[steps] < PITCHES - 1)]
        return [(pitch[inside] - MIDDLE) / PER_DEVIATION for pitch in (redrawn.pitch, streams.pitch)]

    raised, before = deviations(Bend(start, end, shift=1.0))
    assert (raised - before) * line.manners[0].spread == pytest.approx(1.0, abs=0.15)
    flat, before = deviations(Bend(start, end, width=0.0))
    assert np.std(flat) < 0.05 < np.std(before)


def test_the_receipt_is_measured_anew_and_compares_no_pitch(tiny_engine, request_of_two_sentences, take):
    other = bent(tiny_engine.pack, request_of_two_sentences, take, [Bend(0, len(TEXT), width=0.5)])
    assert set(other.receipt.measured) == set(take.receipt.measured)
    assert not {"pitch", "range"} & set(other.receipt.errors)
    assert other.receipt.asked == take.receipt.asked
    assert not other.receipt.notes
    far = bent(tiny_engine.pack, request_of_two_sentences, take, [Bend(0, len(TEXT), shift=12.0)])
    assert "as far as this voice goes" in far.receipt.notes[0]


@pytest.mark.parametrize(
    ("bend", "says"),
    [
        ({"start": 1, "end": 3}, "cover no whole spoken word"),
        ({"start": 0, "end": 9, "shift": 13.0}, "shift of a bend must lie within -12–12"),
        ({"start": 0, "end": 9, "shift": math.nan}, "shift"),
        ({"start": 4, "end": 4}, "must cover characters"),
    ],
)
def test_bends_that_cannot_be_are_refused(tiny_engine, request_of_two_sentences, take, bend, says):
    with pytest.raises(RequestError, match=says):
        bent(tiny_engine.pack, request_of_two_sentences, take, [Bend(**bend)])


def test_a_whisper_and_another_take_are_refused(tiny_engine, request_of_two_sentences, take):
    whispered = replace(request_of_two_sentences, style=Style(whisper=True))
    spoken = Take.from_chunks(tiny_engine.stream(whispered))
    with pytest.raises(RequestError, match="no melody"):
        bent(tiny_engine.pack, whispered, spoken, [Bend(0, len(TEXT), 2.0)])
    with pytest.raises(RequestError, match="speak it again"):
        bent(tiny_engine.pack, replace(request_of_two_sentences, seed=4), take, [Bend(0, len(TEXT), 2.0)])
