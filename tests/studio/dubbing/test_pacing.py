from dataclasses import replace

import numpy as np
import pytest

from studio.dubbing.cue import Cue
from studio.dubbing.extent import MARGIN
from studio.dubbing.pacing import TOLERANCE, Line, Pace, paced
from studio.dubbing.slots import slots
from studio.dubbing.takes import Takes
from tts.errors import DubError, EngineError, RequestError
from tts.request import SpeechRequest, Take

RATE = 24_000


class Speaks:
    """An engine whose takes are 0.1 s a letter, at a duration or speed, with silence that varies by seed."""

    def __init__(self, exact=True):
        self.exact, self.asked = exact, []

    def speak_batch(self, requests):
        return [self.speak(request) for request in requests]

    def speak(self, request):
        self.asked.append(request)
        if "broken" in request.text:
            raise RequestError("a broken line")
        if "down" in request.text:
            raise EngineError("the engine is down")
        if request.duration is not None and not self.exact:
            raise RequestError("no durations here")
        silence = 0.1 + 0.02 * (request.seed % 3)
        natural = 0.1 * len(request.text) / request.speed
        seconds = natural + silence if request.duration is None else request.duration
        speech = round((seconds - silence + (0.03 if request.duration is not None else 0)) * RATE)
        sound = 0.3 * np.sin(np.arange(speech) / 10)
        samples = np.concatenate([np.zeros(round(silence / 2 * RATE)), sound])
        samples = np.pad(samples, (0, max(0, round(seconds * RATE) - len(samples))))
        return Take(samples.astype(np.float32), RATE)


def line(text, start=0.0, end=1.0, number=1):
    (slot,) = slots([Cue(number, 0, 1, start, end, text)])
    return Line(slot, SpeechRequest(text), "somebody")


@pytest.fixture
def takes(tmp_path):
    return Takes(tmp_path / "takes", "voice")


def test_a_line_gets_the_length_of_its_slot(takes):
    (found,) = paced([line("ten chars.", end=1.2)], Speaks(), takes)
    assert found.natural == pytest.approx(1.0 + 2 * MARGIN, abs=0.01)
    assert found.asked == pytest.approx(1.2)
    assert found.spoken.seconds == pytest.approx(1.2, abs=TOLERANCE)
    assert found.pace == pytest.approx(1.2, abs=0.03)
    assert found.tries == 3  # freely, 30 ms too long, corrected


def test_a_line_that_fits_is_spoken_once(takes):
    engine = Speaks()
    (found,) = paced([line("ten chars.", end=1.01)], engine, takes)
    assert (found.tries, len(engine.asked)) == (1, 1)


@pytest.mark.parametrize(("end", "length"), [(0.3, 0.7), (5.0, 1.4)])
def test_pace_has_limits(takes, end, length):
    (found,) = paced([line("ten chars.", end=end)], Speaks(), takes)
    assert found.asked == pytest.approx(length * found.natural)
    assert found.spoken.seconds == pytest.approx(length, abs=0.03)


def test_an_open_slot_is_spoken_freely_if_there_is_room(takes):
    cues = [Cue(1, 0, 1, 0, 0, "ten chars."), Cue(2, 1, 2, 0.9, 2, "ten chars too")]
    free, _ = (Line(slot, SpeechRequest(slot.cue.text), "p") for slot in slots(cues))
    (found,) = paced([free], Speaks(), takes)
    assert found.asked == pytest.approx(0.82)
    (found,) = paced([line("ten chars.", end=None)], Speaks(), takes)
    assert found.asked == found.natural


def test_an_engine_without_durations_is_asked_for_a_speed(takes):
    engine = Speaks(exact=False)
    (found,) = paced([line("ten chars.", end=0.8)], engine, takes, Pace(exact=False))
    assert found.spoken.seconds == pytest.approx(0.8, abs=0.02)
    assert [request.duration for request in engine.asked] == [None, None]


def test_a_line_that_cannot_be_spoken_does_not_stop_the_others(takes):
    found = list(paced([line("broken", number=1), line("ten chars.", number=2)], Speaks(), takes))
    assert found[0].spoken is None
    assert found[0].error == "a broken line"
    assert found[1].spoken is not None
    with pytest.raises(EngineError):
        list(paced([line("down")], Speaks(), takes))


def test_the_folder_spares_speaking(takes):
    engine, said = Speaks(), []
    first = list(paced([line("ten chars.", end=1.2)], engine, takes, told=said.append))
    count = len(engine.asked)
    again = list(paced([line("ten chars.", end=1.2)], engine, takes))
    assert (len(engine.asked), again) == (count, first)
    assert said == [0, 0, 0, 1]
    takes.prune([first[0].spoken])
    assert len(list(takes.folder.glob("*/*.flac"))) == 1
    assert list(paced([line("ten chars.", end=1.2)], engine, takes)) == first
    assert len(takes.samples(first[0].spoken)) == first[0].spoken.last - first[0].spoken.first
    other = list(paced([line("ten chars.", end=1.2)], engine, replace(takes, voice="other")))
    assert len(engine.asked) == 2 * count
    assert other[0].spoken.key != first[0].spoken.key


def test_audio_that_is_gone_is_spoken_again_or_told(takes):
    engine = Speaks()
    (found,) = paced([line("ten chars.")], engine, takes)
    takes.prune([])
    with pytest.raises(DubError, match="run the dub again"):
        takes.samples(found.spoken)
    takes.ensure(engine, found.spoken)
    assert len(takes.samples(found.spoken))


def test_damaged_facts_are_told(takes):
    (found,) = paced([line("ten chars.")], Speaks(), takes)
    next(takes.folder.glob(f"*/{found.spoken.key}.json")).write_text("{")
    with pytest.raises(DubError, match="is damaged; remove it"):
        list(paced([line("ten chars.")], Speaks(), takes))


def test_limits_of_pace_are_checked():
    with pytest.raises(DubError):
        Pace(fastest=1.2)
    with pytest.raises(DubError):
        Pace(tries=0)


def test_a_real_engine_holds_the_slot(tiny_engine, takes):
    (free,) = paced([line("Hello there, my friend.", end=None)], tiny_engine, takes)
    natural = free.natural
    (found,) = paced([line("Hello there, my friend.", end=1.2 * natural)], tiny_engine, takes)
    assert found.spoken.seconds == pytest.approx(1.2 * natural, abs=0.06)
    assert {word.text for word in found.spoken.words} == {"Hello", "there", "my", "friend"}


def test_a_take_that_may_not_speak_its_text_is_spoken_again(takes):
    heard = []

    def judge(take, request):
        heard.append(request)
        return ("what is heard at 0.1 s fits the text badly",) if len(heard) <= 2 else ()

    (found,) = paced([line("ten chars.", end=1.01)], Speaks(), replace(takes, judge=judge))
    assert (found.spoken.doubts, found.tries) == ((), 3)
    (again,) = paced([line("ten chars.", end=1.01)], Speaks(), replace(takes, judge=judge))
    assert again == found
    assert len(heard) == 3


def test_a_doubt_that_stays_is_told(takes):
    doubtful = replace(takes, judge=lambda take, request: ("it is clipped",))
    (found,) = paced([line("ten chars.", end=1.01)], Speaks(), doubtful, Pace(tries=2))
    assert (found.spoken.doubts, found.tries) == (("it is clipped",), 3)
