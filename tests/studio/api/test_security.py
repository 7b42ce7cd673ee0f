"""What must never work: each attack is refused with the right status, and leaves nothing behind."""

from __future__ import annotations

import base64
import copy
import gzip
import http.client
import io
import json
import logging
import socket
import sys
import threading
import time
import zipfile
from contextlib import suppress
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
import requests

from studio.api.access import scope_of
from studio.api.app import create_app
from studio.api.keys import AccessError, KeyRing
from studio.jobs.bench import Bench
from studio.jobs.worker import Worker
from studio.journal import LOGGER, JsonLines
from studio.store import Store, keys
from tts.request import AudioChunk

SPEECH = {"input": "Hello.", "voice": "witch"}
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n"


def told(reply) -> str:
    """The message of an error, which must have OpenAI's shape."""
    error = reply.json()["error"]
    assert set(error) >= {"message", "type", "param", "code"}
    return error["message"]


def work_off(server, engine) -> None:
    """Do all jobs, here."""
    worker = Worker(Bench(server.store), lambda: engine)
    while worker.work():
        pass


@pytest.fixture
def guarded(serve):
    """A server that others can reach, and its keys."""
    server = serve(loopback=False)
    return server, KeyRing(server.store)


class TestKeys:
    def test_without_a_key_there_is_nothing(self, guarded):
        server, _ = guarded
        for method, path in (
            ("GET", "/v1/models"),
            ("POST", "/v1/audio/speech"),
            ("GET", "/voices"),
            ("GET", "/speak?voice=witch&text=hello"),
            ("POST", "/pyvideotrans"),
            ("GET", "/metrics"),
            ("GET", "/v1/jobs"),
            ("GET", "/does/not/exist"),
        ):
            reply = server.request(method, path)
            assert reply.status_code == 401, path
            assert reply.headers["WWW-Authenticate"] == "Bearer"
            assert "needs a key" in told(reply)
        for path in ("/", "/health", "/docs", "/openapi.json"):
            assert server.get(path).status_code == 200

    def test_every_route_needs_a_scope_but_the_public_ones(self, tiny_engine, store):
        paths = create_app(tiny_engine, store).openapi()["paths"]
        asked = {(path, method.upper()) for path, methods in paths.items() for method in methods}
        assert len(asked) > 30
        assert {path for path, method in asked if scope_of(method, path) is None} == {"/", "/health"}

    def test_a_key_opens_what_it_is_for(self, guarded):
        server, ring = guarded
        server.key = ring.new("speaker", ["speech"])
        assert server.post("/v1/audio/speech", json=SPEECH).status_code == 200
        for method, path in (
            ("GET", "/v1/jobs"),
            ("POST", "/v1/jobs"),
            ("POST", "/v1/files"),
            ("POST", "/v1/voices"),
            ("DELETE", "/v1/voices/x"),
            ("POST", "/v1/voices/design"),
            ("GET", "/v1/references"),
            ("GET", "/metrics"),
        ):
            reply = server.request(method, path)
            assert reply.status_code == 403, path
            assert "this key is not for" in told(reply)

    def test_wrong_and_revoked_keys_are_refused(self, guarded):
        server, ring = guarded
        key = ring.new("one")
        for wrong in ("", "x", key[:-1] + ("0" if key[-1] != "0" else "1"), key.upper(), f"{key} {key}"):
            reply = server.get("/v1/models", headers={"Authorization": f"Bearer {wrong}"})
            assert reply.status_code == 401, wrong
        server.key = key
        assert server.get("/v1/models").status_code == 200
        ring.revoke(key.split("-")[1])
        assert server.get("/v1/models").status_code == 401
        with pytest.raises(AccessError, match="no key"):
            ring.revoke("00000000")

    def test_what_is_no_key_at_all_is_refused_like_a_wrong_one(self, guarded):
        server, ring = guarded
        key = ring.new("one")
        for odd in ("dk-" + "0" * 20_000, "dk-é-ü", "dk--", "dk-' OR 1=1 --x", f"{key}\t{key}"):
            head = {"Authorization": f"Bearer {odd}".encode("latin-1")}
            assert server.get("/v1/models", headers=head).status_code == 401, odd
        for place in (f"/v1/models?key={key}", f"/v1/models?api_key={key}", f"/v1/models?token={key}"):
            assert server.get(place).status_code == 401
        assert server.get("/v1/models", headers={"Cookie": f"key={key}"}).status_code == 401

    def test_a_key_may_be_the_password_of_the_address(self, guarded):
        server, ring = guarded
        key = ring.new("pyvideotrans")
        basic = base64.b64encode(f"any:{key}".encode()).decode()
        reply = server.get("/v1/models", headers={"Authorization": f"Basic {basic}"})
        assert reply.status_code == 200
        for broken in ("Basic ***", "Basic", "Digest x"):
            assert server.get("/v1/models", headers={"Authorization": broken}).status_code == 401

    def test_of_a_key_the_store_knows_a_hash_alone(self, guarded):
        server, ring = guarded
        key = ring.new("secret")
        secret = key.split("-")[2]
        stored = b"".join(
            path.read_bytes() for path in server.store.folder.rglob("dramatis.sqlite*") if path.is_file()
        )
        assert secret.encode() not in stored
        (row,) = server.store.rows(keys.select())
        assert len(row.digest) == 128
        assert secret not in row.digest
        assert server.store.folder.stat().st_mode & 0o077 == 0

    def test_owners_do_not_see_each_others_jobs_files_and_recordings(self, guarded):
        server, ring = guarded
        mine, yours = ring.new("me"), ring.new("you")
        server.key = mine
        job = server.post("/v1/jobs", json={"kind": "speech", "payload": SPEECH}).json()
        file = server.post("/v1/files", files={"file": ("a.txt", b"words")}).json()
        server.key = yours
        assert server.get(f"/v1/jobs/{job['id']}").status_code == 404
        assert server.get(f"/v1/jobs/{job['id']}/events").status_code == 404
        assert server.post(f"/v1/jobs/{job['id']}/cancel").status_code == 404
        assert server.get("/v1/jobs").json()["data"] == []
        assert server.delete(f"/v1/files/{file['id']}").status_code == 404
        assert server.get("/v1/files").json()["files"] == []

    def test_a_key_needs_a_name_and_known_scopes(self, guarded):
        _, ring = guarded
        for name, scopes in (("", ["speech"]), ("x\ny", ["speech"]), ("x", ["everything"])):
            with pytest.raises(AccessError):
                ring.new(name, scopes)


