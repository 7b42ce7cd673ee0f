"""What we add to OpenAI's endpoint: times, receipts, durations, markup, batches, design and directions."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
import soundfile

from studio.signing import Signer, read_manifest

TEXT = "The lamp went out. Who is there?"


def speak(server, **body):
    return server.post("/v1/audio/speech", json={"input": TEXT, "voice": "alloy"} | body)


def audio(data: dict) -> np.ndarray:
    samples, rate = soundfile.read(io.BytesIO(base64.b64decode(data["audio"])))
    assert rate == 24_000
    return samples


@pytest.mark.parametrize("kind", ["word", "phoneme"])
def test_times_come_with_the_audio(server, kind):
    told = speak(server, timestamps=kind, response_format="wav").json()
    assert len(audio(told)) == round(told["duration_ms"] * 24)  # to the millisecond
    assert [TEXT[word["char_start"] : word["char_end"]] for word in told["words"]] == TEXT.replace(
        ".", ""
    ).replace("?", "").split()
    assert all(word["start"] < word["end"] <= told["duration_ms"] / 1000 for word in told["words"])
    assert ("phonemes" in told) == (kind == "phoneme")


def test_a_receipt_tells_asked_and_measured(server):
    told = speak(server, receipt=True, style="sad, 3 semitones lower", intensity=1.5).json()
    receipt = told["receipt"]
    assert set(receipt["asked"]) & set(receipt["measured"]) >= {"pitch", "range", "rate", "loudness"}
    assert "words" not in told
    assert told["notes"] is not None


@pytest.mark.parametrize("milliseconds", [1500, 2750])
def test_an_asked_duration_is_held_to_the_sample(server, milliseconds):
    reply = speak(server, target_duration_ms=milliseconds, response_format="wav")
    assert reply.headers["X-Audio-Duration-Ms"] == str(milliseconds)
    assert reply.headers["X-Stretch-Factor"] == "1.0"
    assert soundfile.info(io.BytesIO(reply.content)).frames == 24 * milliseconds
    told = speak(server, target_duration_ms=milliseconds, receipt=True).json()
    assert (told["duration_ms"], told["stretch_factor"]) == (milliseconds, 1.0)


@pytest.mark.parametrize(("milliseconds", "short"), [(300, True), (60_000, False)])
def test_what_cannot_fit_is_told_with_the_closest_duration(server, milliseconds, short):
    reply = speak(server, target_duration_ms=milliseconds)
    assert reply.status_code == 422
    error = reply.json()["error"]
    assert (error["param"], error["code"]) == ("target_duration_ms", "duration_does_not_fit")
    closest = error["closest_duration_ms"]
    assert closest > milliseconds if short else closest < milliseconds
    assert speak(server, target_duration_ms=closest, response_format="pcm").status_code == 200


def test_speed_and_duration_contradict_each_other(server):
    reply = speak(server, target_duration_ms=2000, speed=1.5)
    assert reply.status_code == 400
    assert "contradict" in reply.json()["error"]["message"]


def test_a_file_is_signed_where_that_is_asked(serve, tmp_path):
    signed = serve(signer=Signer.development(tmp_path / "signing"))
    for format in ("wav", "mp3", "flac"):
        reply = speak(signed, c2pa=True, response_format=format)
        told = read_manifest(reply.content, format)
        assert told["validation_state"] == "Valid"
    reply = speak(signed, c2pa=True, response_format="wav", timestamps="word").json()
    assert read_manifest(base64.b64decode(reply["audio"]), "wav")["validation_state"] == "Valid"
    assert speak(signed, c2pa=True, response_format="opus").status_code == 400
    assert speak(signed, c2pa=True, stream_format="sse").status_code == 400
    assert speak(serve(), c2pa=True).status_code == 503


def test_a_persona_goes_before_the_voice(server):
    told = speak(server, persona="pirate-captain", receipt=True).json()
    assert told["voice"] == "pirate-captain"
    assert speak(server, voice=None, persona="witch", receipt=True).json()["voice"] == "witch"


def test_markup_and_lexicon(server):
    text = "I said [whispering] *not* now [/] [pause 500 ms] and I meant it."
    told = speak(server, input=text, markup="script", timestamps="word").json()
    assert told["text"].split() == "I said not now and I meant it.".split()
    words = {word["text"]: word for word in told["words"]}
    assert words["and"]["start"] - words["now"]["end"] >= 0.48
    ssml = "<speak>One <break time='600ms'/> two.</speak>"
    told = speak(server, input=ssml, markup="ssml", timestamps="word").json()
    assert told["words"][1]["start"] - told["words"][0]["end"] >= 0.58
    plain = speak(server, input="Hello.", timestamps="phoneme").json()
    said = speak(server, input="Hello.", timestamps="phoneme", lexicon={"Hello": "/ʃɪˈvɔn/"}).json()
    assert [phone["symbol"] for phone in said["phonemes"]] != [p["symbol"] for p in plain["phonemes"]]
    bomb = "<!DOCTYPE s [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><speak>&b;</speak>"
    assert speak(server, input=bomb, markup="ssml").status_code == 400


def test_the_words_direct_where_that_is_asked(server):
    text = '"Come here," he whispered.'
    plain = speak(server, input=text, receipt=True).json()["receipt"]["asked"]
    directed = speak(server, input=text, receipt=True, auto_direct=True).json()["receipt"]
    assert any("style of their own" in note for note in directed["notes"]) or directed["asked"] != plain


def test_what_was_not_understood_is_told(server):
    reply = speak(server, instructions="happy, with a zorbly glimfeather", response_format="pcm")
    assert "zorbly" in reply.headers["X-Notes"]
    told = speak(server, instructions="happy, with a zorbly glimfeather", receipt=True).json()
    assert any("zorbly" in note for note in told["notes"])
    reply = speak(server, instructions="happy", style="sad")
    assert reply.status_code == 400
    assert "give one of them" in reply.json()["error"]["message"]


def test_a_batch_has_a_reply_or_an_error_for_each(server):
    items = [
        {"input": "One."},
        {"input": "Two.", "voice": "witch", "response_format": "wav", "timestamps": "word"},
        {"input": "Three.", "voice": "nobody"},
        {"input": "Four. " * 3, "voice": "onyx", "target_duration_ms": 100},
    ]
    items[0]["voice"] = "alloy"
    told = server.post("/v1/audio/speech/batch", json={"items": items}).json()["items"]
    assert [each["index"] for each in told] == [0, 1, 2, 3]
    assert base64.b64decode(told[0]["audio"]).startswith(b"ID3")
    assert [word["text"] for word in told[1]["words"]] == ["Two"]
    assert (told[2]["status"], told[2]["error"]["param"]) == (400, "voice")
    assert (told[3]["status"], told[3]["error"]["code"]) == (422, "duration_does_not_fit")


@pytest.mark.parametrize("count", [0, 33])
def test_a_batch_has_1_to_32_items(server, count):
    reply = server.post(
        "/v1/audio/speech/batch", json={"items": [{"input": "One.", "voice": "alloy"}] * count}
    )
    assert (reply.status_code, reply.json()["error"]["param"]) == (400, "items")


def test_a_designed_voice_is_heard_saved_used_and_deleted(server):
    asked = {"description": "an old sea captain, hoarse and slow", "n": 2, "seed": 3}
    made = server.post("/v1/voices/design", json=asked).json()
    assert len(made["previews"]) == 2
    first = made["previews"][0]
    assert first["media_type"] == "audio/mpeg"
    assert base64.b64decode(first["audio_base_64"]).startswith(b"ID3")
    assert first["duration_secs"] > 0.3
    body = {"generated_voice_id": first["generated_voice_id"], "name": "Captain Grey"}
    saved = server.post("/v1/voices", json=body)
    assert saved.status_code == 201
    assert (saved.json()["id"], saved.json()["own"]) == ("captain-grey", True)
    try:
        assert server.post("/v1/voices", json=body).status_code == 409
        assert speak(server, voice="Captain Grey", receipt=True).json()["voice"] == "captain-grey"
        assert server.get("/v1/audio/voices").json()["voices"][0]["id"] == "captain-grey"
        detail = server.get("/v1/voices/captain-grey").json()
        assert detail["persona"]["identity"]["pitch"] == first["persona"]["identity"]["pitch"]
    finally:
        assert server.delete("/v1/voices/captain-grey").json()["deleted"]
    assert server.get("/v1/voices/captain-grey").status_code == 404
    assert server.delete("/v1/voices/captain-grey").status_code == 404
    assert server.delete("/v1/voices/professor").status_code == 403
    body["generated_voice_id"] = "voice_0"
    assert server.post("/v1/voices", json=body).status_code == 404
    assert server.post("/v1/voices", json=body | {"name": "船长"}).status_code == 404


def test_directions_edit_a_style_and_can_be_undone(server):
    def direct(**body) -> dict:
        return server.post("/v1/directions", json=body).json()

    first = direct(style="sad", direction="more emotional")
    assert first["style"]["intensity"] > 1.0 or first["style"]["emotions"]["sad"] > 0
    assert "→" in first["diff"] or first["changes"]
    second = direct(history=first["history"], direction="a bit slower")
    assert second["style"]["rate"] < 0
    undone = direct(history=second["history"], direction="undo")
    assert undone["style"] == first["style"]
    assert speak(server, style=second["style"], response_format="pcm").status_code == 200
    measured = direct(style={"rate": 10.0}, direction="faster", measured={"rate": 20.0})
    assert measured["style"]["rate"] > 20.0
    nothing = direct(style="sad", direction="flibbertigibbet")
    assert nothing["not_understood"] == ["flibbertigibbet"]


def test_a_direction_needs_one_style(server):
    for body in ({}, {"style": "sad", "history": {"steps": [], "cursor": 0}}):
        reply = server.post("/v1/directions", json={"direction": "faster", **body})
        assert reply.status_code == 400
    reply = server.post("/v1/directions", json={"direction": "faster", "history": {"steps": "x"}})
    assert (reply.status_code, reply.json()["error"]["param"]) == (400, "style")


@pytest.fixture(scope="module")
def recording() -> bytes:
    """A second of a swelling voice-like tone."""
    time = np.arange(36_000) / 24_000
    phase = 2 * np.pi * np.cumsum(150 + 40 * np.sin(6 * time)) / 24_000
    tone = sum(np.sin(k * phase) / k for k in range(1, 20)) * 0.1 * (1 - np.cos(2 * np.pi * 3 * time)) / 2
    memory = io.BytesIO()
    soundfile.write(memory, tone.astype(np.float32), 24_000, format="WAV")
    return memory.getvalue()


CONSENT = "I agree that my way of speaking may be followed here."


def test_a_reference_needs_consent_and_lends_its_style(server, recording):
    def keep(**fields):
        return server.post("/v1/references", data=fields, files={"file": ("me.wav", recording)})

    assert keep(speaker="Ada").json()["error"]["param"] == "consent"
    assert keep(consent="ok", speaker="Ada").status_code == 400
    kept = keep(consent=CONSENT, speaker="Ada Lovelace")
    assert kept.status_code == 201
    told = kept.json()
    assert told["consent"]["statement"] == CONSENT
    assert told["consent"]["speaker"] == "Ada Lovelace"
    assert told["style"]["range"] is not None
    assert server.get("/v1/references").json()["references"][0]["id"] == told["id"]
    plain = speak(server, receipt=True).json()["receipt"]["asked"]
    like = speak(server, receipt=True, like=told["id"]).json()["receipt"]["asked"]
    assert like["tilt"] != plain["tilt"]
    assert server.delete(f"/v1/references/{told['id']}").json()["deleted"]
    assert speak(server, like=told["id"]).status_code == 404


def test_a_reference_that_is_no_recording_is_refused(server):
    for content, name, status in ((b"hello", "me.wav", 415), (b"fLaC" + bytes(400), "me.flac", 400)):
        reply = server.post(
            "/v1/references",
            data={"consent": CONSENT, "speaker": "Ada"},
            files={"file": (name, content)},
        )
        assert reply.status_code == status
    assert server.get("/v1/references").json()["references"] == []
