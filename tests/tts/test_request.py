import json

import numpy as np
import pytest

from tts.errors import RequestError
from tts.request import AudioChunk, PhoneTiming, Receipt, SpeechRequest, Take, WordTiming


def test_a_text_alone_is_a_request():
    request = SpeechRequest("Hello.")
    assert (request.speed, request.duration, request.seed, request.language) == (1.0, None, 0, "en-us")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": " \n"}, "empty"),
        ({"speed": 5}, "speed must lie within 0.25–4"),
        ({"speed": float("nan")}, "speed"),
        ({"duration": 0}, "seconds"),
        ({"duration": 2.0, "speed": 1.5}, "give one of them"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "whole number"),
        ({"guidance": 9}, "1 = off"),
        ({"steps": 2.5}, "whole number"),
        ({"temperature": True}, "temperature"),
    ],
)
def test_contradictions_and_bad_values_are_refused(fields, says):
    with pytest.raises(RequestError, match=says):
        SpeechRequest(**{"text": "Hello.", **fields})


def chunk(count, start, **rest):
    return AudioChunk(np.full(count, 0.1, np.float32), start, **rest)


def test_a_take_collects_its_stream():
    hello, you = WordTiming("Hello", 0.1, 0.4, 0, 5), WordTiming("you", 1.0, 1.2, 6, 9)
    phone = PhoneTiming("h", 0.1, 0.15)
    receipt = Receipt(asked={"rate": 10.0}, measured={"rate": 9.0}, clamped=("pitch",), notes=("ok",))
    chunks = [chunk(24_000, 0.0, words=(hello,), phones=(phone,)),
              chunk(12_000, 1.0, words=(you,), skipped=("☃",), receipt=receipt)]  # fmt: skip
    take = Take.from_chunks(iter(chunks))
    assert take.seconds == 1.5
    assert take.words == (hello, you)
    assert take.skipped == ("☃",)
    data = json.loads(json.dumps(take.to_dict()))
    assert data["words"][1] == {"text": "you", "start": 1.0, "end": 1.2, "char_start": 6, "char_end": 9}
    assert data["receipt"] == {
        "asked": {"rate": 10.0},
        "measured": {"rate": 9.0},
        "errors": {},
        "clamped": ["pitch"],
        "retried": 0,
        "notes": ["ok"],
    }


def test_a_stream_must_be_of_one_rate_and_not_empty():
    with pytest.raises(ValueError, match="no chunk"):
        Take.from_chunks([])
    with pytest.raises(ValueError, match="one sample rate"):
        Take.from_chunks([chunk(1, 0.0), chunk(1, 0.0, sample_rate=16_000)])


def test_samples_are_checked():
    with pytest.raises(ValueError, match="1-D float32"):
        AudioChunk(np.zeros((2, 2), np.float32), 0.0)
    with pytest.raises(ValueError, match="1-D float32"):
        Take(np.zeros(2))