class TestLoopback:
    def test_it_is_open_on_this_machine_and_any_key_will_do_while_there_is_none(self, server):
        assert server.get("/v1/models").status_code == 200
        assert server.get("/v1/models", headers={"Authorization": "Bearer sk-x"}).status_code == 200

    def test_a_wrong_key_is_refused_as_soon_as_there_are_keys(self, serve):
        server = serve()
        KeyRing(server.store).new("one")
        assert server.get("/v1/models").status_code == 200
        assert server.get("/v1/models", headers={"Authorization": "Bearer sk-x"}).status_code == 401

    @pytest.mark.parametrize(
        "header", [{"X-Forwarded-For": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"X-Real-IP": "1.2.3.4"}]
    )
    def test_a_proxy_does_not_make_others_local(self, server, header):
        assert server.get("/v1/models", headers=header).status_code == 401

    @pytest.mark.parametrize(
        "host", ["evil.example", "192.168.0.7:8000", "localhost.evil.example", "", "[::"]
    )
    def test_no_page_gets_in_by_naming_this_machine_otherwise(self, server, host):
        reply = server.get("/v1/models", headers={"Host": host})
        assert reply.status_code in (400, 403)

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
    def test_pages_of_other_sites_may_not_call(self, server, origin):
        reply = server.post("/v1/audio/speech", json=SPEECH, headers={"Origin": origin})
        assert reply.status_code == 403
        assert reply.json()["error"]["code"] == "origin_not_allowed"
        assert "access-control-allow-origin" not in reply.headers
        preflight = server.request(
            "OPTIONS",
            "/v1/audio/speech",
            headers={"Origin": origin, "Access-Control-Request-Method": "POST"},
        )
        assert preflight.status_code in (403, 405)

    def test_own_pages_and_allowed_ones_may(self, serve):
        server = serve(origins=("https://studio.example",))
        assert server.get("/v1/models", headers={"Origin": server.url}).status_code == 200
        reply = server.get("/v1/models", headers={"Origin": "https://studio.example"})
        assert reply.headers["access-control-allow-origin"] == "https://studio.example"
        preflight = server.request(
            "OPTIONS",
            "/v1/audio/speech",
            headers={
                "Origin": "https://studio.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization,content-type",
            },
        )
        assert preflight.status_code == 200
        assert "access-control-allow-credentials" not in preflight.headers
        assert "origin" in preflight.headers["vary"].lower()  # so that no cache gives it to another site
        for origin in (
            "https://evil.example",
            "https://studio.example.evil.example",
            "http://studio.example",
        ):
            for method, more in (("GET", {}), ("OPTIONS", {"Access-Control-Request-Method": "POST"})):
                reply = server.request(method, "/v1/models", headers={"Origin": origin, **more})
                assert reply.status_code in (400, 403), (origin, method)
                assert "access-control-allow-origin" not in reply.headers


