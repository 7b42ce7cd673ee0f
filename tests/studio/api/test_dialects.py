"""The dialects of dubbing tools, each asked with the bytes that its client sends.

The requests are written out as the clients' own sources make them (pyvideotrans and VideoLingo with
`requests`, Subtitle Edit with .NET's HttpClient, KrillinAI with Go's net/http, open-dubbing with `requests`).
"""

from __future__ import annotations

import base64
import io
import json
import socket
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import soundfile

from studio.voices import three_letters

TEXT = "Who is there? Nobody answered."


def seconds(content: bytes) -> float:
    samples, rate = soundfile.read(io.BytesIO(content))
    assert rate == 24_000
    return len(samples) / rate


def raw(server, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the reply to bytes as they were recorded."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), 30) as connection:
        connection.sendall(request.replace(b"HOST", f"{address.hostname}:{address.port}".encode()))
        received = bytearray()
        while block := connection.recv(1 << 16):
            received += block
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        parts, rest = bytearray(), body
        while rest:
            size, _, rest = rest.partition(b"\r\n")
            parts += rest[: int(size, 16)]
            rest = rest[int(size, 16) + 2 :]
        body = bytes(parts)
    return int(status.split()[1]), headers, body


class TestPyvideotrans:
    """videotrans/tts/_ttsapi.py: a form, with a browser's name."""

    def post(self, server, **fields):
        data = {"text": TEXT, "language": "en", "extra": "", "voice": "witch", "ostype": "win32", "rate": 1.0}
        return server.post(
            "/pyvideotrans",
            data=data | fields,
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
            },
        )

    def test_a_line_comes_back_as_a_data_uri(self, server):
        reply = self.post(server)
        assert reply.status_code == 200
        told = reply.json()
        assert (told["code"], told["msg"]) == (0, "ok")
        kind, _, audio = told["data"].partition(",")
        assert kind == "data:audio/wav;base64"
        assert seconds(base64.b64decode(audio)) > 0.5

    @pytest.mark.parametrize("rate", ["1.0", "+10%", "-25%", "", "1.35"])
    def test_rates_are_factors_or_percentages(self, server, rate):
        assert self.post(server, rate=rate).json()["code"] == 0

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"rate": "fast"}, "rate must be"),
            ({"voice": "nobody"}, "unknown persona"),
            ({"text": " "}, "empty"),
            ({"text": "…"}, "nothing to speak"),
            ({"text": "word " * 1000}, "4096"),
            ({"language": "xx"}, "unknown language"),
        ],
    )
    def test_a_bad_line_does_not_end_the_film(self, server, fields, said):
        reply = self.post(server, **fields)
        assert reply.status_code == 200
        assert reply.json()["code"] == 1
        assert said in reply.json()["msg"]

    def test_chinese_is_read_as_chinese(self, server):
        assert self.post(server, text="你好，世界。", language="zh").json()["code"] == 0

    def test_extra_directs(self, server):
        plain, sad = self.post(server).json()["data"], self.post(server, extra="very sad").json()["data"]
        assert plain != sad

    def test_its_openai_mode(self, server):
        body = {
            "model": "tts-1", "voice": "alloy", "input": TEXT, "speed": 1.1, "instructions": "",
            "response_format": "wav",
        }  # fmt: skip
        reply = server.post("/v1/audio/speech", json=body, stream=True)
        assert seconds(b"".join(reply.iter_content(4096))) > 0.5

    def test_its_kokoro_mode_names_no_model(self, server):
        reply = server.post("/v1/audio/speech", json={"input": TEXT, "voice": "witch", "speed": 1.0})
        assert reply.headers["content-type"] == "audio/mpeg"


