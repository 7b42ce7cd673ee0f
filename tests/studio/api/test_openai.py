"""OpenAI's dialect, asked by OpenAI's own client."""

from __future__ import annotations

import asyncio
import base64
import io
import json
from pathlib import Path

import numpy as np
import openai
import pytest
import soundfile

from studio.encoding import MEDIA_TYPES
from studio.ffmpeg import decode, probe
from studio.voices import OPENAI_VOICES

TEXT = "The lamp went out. Who is there?"


@pytest.fixture(scope="module")
def client(server):
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key="anything", max_retries=0) as made:
        yield made


def seconds(content: bytes, format: str, folder: Path) -> float:
    if format == "pcm":
        return len(content) / 48_000
    path = folder / f"speech.{format}"
    path.write_bytes(content)
    assert probe(path).of("audio")[0].channels == 1
    return sum(len(block) for block in decode(path, 24_000)) / 24_000


@pytest.mark.parametrize("format", MEDIA_TYPES)
def test_every_format_is_a_file_of_the_whole_text(client, server, format, tmp_path):
    reply = client.audio.speech.create(
        model="gpt-4o-mini-tts", voice="alloy", input=TEXT, response_format=format
    )
    assert reply.response.headers["content-type"] == MEDIA_TYPES[format]
    assert "trainedAlgorithmicMedia" in reply.response.headers["x-ai-generated"]
    told = server.post(
        "/v1/audio/speech", json={"input": TEXT, "voice": "alloy", "timestamps": "word"}
    ).json()
    assert seconds(reply.content, format, tmp_path) == pytest.approx(told["duration_ms"] / 1000, abs=0.2)


def test_mp3_is_what_comes_when_nothing_is_asked(client):
    reply = client.audio.speech.create(model="tts-1", voice="nova", input="Hello.")
    assert reply.response.headers["content-type"] == "audio/mpeg"
    assert reply.content.startswith(b"ID3")


def test_a_voice_may_be_an_object_and_instructions_may_be_empty(client):
    options = {"model": "tts-1-hd", "input": "Hello.", "response_format": "pcm"}
    named = client.audio.speech.create(voice="professor", instructions="", **options)
    as_object = client.audio.speech.create(voice={"id": "professor"}, **options)
    assert named.content == as_object.content


def test_instructions_and_speed_direct(server):
    def asked(**options) -> dict:
        body = {"model": "dramatis", "voice": "sage", "input": TEXT, "receipt": True, **options}
        return server.post("/v1/audio/speech", json=body).json()["receipt"]["asked"]

    plain = asked()
    assert asked(instructions="very slow, whispering")["rate"] < plain["rate"] - 10
    assert asked(speed=2.0)["rate"] > plain["rate"] + 30
    assert asked(instructions="")["rate"] == plain["rate"]


def test_the_same_seed_gives_the_same_samples(client):
    options = {"model": "dramatis", "voice": "echo", "input": TEXT, "response_format": "pcm"}
    one = client.audio.speech.create(extra_body={"seed": 5}, **options).content
    two = client.audio.speech.create(extra_body={"seed": 5}, **options).content
    other = client.audio.speech.create(extra_body={"seed": 6}, **options).content
    assert one == two != other


@pytest.mark.parametrize("format", ["pcm", "wav", "mp3"])
def test_a_streamed_reply_begins_before_the_line_is_finished(client, format):
    pieces = []
    with client.audio.speech.with_streaming_response.create(
        model="dramatis", voice="onyx", input=" ".join([TEXT] * 4), response_format=format
    ) as reply:
        assert "content-length" not in reply.headers
        pieces.extend(reply.iter_bytes())
    assert len(pieces) > 4
    whole = client.audio.speech.create(
        model="dramatis", voice="onyx", input=" ".join([TEXT] * 4), response_format=format
    )
    assert abs(len(b"".join(pieces)) - len(whole.content)) < 0.02 * len(whole.content)


def test_a_streamed_wav_can_be_read(client):
    with client.audio.speech.with_streaming_response.create(
        model="dramatis", voice="onyx", input=TEXT, response_format="wav"
    ) as reply:
        content = reply.read()
    audio, rate = soundfile.read(io.BytesIO(content))
    assert rate == 24_000
    assert len(audio) > 24_000


def events(lines) -> list[dict]:
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def test_events(client):
    options = {"model": "dramatis", "voice": "coral", "input": TEXT, "response_format": "pcm"}
    with client.audio.speech.with_streaming_response.create(stream_format="sse", **options) as reply:
        assert reply.headers["content-type"].startswith("text/event-stream")
        told = events(reply.iter_lines())
    assert {each["type"] for each in told[:-1]} == {"speech.audio.delta"}
    assert len(told) > 2
    assert told[-1]["type"] == "speech.audio.done"
    usage = told[-1]["usage"]
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"] > usage["input_tokens"] > 0
    audio = b"".join(base64.b64decode(each["audio"]) for each in told[:-1])
    assert audio == client.audio.speech.create(**options).content