class TestSizes:
    def test_a_body_that_states_too_much_is_refused_unread(self, serve):
        server = serve(body=10_000)
        reply = server.post("/v1/audio/speech", data=b"x" * 10_001)
        assert (reply.status_code, reply.json()["error"]["code"]) == (413, "body_too_large")

    def test_a_body_that_grows_is_refused_on_the_way(self, serve):
        server = serve(body=10_000)

        def endless():
            for _ in range(100):
                yield b'{"input": "' + b"x" * 1000

        reply = server.post("/v1/audio/speech", data=endless())
        assert reply.status_code == 413
        assert "larger than 10000 bytes" in told(reply)

    def test_a_body_that_does_not_come_is_given_up(self, serve):
        server = serve(stall=0.3)
        address = urlsplit(server.url)
        with socket.create_connection((address.hostname, address.port), 20) as connection:
            connection.sendall(
                f"POST /v1/audio/speech HTTP/1.1\r\nHost: {address.netloc}\r\n"
                'Content-Length: 100\r\n\r\n{"input": '.encode()
            )
            assert connection.recv(20).startswith(b"HTTP/1.1 408")

    def test_a_length_that_is_no_number_is_refused(self, server):
        address = urlsplit(server.url)
        for length in ("-5", "1e3", "99999999999999999999999"):
            connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
            connection.putrequest("POST", "/v1/audio/speech")
            connection.putheader("Content-Length", length)
            connection.endheaders()
            assert connection.getresponse().status in (400, 413)
            connection.close()

    @pytest.mark.parametrize("beginning", ["GET /speak?text=", "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "])
    def test_addresses_and_headers_without_end_are_cut_off(self, server, beginning):
        address = urlsplit(server.url)
        sent = 0
        with socket.create_connection((address.hostname, address.port), 20) as connection:
            connection.sendall(beginning.encode())
            with suppress(ConnectionError):
                while sent < 100_000_000:
                    sent += connection.send(b"x" * 65_536)
        assert sent < 10_000_000  # what lies in the buffers of the system included
        assert server.get("/health").text == "OK"

    def test_fields_of_forms_have_limits(self, server):
        fields = {"consent": "I agree." + "x" * 2_000_000, "speaker": "Ada"}
        reply = server.post("/v1/references", data=fields, files={"file": ("a.wav", b"RIFF0000WAVE")})
        assert reply.status_code in (400, 413)

    def test_a_packed_body_is_not_unpacked(self, server):
        body = gzip.compress(b'{"input": "' + b"x" * 50_000_000 + b'", "voice": "witch"}')
        head = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        assert server.post("/v1/audio/speech", data=body, headers=head).status_code in (400, 415)

    def test_uploads_have_a_limit_of_their_own(self, serve):
        server = serve(upload=5000)
        assert server.post("/v1/files", files={"file": ("a.txt", b"x" * 4000)}).status_code == 201
        assert server.post("/v1/files", files={"file": ("a.txt", b"x" * 6000)}).status_code == 413

    def test_a_deep_or_huge_json_is_refused(self, server):
        deep = '{"input": ' + "[" * 100_000 + "]" * 100_000 + "}"
        head = {"Content-Type": "application/json"}
        assert server.post("/v1/audio/speech", data=deep, headers=head).status_code == 400
        number = '{"input": "x", "voice": "witch", "seed": ' + "9" * 10_000 + "}"
        assert server.post("/v1/audio/speech", data=number, headers=head).status_code == 400
        for odd in ("NaN", "Infinity", "1e999"):
            body = f'{{"input": "x", "voice": "witch", "speed": {odd}}}'
            assert server.post("/v1/audio/speech", data=body, headers=head).status_code == 400

    def test_half_characters_and_zeros_are_refused(self, server):
        head = {"Content-Type": "application/json"}
        for text in (r"\ud800", r"a\u0000b"):
            body = f'{{"input": "{text}", "voice": "witch"}}'
            reply = server.post("/v1/audio/speech", data=body, headers=head)
            assert reply.status_code == 400, text
        reply = server.post("/v1/audio/speech", data=b'{"input": "\xff"}', headers=head)
        assert reply.status_code == 400