class TestGptSovits:
    """VideoLingo's gpt_sovits_tts.py and pyvideotrans' _gptsovits.py: JSON to /tts."""

    def videolingo(self, server, path: str, **fields):
        payload = {
            "text": TEXT,
            "text_lang": "en",
            "ref_audio_path": path,
            "prompt_lang": "en",
            "prompt_text": "What the recording says.",
            "speed_factor": 1.0,
        }
        return server.post("/tts", json=payload | fields)

    def test_the_name_of_a_voice_in_any_folder(self, server):
        for path in ("witch", "/home/me/GPT-SoVITS-v2/witch.wav", r"C:\voices\witch.mp3"):
            reply = self.videolingo(server, path)
            assert reply.status_code == 200
            assert reply.headers["content-type"] == "audio/wav"
            assert seconds(reply.content) > 0.5
        assert reply.content == self.videolingo(server, "witch").content

    def test_pyvideotrans(self, server):
        data = {
            "text": TEXT, "text_lang": "en", "ref_audio_path": "ghost.wav", "prompt_text": "",
            "prompt_lang": "", "speed_factor": 1.2, "text_split_method": "cut5",
        }  # fmt: skip
        assert seconds(server.post("/tts", json=data).content) > 0.3

    def test_a_get_with_the_same_fields(self, server):
        fields = {"text": TEXT, "text_lang": "all_zh", "ref_audio_path": "witch", "media_type": "raw"}
        reply = server.get("/tts", params=fields | {"text": "你好。"})
        assert reply.status_code == 200
        assert reply.headers["content-type"] == "audio/pcm"

    def test_a_stream(self, server):
        reply = self.videolingo(server, "witch", streaming_mode=True)
        assert "content-length" not in reply.headers
        assert seconds(reply.content) > 0.5

    @pytest.mark.parametrize(
        "path", ["/etc/passwd", "../../etc/passwd", "output/audio/refers/1.wav", "http://10.0.0.1/a.wav"]
    )
    def test_no_path_is_opened_and_nothing_fetched(self, server, path):
        reply = self.videolingo(server, path)
        assert reply.status_code == 400
        assert reply.json()["error"]["param"] == "ref_audio_path"

    def test_a_server_may_name_who_speaks_for_unknown_recordings(self, serve):
        server = serve(unknown_reference="witch")
        reply = self.videolingo(server, "output/audio/refers/1.wav")
        assert reply.content == self.videolingo(server, "witch").content

    def test_unknown_fields_are_named(self, server):
        reply = self.videolingo(server, "witch", colour="red")
        assert (reply.status_code, reply.json()["error"]["param"]) == (400, "colour")


