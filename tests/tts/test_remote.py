"""Against a real HTTP server that speaks OpenAI's wire format and can be told to fail."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from tts.errors import EngineError, RequestError
from tts.remote import RemoteEngine
from tts.request import Break, Span, SpeechRequest, Take
from tts.server import Server, read_key
from tts.style.captions import understand
from tts.style.identity import Identity
from tts.style.space import Style
from tts.text.lexicon import Lexicon

RATE = 24_000
SECOND = (0.3 * np.sin(np.arange(RATE) / 9) * 32767).astype("<i2").tobytes()
ANNA = replace(Identity(), pitch=220.0)


class Fake(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        listed = json.dumps({"voices": [{"id": "nova", "name": "Nova"}, "onyx"]}).encode()
        self.answer(*((200, listed) if self.server.lists else (404, b'{"error":{"message":"none"}}')))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state = self.server
        with state.lock:
            state.asked.append((self.path, self.headers["Authorization"], body))
            doing = state.doing.pop(0) if state.doing else "speak"
        if doing == "speak":
            self.stream([SECOND[at : at + 10_001] for at in range(0, len(SECOND), 10_001)])
        elif doing == "break off":
            self.stream([SECOND[:9000]], ends=False)
        elif doing == "nothing":
            self.stream([])
        elif doing == "hang":
            time.sleep(2.5)
        else:
            status, said, *after = doing
            headers = {"Retry-After": after[0]} if after else {}
            error = {"error": {"message": said, "type": "x", "param": None, "code": None}}
            self.answer(status, json.dumps(error).encode(), headers)

    def answer(self, status, body, headers=None):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, pieces, ends=True):
        self.send_response(200)
        self.send_header("Content-Type", "audio/pcm")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in pieces:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n" if ends else b"5\r\nab")
        self.close_connection = not ends

    def log_message(self, *_):
        pass


@contextmanager
def fake(*doing, lists=True):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    server.asked, server.doing, server.lists, server.lock = [], list(doing), lists, threading.Lock()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def engine(server, voice="nova", **options):
    url = f"http://127.0.0.1:{server.server_port}/v1"
    return RemoteEngine(Server("tts-1", url, "sk-secret", **options), {ANNA: "onyx"}, voice)


def test_a_request_in_the_wire_format():
    with fake() as server:
        take = engine(server).speak(
            SpeechRequest("Hello there.", ANNA, understand("very sad").style, "very sad", speed=1.5)
        )
        ((path, key, body),) = server.asked
    assert (path, key) == ("/v1/audio/speech", "Bearer sk-secret")
    assert body == {
        "input": "Hello there.",
        "model": "tts-1",
        "voice": "onyx",
        "instructions": "very sad",
        "response_format": "pcm",
        "speed": 1.5,
    }
    assert take.seconds == pytest.approx(1.0)
    assert take.samples.max() == pytest.approx(0.3, abs=0.01)
    assert (take.words, take.phones) == ((), ())
    assert "tells no times of words" in take.receipt.notes[0]
    assert "seed" in take.receipt.notes[1]
    assert take.receipt.measured["seconds"] == take.seconds


def test_plain_requests_say_nothing_more():
    with fake() as server:
        engine(server).speak(SpeechRequest("Hello."))
        ((_, _, body),) = server.asked
    assert set(body) == {"input", "model", "voice", "response_format"}
    assert body["voice"] == "nova"


def test_a_stream_comes_in_pieces():
    with fake() as server:
        chunks = list(engine(server).stream(SpeechRequest("Hello.")))
    assert len(chunks) > 2
    assert chunks[1].start == pytest.approx(len(chunks[0].samples) / RATE)
    whole = Take.from_chunks(chunks)
    assert whole.seconds == pytest.approx(1.0)
    assert whole.receipt.notes


def test_a_batch_keeps_its_order_and_is_spoken_at_once():
    with fake() as server:
        takes = engine(server, parallel=3).speak_batch([SpeechRequest(f"Line {n}.") for n in range(6)])
        said = sorted(body["input"] for _, _, body in server.asked)
    assert len(takes) == 6
    assert said == [f"Line {n}." for n in range(6)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"duration": 2.0}, "cannot hold a duration"),
        ({"contour": ((0.0, 1.0),)}, "drawn melody"),
        ({"spans": (Span(0, 3, Style()),)}, "parts of a text"),
        ({"breaks": (Break(0, 0.5),)}, "pauses of an exact length"),
        ({"verify": True}, "correct its takes"),
        ({"guidance": 2.0}, "guided"),
        ({"steps": 8}, "refiner steps"),
        ({"lexicon": Lexicon.of({"hello": "/həloʊ/"})}, "how 'Hello' is said in IPA"),
    ],
)
def test_what_a_server_cannot_do_is_refused(changes, says):
    with fake() as server:
        asked = replace(SpeechRequest("Hello."), **changes)
        with pytest.raises(RequestError, match=says):
            engine(server).speak(asked)
        with pytest.raises(RequestError, match=says):
            engine(server).speak_batch([SpeechRequest("One."), asked])
        assert not server.asked


def test_a_lexicon_that_decides_nothing_is_no_matter():
    with fake() as server:
        engine(server).speak(SpeechRequest("Hello.", lexicon=Lexicon.of({"Siobhan": "shiv awn"})))
        assert len(server.asked) == 1


def test_respellings_are_put_into_the_text():
    lexicon = Lexicon.of({"Siobhan": "shiv awn", "jean": "zhahn"})
    text = "Siobhan’s friend, a Jean-lover, knew Siobhan; siobhan did not."
    with fake() as server:
        take = engine(server).speak(SpeechRequest(text, lexicon=lexicon))
        ((_, _, body),) = server.asked
    assert body["input"] == "shiv awn's friend, a zhahn-lover, knew shiv awn; siobhan did not."
    assert "'Siobhan' is sent as 'shiv awn'" in take.receipt.notes


def test_stress_is_told_to_be_lost():
    with fake() as server:
        take = engine(server).speak(SpeechRequest("Not *now*, 2 * 3."))
        ((_, _, body),) = server.asked
    assert body["input"] == "Not now, 2 * 3."
    assert "the stress on 'now' is not passed on" in take.receipt.notes


def test_long_texts_are_sent_in_parts():
    text = "This is a sentence of some length. " * 10
    with fake() as server:
        take = engine(server, longest=100).speak(SpeechRequest(text))
        said = [body["input"] for _, _, body in server.asked]
    assert "".join(said) == text
    assert all(len(part) <= 100 for part in said)
    assert take.seconds == pytest.approx(len(said))
    assert any("parts" in note for note in take.receipt.notes)


def test_a_busy_server_is_waited_for():
    with fake((429, "slow down", "0.2"), (503, "warming up"), "speak") as server:
        started = time.monotonic()
        assert engine(server).speak(SpeechRequest("Hello.")).seconds == pytest.approx(1.0)
        assert len(server.asked) == 3
    assert time.monotonic() - started > 0.2


def test_a_stream_that_breaks_off_is_asked_for_again():
    with fake("break off", "nothing", "speak") as server:
        assert engine(server).speak(SpeechRequest("Hello.")).seconds == pytest.approx(1.0)
        assert len(server.asked) == 3
    with fake("break off", "break off") as server, pytest.raises(EngineError, match="broke off"):
        engine(server, retries=1).speak(SpeechRequest("Hello."))
    with fake("break off") as server, pytest.raises(EngineError, match="broke off"):
        list(engine(server).stream(SpeechRequest("Hello.")))


@pytest.mark.parametrize(
    ("doing", "kind", "says"),
    [
        ((400, "the voice is unknown"), RequestError, r"refuses the request \(400\): .*the voice is unknown"),
        ((404, "no such model"), RequestError, "no such model"),
        ((401, "bad key sk-secret"), EngineError, "refuses the key .*OPENAI_API_KEY"),
        ((429, "quota is used up", "0.01"), EngineError, "too busy for us .*quota is used up"),
        ((500, "oh dear"), EngineError, r"failed \(500\): .*oh dear"),
    ],
)
def test_failures_are_told_in_a_sentence_without_the_key(doing, kind, says):
    with fake(doing, doing) as server, pytest.raises(kind, match=says) as error:
        engine(server, retries=1).speak(SpeechRequest("Hello."))
    assert "sk-secret" not in str(error.value)


def test_silence_and_absence():
    with fake("hang") as server, pytest.raises(EngineError, match="did not answer within 1 s"):
        engine(server, timeout=1, retries=0).speak(SpeechRequest("Hello."))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    gone = RemoteEngine(Server("m", f"http://127.0.0.1:{port}/v1", retries=0), {}, "nova")
    with pytest.raises(EngineError, match="cannot be reached"):
        gone.speak(SpeechRequest("Hello."))
    with pytest.raises(EngineError, match="cannot be reached"):
        gone.listed_voices()


def test_voices_are_listed_where_the_server_lists_them():
    with fake() as server:
        assert engine(server).listed_voices() == ("nova", "onyx")
    with fake(lists=False) as server:
        assert engine(server).listed_voices() is None


def test_somebody_without_a_voice_is_refused():
    with fake() as server, pytest.raises(RequestError, match="name one with --voice"):
        engine(server, voice=None).speak(SpeechRequest("Hello."))


def test_takes_depend_on_server_model_and_voices():
    one = RemoteEngine(Server("m", "http://a/v1"), {ANNA: "nova"})
    same = RemoteEngine(Server("m", "http://a/v1", "another key"), {ANNA: "nova"})
    assert one.fingerprint == same.fingerprint
    others = [
        RemoteEngine(Server("n", "http://a/v1"), {ANNA: "nova"}),
        RemoteEngine(Server("m", "http://b/v1"), {ANNA: "nova"}),
        RemoteEngine(Server("m", "http://a/v1"), {ANNA: "onyx"}),
        RemoteEngine(Server("m", "http://a/v1"), {ANNA: "nova"}, "onyx"),
    ]
    assert len({one.fingerprint, *(other.fingerprint for other in others)}) == 5


def test_keys_come_from_a_file_or_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "from-environment")
    assert read_key() == "from-environment"
    (tmp_path / "key").write_text("from-file\n# note\n")
    assert read_key(tmp_path / "key") == "from-file"
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(RequestError, match="is empty"):
        read_key(tmp_path / "empty")
    (tmp_path / "other").write_text("root:x:0:0:root home\n")
    with pytest.raises(RequestError, match="no key: letters, digits and signs without blanks"):
        read_key(tmp_path / "other")
    with pytest.raises(RequestError, match="cannot read the key's file"):
        read_key(tmp_path / "missing")
    monkeypatch.delenv("OPENAI_API_KEY")
    assert read_key() is None
    with pytest.raises(RequestError, match="OpenAI needs a key"):
        RemoteEngine(Server("m"), {})
    assert "sk-1" not in repr(Server("m", key="sk-1"))


@pytest.mark.parametrize(
    "options", [{"model": " "}, {"format": "mp3"}, {"url": "file:///etc"}, {"retries": -1}, {"timeout": 0}]
)
def test_servers_are_checked(options):
    with pytest.raises(RequestError):
        Server(**{"model": "m", **options})