class TestFaults:
    def test_without_ffmpeg_aac_says_so_and_the_rest_works(self, server, monkeypatch):
        monkeypatch.setenv("PATH", "")
        monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
        reply = server.post("/v1/audio/speech", json=SPEECH | {"response_format": "aac"})
        assert reply.status_code == 503
        assert "install it" in told(reply)
        assert server.post("/v1/audio/speech", json=SPEECH | {"response_format": "mp3"}).status_code == 200

    def test_a_full_disk_is_told_and_nothing_is_half_accepted(self, server, monkeypatch):
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        before = server.get("/v1/files").json(), server.get("/v1/jobs").json()
        with monkeypatch.context() as patch:
            patch.setattr("studio.uploads.shutil.copyfileobj", full)
            reply = server.post("/v1/files", files={"file": ("a.txt", b"words")})
            assert (reply.status_code, reply.json()["error"]["code"]) == (503, "storage")
            assert "No space left on device" in told(reply)
            patch.setattr("studio.jobs.desk.Desk._take_in", full)
            reply = server.post("/v1/jobs", json={"kind": "speech", "payload": SPEECH})
            assert reply.status_code == 503
        assert (server.get("/v1/files").json(), server.get("/v1/jobs").json()) == before
        assert list((server.store.folder / "jobs").glob("*")) == []