def subtitle_edit(text: str, voice: str, name: str = "output") -> bytes:
    """What .NET's MultipartFormDataContent makes of Subtitle Edit's fields: no quotes around the names."""
    fields = {
        "text_input": text, "text_filtering": "standard", "character_voice_gen": voice,
        "narrator_enabled": "false", "narrator_voice_gen": voice, "text_not_inside": "character",
        "language": "en", "output_file_name": name, "output_file_timestamp": "false", "autoplay": "false",
        "autoplay_volume": "1.0",
    }  # fmt: skip
    boundary = "3b9f6c2e-5d0c-4a52-9f0e-5a7a1f0c7d11"
    parts = [
        f"--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Disposition: form-data; name={key}\r\n\r\n{value}\r\n"
        for key, value in fields.items()
    ]
    body = ("".join(parts) + f"--{boundary}--\r\n").encode()
    head = (
        "POST /api/tts-generate HTTP/1.1\r\nHost: HOST\r\n"
        f'Content-Type: multipart/form-data; boundary="{boundary}"\r\n'
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


class TestAllTalk:
    """Subtitle Edit's TtsDownloadService.cs."""

    def test_it_looks_whether_a_server_is_there(self, server):
        assert server.get("/").status_code == 200
        voices = server.get("/api/voices").json()["voices"]
        assert "witch" in voices

    def test_a_file_on_this_machine(self, server):
        status, _, body = raw(server, subtitle_edit(TEXT, "witch"))
        assert status == 200
        told = json.loads(body)
        path = Path(told["output_file_path"])
        assert path.name == "output.wav"
        assert seconds(path.read_bytes()) > 0.5
        assert server.get(told["output_file_url"]).content == path.read_bytes()
        other = json.loads(raw(server, subtitle_edit("Another line.", "witch"))[2])
        assert other["output_file_path"] != told["output_file_path"]

    def test_a_text_that_was_escaped_for_json_first(self, server):
        def phones(text: str) -> bytes:
            told = json.loads(raw(server, subtitle_edit(text, "witch"))[2])
            return Path(told["output_file_path"]).read_bytes()

        assert phones(r"\"Go,\" he said.") == phones('"Go," he said.')

    @pytest.mark.parametrize(
        "name", ["../../evil", "/etc/cron.d/evil", "..", "a/b\\c", "evil\x00", "x" * 500]
    )
    def test_no_name_leads_out_of_the_folder(self, server, name):
        status, _, body = raw(server, subtitle_edit(TEXT, "witch", name))
        assert status == 200
        path = Path(json.loads(body)["output_file_path"])
        assert path.parent.parent == server.store.folder / "said"
        assert path.resolve() == path

    def test_a_form_that_is_url_encoded(self, server):
        fields = {"text_input": TEXT, "character_voice_gen": "ghost.wav", "output_file_name": "a.wav"}
        told = server.post("/api/tts-generate", data=fields).json()
        assert Path(told["output_file_path"]).name == "a.wav"

    def test_what_is_not_done_is_said(self, server):
        fields = {"text_input": TEXT, "character_voice_gen": "ghost", "narrator_enabled": "true"}
        reply = server.post("/api/tts-generate", data=fields)
        assert (reply.status_code, reply.json()["error"]["param"]) == (400, "narrator_enabled")

    @pytest.mark.parametrize(
        "path", ["/audio/said_x/output.wav", "/audio/..%2F..%2Fkeys/a.wav", f"/audio/said_{'0' * 20}/a.wav"]
    )
    def test_no_other_file_is_fetched(self, server, path):
        assert server.get(path).status_code == 404


class TestOpenDubbing:
    """open_dubbing/text_to_speech_api.py."""

    def test_voices_by_language_and_gender(self, server):
        voices = server.get("/voices").json()
        assert {voice["gender"] for voice in voices} == {"Male", "Female"}
        assert {voice["language"] for voice in voices} == {"eng"}
        assert all(set(voice) == {"id", "language", "gender", "region"} for voice in voices)
        assert three_letters("cmn") == "zho"

    def test_a_line_that_is_put_into_the_address(self, server):
        reply = server.get(f"/speak?voice=witch&text={TEXT}")
        assert reply.status_code == 200
        assert seconds(reply.content) > 0.5
        assert server.get(f"/speak?voice=witch&text={quote('Fish & chips')}").status_code == 200
        assert server.get("/speak?voice=witch&text=").status_code == 400
        assert server.get("/speak?text=hello").json()["error"]["param"] == "voice"


class TestKrillinAI:
    """pkg/openai/openai.go: JSON put together without escaping."""

    def post(self, server, text: str) -> tuple[int, dict[str, str], bytes]:
        body = (
            '{\n\t\t"model": "tts-1",\n\t\t"input": "' + text + '",\n\t\t"voice":"alloy",\n'
            '\t\t"response_format": "wav"\n\t}'
        ).encode()
        head = (
            "POST /v1/audio/speech HTTP/1.1\r\nHost: HOST\r\nUser-Agent: Go-http-client/1.1\r\n"
            f"Content-Length: {len(body)}\r\nAuthorization: Bearer sk-any\r\n"
            "Content-Type: application/json\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )
        return raw(server, head.encode() + body)

    def test_a_plain_line(self, server):
        status, headers, body = self.post(server, TEXT)
        assert (status, headers["content-type"]) == (200, "audio/wav")
        assert seconds(body) > 0.5

    @pytest.mark.parametrize("text", ['He said "no".', "Two\nlines.", "a \\ b"])
    def test_a_line_that_breaks_the_json_is_a_clear_400(self, server, text):
        status, _, body = self.post(server, text)
        assert status == 400
        error = json.loads(body)["error"]
        assert error["code"] == "bad_json"
        assert "not valid JSON" in error["message"]
