"""Signed files: valid manifests, unharmed audio, and tampering that shows."""

from __future__ import annotations

import io
import sys

import numpy as np
import pytest
import soundfile

from studio.encoding import encode
from studio.ffmpeg import probe, run, url
from studio.provenance import DIGITAL_SOURCE_TYPE, Origin
from studio.signing import Signer, read_manifest, signer_for
from tts.errors import MediaError

RATE = 24_000


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer.development(tmp_path_factory.mktemp("signing"))


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    return (0.1 * np.random.default_rng(0).standard_normal(RATE)).astype(np.float32)


@pytest.mark.parametrize("format", ["wav", "mp3", "flac"])
def test_a_signed_file_tells_what_made_it_and_sounds_the_same(signer, samples, format, tmp_path):
    plain = encode(samples, RATE, format, Origin("witch"))
    signed = signer.sign(plain, format)
    told = read_manifest(signed, format)
    assert told["validation_state"] == "Valid"
    (actions,) = [each for each in told["assertions"] if each["label"].startswith("c2pa.actions")]
    (action,) = actions["data"]["actions"]
    assert (action["action"], action["digitalSourceType"]) == ("c2pa.created", DIGITAL_SOURCE_TYPE)
    assert told["claim_generator_info"][0]["name"] == "Dramatis"
    one, other = (soundfile.read(io.BytesIO(content))[0] for content in (plain, signed))
    assert np.array_equal(one, other)
    path = tmp_path / f"a.{format}"
    path.write_bytes(signed)
    assert "AI-generated speech" in str(probe(path).tags)


def test_a_change_after_signing_shows(signer, samples):
    signed = bytearray(signer.sign(encode(samples, RATE, "wav", Origin()), "wav"))
    place = signed.index(b"data") + 5000
    signed[place] ^= 0xFF
    assert read_manifest(bytes(signed), "wav")["validation_state"] == "Invalid"


def test_files_are_signed_in_their_place(signer, samples, tmp_path):
    path = tmp_path / "book.m4b"
    wav = tmp_path / "a.wav"
    wav.write_bytes(encode(samples, RATE, "wav", Origin()))
    run(["-i", url(wav), "-c:a", "aac", "-f", "mp4", url(path)])
    assert signer.sign_file(path)
    assert read_manifest(path.read_bytes(), "m4b")["validation_state"] == "Valid"
    assert probe(path).of("audio")[0].codec == "aac"
    text = tmp_path / "words.json"
    text.write_text("{}")
    assert not signer.sign_file(text)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.wav", "book.m4b", "words.json"]


def test_a_development_certificate_is_made_once_and_its_key_is_private(tmp_path):
    first = Signer.development(tmp_path / "signing")
    assert Signer.development(tmp_path / "signing") == first
    key = tmp_path / "signing" / "development-key.pem"
    assert key.stat().st_mode & 0o077 == 0


def test_a_certificate_of_ones_own(tmp_path):
    made = Signer.development(tmp_path / "signing")
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.write_bytes(made.chain)
    key.write_bytes(made.key)
    assert signer_for(tmp_path, certificate, key) == made
    with pytest.raises(MediaError, match="give both or none"):
        signer_for(tmp_path, certificate, None)
    with pytest.raises(MediaError, match="cannot read the certificate"):
        signer_for(tmp_path, certificate, tmp_path / "missing")
    key.write_text("nonsense")
    with pytest.raises(MediaError, match="cannot be signed"):
        signer_for(tmp_path, certificate, key)
    with pytest.raises(MediaError, match="valid: es256"):
        Signer.load(certificate, key, "rot13")


def test_what_cannot_be_signed_is_told(signer):
    with pytest.raises(MediaError, match="cannot be signed"):
        signer.sign(b"no audio", "wav")
    with pytest.raises(MediaError, match="takes no C2PA manifest"):
        signer.sign(b"", "aac")
    with pytest.raises(MediaError, match="no readable C2PA manifest"):
        read_manifest(encode(np.zeros(100, np.float32), RATE, "wav", Origin()), "wav")


def test_without_the_packages_nothing_is_signed_and_asking_says_what_to_install(monkeypatch, tmp_path):
    made = Signer.development(tmp_path)
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert signer_for(tmp_path, None, None) is None
    with pytest.raises(MediaError, match=r"dramatis\[c2pa\]"):
        made.sign(b"", "wav")