class TestRates:
    def test_requests_a_minute(self, serve):
        server = serve(requests_a_minute=5)
        replies = [server.get("/v1/models") for _ in range(7)]
        assert [reply.status_code for reply in replies].count(429) == 2
        assert int(replies[-1].headers["Retry-After"]) >= 1
        assert replies[-1].json()["error"]["type"] == "rate_limit_error"
        assert server.get("/health").status_code == 200  # public paths cost nothing

    def test_characters_a_minute(self, serve):
        server = serve(characters_a_minute=20)
        assert server.post("/v1/audio/speech", json=SPEECH).status_code == 200
        reply = server.post("/v1/audio/speech", json=SPEECH | {"input": "x" * 18})
        assert reply.status_code == 429
        assert "characters a minute" in told(reply)

    def test_a_key_has_limits_of_its_own(self, guarded):
        server, ring = guarded
        server.key = ring.new("small", requests_a_minute=2)
        assert [server.get("/v1/models").status_code for _ in range(3)] == [200, 200, 429]
        server.key = ring.new("large")
        assert server.get("/v1/models").status_code == 200

    def test_so_many_at_once(self, serve, tiny_engine):
        gate = threading.Event()

        class Slow:
            def stream(self, request):
                gate.wait(10)
                yield from tiny_engine.stream(request)

            def speak_batch(self, requests):
                gate.wait(10)
                return tiny_engine.speak_batch(requests)

        server = serve(Slow(), at_once=2)
        threads = [
            threading.Thread(target=server.post, args=("/v1/audio/speech",), kwargs={"json": SPEECH})
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        reply = server.post("/v1/audio/speech", json=SPEECH)
        gate.set()
        for thread in threads:
            thread.join()
        assert (reply.status_code, reply.json()["error"]["code"]) == (429, "too_many_at_once")
        assert server.post("/v1/audio/speech", json=SPEECH).status_code == 200


class TestPaths:
    @pytest.mark.parametrize(
        "name",
        ["../../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "x.persona.yaml", "../voices/x.yaml", "."],
    )
    def test_no_name_of_a_voice_is_a_path(self, server, tmp_path, name):
        for field in ("voice", "persona"):
            reply = server.post("/v1/audio/speech", json=SPEECH | {field: name})
            assert reply.status_code == 400, field
            assert "unknown persona" in told(reply)
        assert server.get("/tts", params={"text": "x", "ref_audio_path": name}).status_code == 400

    def test_a_persona_file_on_the_servers_disk_is_not_read(self, server, tmp_path):
        from personas import dumps, persona

        path = tmp_path / "mine.yaml"
        path.write_text(dumps(persona("witch")))
        assert server.post("/v1/audio/speech", json=SPEECH | {"voice": str(path)}).status_code == 400

    @pytest.mark.parametrize("id", ["..%2Fvoices", "..%2F..%2Fetc%2Fpasswd", "%2e%2e", "job_.._x", "a" * 300])
    def test_no_id_leads_out_of_the_store(self, server, id):
        for path in (f"/v1/jobs/{id}", f"/v1/jobs/{id}/download", f"/v1/voices/{id}", f"/audio/{id}/a.wav"):
            assert server.get(path).status_code in (400, 404, 405), path
        for path in (f"/v1/files/{id}", f"/v1/references/{id}", f"/v1/voices/{id}"):
            assert server.delete(path).status_code in (400, 404, 405), path
        reply = server.post("/v1/audio/speech", json=SPEECH | {"like": id})
        assert reply.status_code in (400, 404)

    @pytest.mark.parametrize("path", ["../../../etc/passwd", "file:///etc/passwd", "x.persona.yaml"])
    def test_no_field_of_a_job_is_a_path(self, server, path):
        file = server.post("/v1/files", files={"file": ("a.srt", SRT)}).json()["id"]
        book = server.post("/v1/files", files={"file": ("a.md", b"# One\n\nHello.")}).json()["id"]
        for kind, payload in (
            ("speech", SPEECH | {"voice": path}),
            ("speech", SPEECH | {"like": path}),
            ("book", {"source": path, "name": "a.md"}),
            ("book", {"source": book, "name": "a.md", "narrator": path}),
            ("book", {"source": book, "name": "a.md", "engine": {"base_url": path}}),
            ("dub", {"subtitles": path}),
            ("dub", {"subtitles": file, "source": path}),
            ("dub", {"subtitles": file, "cast": {"narrator": path}}),
            ("dub", {"subtitles": file, "container": path}),
            ("book-render", {"project": path}),
            ("book-export", {"project": path}),
            ("dub-render", {"dub": path}),
        ):
            reply = server.post("/v1/jobs", json={"kind": kind, "payload": payload})
            assert reply.status_code in (400, 404), (kind, payload, reply.text)
            assert told(reply)

    def test_the_store_gives_paths_for_its_own_ids_alone(self, store):
        for name in ("../x", "/etc", "a/b", "", ".", "a\0b"):
            with pytest.raises(ValueError, match="no name that this store gave"):
                store.path("jobs", name)

    @pytest.mark.parametrize("name", ["../../evil", "Ünïcödé/.."])
    def test_a_saved_voice_stays_in_its_folder(self, server, name):
        made = server.post("/v1/voices/design", json={"description": "an old man", "n": 1, "text": "Hi."})
        id = made.json()["previews"][0]["generated_voice_id"]
        reply = server.post("/v1/voices", json={"generated_voice_id": id, "name": name})
        assert reply.status_code in (201, 400)
        if reply.status_code == 201:
            saved = reply.json()["id"]
            assert (server.store.voices.folder / f"{saved}.persona.yaml").is_file()
            server.delete(f"/v1/voices/{saved}")


class TestNetwork:
    """Nothing that a client sends makes the server call anybody."""

    @pytest.fixture
    def trap(self):
        """An address that notes whether anybody connects."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            listener.settimeout(0.3)
            yield listener

    def test_addresses_are_not_fetched(self, server, trap):
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/a.wav"
        server.get("/tts", params={"text": "x", "ref_audio_path": url})
        for field in ("voice", "persona", "like", "style", "instructions", "language"):
            server.post("/v1/audio/speech", json=SPEECH | {field: url})
        dtd = f'<!DOCTYPE speak SYSTEM "{url}"><speak>x</speak>'
        entity = f'<!DOCTYPE s [<!ENTITY a SYSTEM "{url}">]><speak>&a;</speak>'
        for text in (
            dtd,
            entity,
            f'<speak><audio src="{url}"/>x</speak>',
            f'<speak><lexicon uri="{url}"/>x</speak>',
        ):
            reply = server.post("/v1/audio/speech", json=SPEECH | {"input": text, "markup": "ssml"})
            assert reply.status_code in (200, 400)
        playlist = f"#EXTM3U\n{url}\n".encode()
        consent = {"consent": "I agree that my speech may be followed.", "speaker": "Ada"}
        server.post("/v1/references", data=consent, files={"file": ("a.wav", playlist)})
        server.post("/v1/jobs", json={"kind": "speech", "payload": SPEECH | {"voice": url}})
        with pytest.raises(TimeoutError):
            trap.accept()

    def test_a_playlist_for_a_film_is_not_followed(self, server, trap, tiny_engine):
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/a.ts"
        words = server.post("/v1/files", files={"file": ("a.srt", SRT)}).json()["id"]
        for playlist in (
            f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{url}\n#EXT-X-ENDLIST\n",
            f"ffconcat version 1.0\nfile {url}\n",
            "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 0\r\n",
        ):
            film = server.post("/v1/files", files={"file": ("a.txt", playlist.encode())}).json()["id"]
            payload = {"subtitles": words, "source": film, "container": "mkv"}
            job = server.post("/v1/jobs", json={"kind": "dub", "payload": payload}).json()
            work_off(server, tiny_engine)
            ended = server.get(f"/v1/jobs/{job['id']}").json()
            assert ended["status"] == "failed"
            assert "no media file" in ended["error"]["message"]
        with pytest.raises(TimeoutError):
            trap.accept()


def archive(*members: tuple[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return memory.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><package>&c;</package>'
)


def overlaid() -> bytes:
    """An archive whose entries all lie in the same place: small itself, and never done being unpacked."""
    with zipfile.ZipFile(memory := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("0.html", b"0" * 5_000_000)
        whole = made.infolist()[0]
        for number in range(1, 1000):
            again = copy.copy(whole)
            again.filename = f"{number}.html"
            made.filelist.append(again)
            made.NameToInfo[again.filename] = again
    return memory.getvalue()


class TestUploads:
    @pytest.mark.parametrize(
        ("name", "content", "status"),
        [
            ("bomb.epub", archive(("mimetype", b"application/epub+zip"), ("a.html", b"0" * 50_000_000)), 400),
            ("laughs.epub", archive(("content.opf", LAUGHS)), 400),
            ("slip.epub", archive(("../../evil.html", b"<p>x</p>")), 400),
            ("absolute.epub", archive(("/etc/cron.d/evil", b"x")), 400),
            ("late.epub", archive(("a.opf", b"<!-- " + b"x" * 3_000_000 + b"-->" + LAUGHS)), 400),
            ("wide.epub", archive(("a.opf", LAUGHS.decode().encode("utf-16"))), 400),
            ("words.docx", archive(("word/document.xml", LAUGHS)), 400),
            ("overlaid.epub", overlaid(), 400),
            ("many.epub", archive(*((f"{n}.txt", b"") for n in range(20_001))), 400),
            ("broken.epub", b"PK\x03\x04" + b"\0" * 100, 400),
            ("cut.epub", archive(("a.html", b"x" * 1000))[:-30], 400),
            ("program.txt", b"\x7fELF" + b"\0" * 100, 415),
            ("program.epub", b"MZ" + b"\0" * 100, 415),
            ("picture.wav", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 415),
            ("sound.epub", b"RIFF\0\0\0\0WAVEfmt ", 415),
            ("book.exe", archive(("a.html", b"x")), 415),
            ("words.svg", b"<svg onload=alert(1)>", 415),
            ("nothing.txt", b"", 400),
            ("noending", b"words", 415),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_what_is_hostile_or_not_what_it_says_is_refused(self, server, name, content, status):
        reply = server.post("/v1/files", files={"file": (name, content)})
        assert reply.status_code == status, reply.text
        assert told(reply)
        assert [path.name for path in (server.store.folder / "files").glob("*partial*")] == []

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("../../../etc/cron.d/evil.txt", b"words"),
            ("..\\..\\evil.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n"),
            ("line\r\nbreak.txt", b"words"),
            ("a" * 400 + ".txt", b"words"),
        ],
    )
    def test_names_are_for_people_only(self, server, name, content):
        reply = server.post("/v1/files", files={"file": (name, content)})
        assert reply.status_code == 201
        kept = reply.json()
        assert "/" not in kept["name"]
        assert "\\" not in kept["name"]
        assert kept["name"].isprintable()
        assert (server.store.folder / "files" / kept["id"]).read_bytes() == content

    def test_many_fields_and_files_are_refused(self, server):
        many = [("file", (f"{n}.txt", b"x")) for n in range(2000)]
        assert server.post("/v1/files", files=many).status_code == 400

    def test_a_good_book_is_kept(self, server):
        book = archive(("mimetype", b"application/epub+zip"), ("a.xhtml", b"<html><p>Words.</p></html>"))
        assert server.post("/v1/files", files={"file": ("book.epub", book)}).status_code == 201


class TestReplies:
    def test_browsers_are_told_to_be_careful(self, server):
        for reply in (
            server.get("/v1/models"),
            server.get("/docs"),
            server.get("/nothing"),
            server.post("/v1/audio/speech", json=SPEECH),
        ):
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert reply.headers["X-Frame-Options"] == "DENY"
            assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
            assert reply.headers["Cache-Control"] == "no-store"
            assert "access-control-allow-origin" not in reply.headers
            assert reply.headers["X-Request-ID"].isalnum()

    @pytest.mark.parametrize(
        "text", ["x\r\nSet-Cookie: a=b", "x\nX-Evil: 1", "x\u2028X-Evil: 1", "x\x00y", "你好\r\nX-Evil: 1"]
    )
    def test_nothing_that_is_sent_becomes_a_header(self, server, text):
        for body in (
            SPEECH | {"instructions": text},
            SPEECH | {"voice": text},
            SPEECH | {"style": text, "receipt": True},
            SPEECH | {"seed": text},
            SPEECH | {text: 1},
        ):
            reply = server.post("/v1/audio/speech", json=body)
            assert reply.status_code in (200, 400)
            assert not {"set-cookie", "x-evil"} & {name.lower() for name in reply.headers}
        reply = server.get("/v1/models", headers={"X-Request-ID": "evil"})
        assert reply.headers["X-Request-ID"] != "evil"

    def test_no_name_of_a_file_or_job_becomes_a_header_or_leads_out_of_the_job(self, server, tiny_engine):
        text = '../../evil"; filename="evil.exe\r\nSet-Cookie: a=b\r\nX-Evil: 你好.md'
        book = b'# x"; filename="evil.exe; Set-Cookie: ../../evil\n\nHello.'
        file = server.post("/v1/files", files={"file": ("a.md", book)}).json()["id"]
        words = server.post("/v1/files", files={"file": ("a.srt", SRT)}).json()["id"]
        asked = (
            ("dub", {"subtitles": words, "name": text}),
            ("book", {"source": file, "name": text, "format": "wav", "narrator": "witch"}),
        )
        made = [server.post("/v1/jobs", json={"kind": kind, "payload": payload}) for kind, payload in asked]
        work_off(server, tiny_engine)
        for reply in made:
            assert reply.status_code == 202
            job = server.get(f"/v1/jobs/{reply.json()['id']}").json()
            assert job["status"] == "done"
            for kept in job["result"]["files"]:
                got = server.get(f"/v1/jobs/{job['id']}/files/{quote(kept['name'])}")
                assert got.status_code == 200
                assert got.headers["content-disposition"].startswith("attachment; filename")
                assert not {"set-cookie", "x-evil"} & {name.lower() for name in got.headers}
        folder = server.store.folder
        outside = [*folder.glob("*evil*"), *folder.glob("*/*evil*"), *folder.parent.glob("*evil*")]
        assert outside == []

    def test_an_idempotency_key_is_short_and_plain(self, server):
        for key in ("x" * 300, "", "a\x7fb"):
            ask = {"json": {"kind": "speech", "payload": SPEECH}, "headers": {"Idempotency-Key": key}}
            assert server.post("/v1/jobs", **ask).status_code == 400

    def test_a_failure_gives_nothing_away(self, serve):
        class Broken:
            def stream(self, request):
                raise KeyError(f"/root/secret {request.text}")

            speak_batch = stream

        server = serve(Broken())
        reply = server.post("/v1/audio/speech", json=SPEECH)
        assert reply.status_code == 500
        assert told(reply) == "the server failed; its log says why"
        assert "secret" not in reply.text

    def test_the_page_holds_no_script_and_names_every_route(self, server):
        page = server.get("/docs").text
        assert "<script" not in page
        assert "src=" not in page
        for path in server.get("/openapi.json").json()["paths"]:
            assert path in page


class TestJournal:
    def test_it_holds_neither_texts_nor_keys(self, serve):
        server = serve()
        key = KeyRing(server.store).new("one")
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(JsonLines())
        logger = logging.getLogger(LOGGER)
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        try:
            server.key = key
            secret = "Meet me at the harbour"
            server.post("/v1/audio/speech", json=SPEECH | {"input": secret, "instructions": "harbour sad"})
            server.get(f"/speak?voice=witch&text={secret}")
            server.post("/v1/audio/speech", json=SPEECH | {"input": secret, "voice": "harbour"})
            server.get(f"/v1/jobs/{secret}")
            server.key = "dk-00000000-harbour"
            server.get("/v1/models")
            time.sleep(0.1)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
        lines = [json.loads(line) for line in stream.getvalue().splitlines()]
        assert len(lines) == 5
        assert "harbour" not in stream.getvalue()
        assert key not in stream.getvalue()
        first = lines[0]
        assert first["event"] == "request"
        assert (first["route"], first["status"]) == ("/v1/audio/speech", 200)
        assert first["caller"] == key.split("-")[1]
        assert (first["characters"], first["seconds"] > 0) == (22, True)

    def test_the_figures_are_prometheus(self, server):
        server.post("/v1/audio/speech", json=SPEECH)
        page = server.get("/metrics")
        assert page.headers["content-type"].startswith("text/plain")
        assert 'dramatis_requests_total{method="POST",route="/v1/audio/speech",status="200"}' in page.text
        for name in ("dramatis_waiting", "dramatis_speech_seconds_total", 'dramatis_jobs{state="queued"}'):
            assert name in page.text
        assert "Hello" not in page.text


class TestClients:
    def test_a_client_that_goes_away_ends_the_work(self, serve, tiny_engine):
        class Watched:
            open = 0

            def stream(self, request):
                self.open += 1
                try:
                    for chunk in tiny_engine.stream(request):
                        time.sleep(0.02)
                        yield chunk
                finally:
                    self.open -= 1

        engine = Watched()
        server = serve(engine)
        body = SPEECH | {"input": "One two three. " * 200, "response_format": "pcm"}
        reply = server.post("/v1/audio/speech", json=body, stream=True)
        next(reply.iter_content(100))
        assert engine.open == 1
        reply.close()
        server.session.close()
        until = time.monotonic() + 10
        while engine.open and time.monotonic() < until:
            time.sleep(0.02)
        assert engine.open == 0

    def test_a_client_that_reads_nothing_is_given_up(self, serve):
        class Endless:
            begun = ended = False

            def stream(self, request):
                self.begun = True
                try:
                    while True:
                        yield AudioChunk(np.zeros(240_000, np.float32), 0.0)
                finally:
                    self.ended = True

        engine = Endless()
        server = serve(engine, stall=0.5)
        address = urlsplit(server.url)
        body = json.dumps(SPEECH | {"response_format": "pcm"}).encode()
        head = f"POST /v1/audio/speech HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: {len(body)}\r\n"
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((address.hostname, address.port))
            connection.sendall(head.encode() + b"Content-Type: application/json\r\n\r\n" + body)
            until = time.monotonic() + 30
            while not engine.ended and time.monotonic() < until:
                time.sleep(0.05)
        assert engine.begun
        assert engine.ended
        assert server.get("/health").text == "OK"

    def test_a_stream_that_breaks_says_so(self, serve, tiny_engine):
        class Breaking:
            def stream(self, request):
                yield next(tiny_engine.stream(request))
                raise RuntimeError("the machine is on fire")

        server = serve(Breaking())
        body = SPEECH | {"input": "One two three. " * 9, "response_format": "pcm"}
        reply = server.post("/v1/audio/speech", json=body | {"stream_format": "sse"})
        last = json.loads(reply.text.strip().splitlines()[-1].removeprefix("data: "))
        assert last["type"] == "speech.audio.error"
        assert "fire" not in reply.text
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            server.post("/v1/audio/speech", json=body)


def test_another_releases_store_is_refused(tmp_path):
    from studio.store import StoreError, schema

    store = Store.open(tmp_path)
    store.change(schema.update().values(version=99))
    store.close()
    with pytest.raises(StoreError, match="version 99"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="cannot use the database"):
        Store.open(tmp_path, "nonsense://x")
