"""A long text as a job: cut, spoken, joined, and continued after a stop."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.jobs.job import JobError
from studio.jobs.kinds import Stopped, Workspace
from studio.jobs.speech import KIND, check, cut
from tts.errors import DramatisError
from tts.request import Break, Span, SpeechRequest
from tts.style.space import Style

TEXT = "The lamp went out, all at once. Who is there? Nobody answered.\n\nThe wind had taken the house!"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "kept", tmp_path / "out")
    made.kept.mkdir()
    made.out.mkdir()
    return made


def quiet(share: float, doing: str) -> None:
    pass


def test_a_text_is_cut_between_sentences_and_nothing_is_lost():
    request = SpeechRequest(TEXT * 5)
    pieces = list(cut(request, 80))
    assert "".join(piece.request.text for piece in pieces) == request.text
    assert [piece.start for piece in pieces] == list(
        np.cumsum([0, *(len(piece.request.text) for piece in pieces)])[:-1]
    )
    assert all(piece.request.text.rstrip()[-1] in ".?!" for piece in pieces)
    assert {piece.pause for piece in pieces} == {0.0, 0.4, 0.7}


def test_spans_and_breaks_move_with_their_words():
    start = TEXT.index("Who is")
    spans = (Span(start, start + 13, Style(whisper=True)), Span(4, 8, emphasis=True))
    breaks = (Break(TEXT.index("Nobody"), 0.5), Break(len(TEXT), 1.0))
    pieces = list(cut(SpeechRequest(TEXT, spans=spans, breaks=breaks), 10))
    spoken = {p.request.text[s.start : s.end] for p in pieces for s in p.request.spans}
    assert spoken == {"Who is there?", "lamp"}
    at = [(p.request.text[b.at :][:6], b.seconds) for p in pieces for b in p.request.breaks]
    assert at == [("Nobody", 0.5), ("", 1.0)]


def test_no_cut_lies_inside_of_a_span():
    whole = Span(0, len(TEXT), Style(whisper=True))
    (piece,) = cut(SpeechRequest(TEXT, spans=(whole,)), 10)
    assert piece.request.text == TEXT


@settings(max_examples=60)
@given(st.text(alphabet="ab .!?\n*—…，。", max_size=300), st.integers(1, 80))
def test_any_text_is_cut_into_pieces_that_join_up(text, longest):
    if not any(letter.isalnum() for letter in text):
        return
    pieces = list(cut(SpeechRequest(text), longest))
    assert "".join(piece.request.text for piece in pieces) == text
    assert all(any(c.isalnum() for c in piece.request.text) for piece in pieces[1:])


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({}, "voice"),
        ({"input": "Hello."}, "voice is missing"),
        ({"input": "Hello.", "voice": "nobody"}, "unknown persona"),
        ({"input": "…", "voice": "witch"}, "no word"),
        ({"input": "Hello.", "voice": "witch", "colour": 1}, "payload.colour"),
        ({"input": "Hello.", "voice": "witch", "target_duration_ms": 900}, "no target_duration_ms"),
        ({"input": "Hello.", "voice": "witch", "like": "ref_1"}, "reference recording"),
        ({"input": "x" * 2_000_001, "voice": "witch"}, "2000000"),
        ({"input": "Hello.", "voice": "witch", "response_format": "pcm"}, "response_format"),
    ],
)
def test_what_cannot_be_spoken_is_refused_when_it_is_handed_in(payload, said):
    with pytest.raises(DramatisError, match=said if payload else "input"):
        check(payload)


@pytest.mark.parametrize("format", ["wav", "mp3", "flac"])
def test_a_text_becomes_one_file_with_the_times_of_its_words(tiny_engine, workspace, format):
    payload = {"input": TEXT, "voice": "witch", "response_format": format, "seed": 3}
    result = KIND.run(payload, workspace, quiet, tiny_engine)
    audio, times = result.files
    assert audio.name == f"speech.{format}"
    words = json.loads(times.read_text())["words"]
    assert [TEXT[word["char_start"] : word["char_end"]] for word in words] == [w["text"] for w in words]
    assert len(words) == result.facts["words"] == 18
    samples, rate = soundfile.read(audio)
    assert rate == 24_000
    assert len(samples) / rate == pytest.approx(result.facts["seconds"], abs=0.1)
    assert words[-1]["end"] <= result.facts["seconds"]
    assert all(one["start"] < other["start"] for one, other in pairwise(words))


def test_a_job_that_was_stopped_goes_on_and_gives_the_same_bytes(
    tiny_engine, workspace, tmp_path, monkeypatch
):
    monkeypatch.setattr("studio.jobs.speech._PIECE", 60)
    monkeypatch.setattr("studio.jobs.speech._TOGETHER", 3)
    payload = {"input": "\n\n".join([TEXT] * 3), "voice": "witch", "response_format": "wav"}
    calls = []

    class Counting:
        def speak_batch(self, requests):
            calls.append([request.text for request in requests])
            return tiny_engine.speak_batch(requests)

    def stop(share: float, doing: str) -> None:
        if calls:
            raise Stopped("pause")

    with pytest.raises(Stopped):
        KIND.run(payload, workspace, stop, Counting())
    assert len(calls) == 1
    (workspace.kept / "000010.partial").write_text("half a piece")  # as a crash leaves it
    resumed = KIND.run(payload, workspace, quiet, Counting())
    assert len(calls) == 2
    assert sum(map(len, calls)) == len(list(workspace.kept.glob("*.flac")))  # nothing was spoken twice
    fresh = Workspace(tmp_path / "fresh", tmp_path / "fresh-out")
    fresh.kept.mkdir()
    fresh.out.mkdir()
    whole = KIND.run(payload, fresh, quiet, tiny_engine)
    assert resumed.files[0].read_bytes() == whole.files[0].read_bytes()
    assert resumed.files[1].read_text() == whole.files[1].read_text()


def test_markup_is_spoken_as_it_is_marked(tiny_engine, workspace):
    payload = {"input": "One. [pause 800 ms] Two.", "voice": "witch", "markup": "script"}
    result = KIND.run(payload | {"response_format": "wav"}, workspace, quiet, tiny_engine)
    one, two = json.loads(result.files[1].read_text())["words"]
    assert two["start"] - one["end"] >= 0.75


def test_a_refusal_says_which_field():
    with pytest.raises(JobError) as caught:
        check({"input": "Hello.", "voice": "witch", "intensity": 9})
    assert caught.value.param == "payload.intensity"