def test_events_tell_times_and_receipt_where_they_are_asked(server):
    body = {"input": TEXT, "voice": "coral", "stream_format": "sse", "timestamps": "phoneme", "receipt": True}
    told = events(server.post("/v1/audio/speech", json=body).text.splitlines())
    words = [word["text"] for each in told[:-1] for word in each.get("words", [])]
    assert words == ["The", "lamp", "went", "out", "Who", "is", "there"]
    assert any(each.get("phonemes") for each in told[:-1])
    assert set(told[-1]["receipt"]["measured"]) >= {"pitch", "range", "rate", "loudness"}


def test_the_async_client(server):
    async def main() -> tuple[bytes, bytes, list[dict]]:
        async with openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key="x", max_retries=0) as client:
            options = {"model": "tts-1", "voice": "ash", "input": TEXT, "response_format": "pcm"}
            create = client.audio.speech.create
            replies = await asyncio.gather(*(create(**options) for _ in range(6)))
            assert len({len(reply.content) for reply in replies}) == 1
            async with client.audio.speech.with_streaming_response.create(**options) as reply:
                streamed = b"".join([piece async for piece in reply.iter_bytes()])
            sse = client.audio.speech.with_streaming_response.create(stream_format="sse", **options)
            async with sse as reply:
                lines = [line async for line in reply.iter_lines()]
            return replies[0].content, streamed, events(lines)

    whole, streamed, told = asyncio.run(main())
    assert len(whole) == len(streamed)
    # However a request went, streamed or with others, the samples differ by less than can be heard.
    one, other = (np.frombuffer(each, "<i2").astype(float) for each in (whole, streamed))
    assert np.square(one - other).sum() < 1e-4 * np.square(one).sum()
    assert told[-1]["type"] == "speech.audio.done"


def test_models(client):
    ids = [model.id for model in client.models.list()]
    assert ids == ["dramatis", "tts-1", "tts-1-hd", "gpt-4o-mini-tts"]
    assert "professor" in client.models.retrieve("tts-1").voices
    with pytest.raises(openai.NotFoundError, match="valid: dramatis, tts-1"):
        client.models.retrieve("whisper-1")


def test_lists(server):
    voices = server.get("/v1/audio/voices").json()["voices"]
    by_id = {voice["id"]: voice for voice in voices}
    assert {"id", "name", "language", "gender"} <= set(voices[0])
    assert by_id["professor"]["gender"] == "male"
    assert by_id["professor"]["aliases"] == ["fable"]
    assert server.get("/v1/voices").json()["voices"] == voices
    assert {"id": "tts-1"} in server.get("/v1/audio/models").json()["models"]
    assert server.get("/health").text == "OK"
    assert server.get("/").status_code == 200
    for path in ("/v1/readyz", "/v1/test"):  # clients tell servers apart by these
        assert server.get(path).status_code == 404


def test_openais_voices_are_different_personas():
    assert len(set(OPENAI_VOICES.values())) == len(OPENAI_VOICES) == 13


@pytest.mark.parametrize(
    ("change", "error", "param", "said"),
    [
        ({"voice": "nobody"}, openai.BadRequestError, "voice", "unknown persona 'nobody'"),
        ({"model": "tts-9"}, openai.NotFoundError, "model", "there is no model 'tts-9'"),
        ({"input": ""}, openai.BadRequestError, "input", "empty"),
        ({"input": "…"}, openai.BadRequestError, "input", "nothing to speak"),
        ({"input": "word " * 1000}, openai.BadRequestError, "input", "one request may have 4096"),
        ({"speed": 9.0}, openai.BadRequestError, "speed", "less than or equal to 4"),
        ({"response_format": "exe"}, openai.BadRequestError, "response_format", "'mp3', 'opus'"),
        ({"stream_format": "morse"}, openai.BadRequestError, "stream_format", "'audio' or 'sse'"),
        ({"extra_body": {"colour": "red"}}, openai.BadRequestError, "colour", "unknown field 'colour'"),
        ({"extra_body": {"style": {"mood": 1}}}, openai.BadRequestError, "style", "unknown style key"),
        (
            {"extra_body": {"markup": "script"}, "input": "[grumpily"},
            openai.BadRequestError,
            "input",
            "line 1",
        ),
    ],
)
def test_what_is_wrong_is_said_in_openais_shape(client, change, error, param, said):
    options = {"model": "tts-1", "voice": "alloy", "input": "Hello.", **change}
    with pytest.raises(error) as caught:
        client.audio.speech.create(**options)
    assert caught.value.param == param
    assert said in caught.value.message
    assert caught.value.type in ("invalid_request_error", "not_found_error")


def test_a_missing_field_is_named(server):
    reply = server.post("/v1/audio/speech", json={"voice": "alloy", "model": "tts-1"})
    assert reply.status_code == 400
    assert reply.json()["error"]["param"] == "input"
    reply = server.post("/v1/audio/speech", json={"input": "Hello.", "model": "tts-1"})
    assert reply.status_code == 400
    assert "voice is missing" in reply.json()["error"]["message"]


def test_other_addresses_and_methods_are_told_in_the_same_shape(server):
    reply = server.get("/v1/audio/speech")
    assert (reply.status_code, reply.json()["error"]["type"]) == (405, "invalid_request_error")
    reply = server.get("/v2/whatever")
    assert (reply.status_code, reply.json()["error"]["type"]) == (404, "not_found_error")
