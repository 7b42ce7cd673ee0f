"""C2PA manifests: who made a file and how, signed, inside the file (C2PA Technical Specification 2.x).

The manifest has one action, c2pa.created, with IPTC's digital source type of what a trained model made. A
certificate of one's own is named in the settings; without one, a development certificate is made on demand
and kept, which proves that a file was not changed and nothing about who signed it: verifiers call its signer
untrusted.
"""

from __future__ import annotations

import datetime
import io
import json
import os
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from studio.provenance import DIGITAL_SOURCE_TYPE
from tts.errors import MediaError

MEDIA_TYPES: dict[str, str] = {
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
}
"""Ending of a file → media type, of those that take a manifest."""

_YEARS = 10  # that a development certificate lasts
_ALGORITHMS = ("es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519")


@dataclass(frozen=True)
class Signer:
    """Signs files.

    chain: certificates as PEM, the signer's own first. key: as PEM. algorithm: as C2PA names it.
    """

    chain: bytes = field(repr=False)
    key: bytes = field(repr=False)
    algorithm: str = "es256"

    @staticmethod
    def load(certificate: Path, key: Path, algorithm: str = "es256") -> Signer:
        """A signer with a certificate of one's own. Raises MediaError when it cannot be used."""
        _library()
        if algorithm not in _ALGORITHMS:
            valid = ", ".join(_ALGORITHMS)
            raise MediaError(f"unknown signing algorithm {algorithm!r}; valid: {valid}")
        try:
            signer = Signer(certificate.read_bytes(), key.read_bytes(), algorithm)
        except OSError as error:
            raise MediaError(f"cannot read the certificate or its key: {error}") from None
        signer.sign(_SILENCE, "wav")  # what is wrong with it is found now
        return signer

    @staticmethod
    def development(folder: Path) -> Signer:
        """A signer with the certificate of a folder, made when there is none. Raises MediaError as `load`."""
        chain, key = folder / "development-chain.pem", folder / "development-key.pem"
        if not chain.is_file() or not key.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            certificates, secret = _certificate()
            _write(key, secret, 0o600)
            _write(chain, certificates, 0o644)  # last: whoever finds it finds the key as well
        return Signer.load(chain, key)

    def sign(self, content: bytes, ending: str) -> bytes:
        """A file with its manifest. ending: of `MEDIA_TYPES`. Raises MediaError when it cannot be signed."""
        signed = io.BytesIO()
        self._sign(io.BytesIO(content), signed, ending)
        return signed.getvalue()

    def sign_file(self, path: Path) -> bool:
        """Sign a file in its place, whole or not at all; False where its container takes no manifest."""
        ending = path.suffix.lower().lstrip(".")
        if ending not in MEDIA_TYPES:
            return False
        partial = path.with_name(f".{path.name}.partial")
        try:
            with path.open("rb") as source, partial.open("w+b") as target:
                self._sign(source, target, ending)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        return True

    def _sign(self, source: Any, target: Any, ending: str) -> None:
        c2pa = _library()
        if ending not in MEDIA_TYPES:
            raise MediaError(f"{ending} takes no C2PA manifest; choose {', '.join(MEDIA_TYPES)}")
        info = c2pa.C2paSignerInfo(self.algorithm.encode(), self.chain, self.key, None)
        try:
            with c2pa.Signer.from_info(info) as signer, c2pa.Builder(manifest(ending)) as builder:
                builder.sign(signer, MEDIA_TYPES[ending], source, target)
        except c2pa.C2paError as error:
            raise MediaError(f"the file cannot be signed: {error}; check the certificate") from None


def signer_for(folder: Path, certificate: Path | None, key: Path | None) -> Signer | None:
    """The signer that settings ask for: with a certificate and its key, else for development.

    folder: where a development certificate is kept. None where the packages for signing are not installed and
    no certificate is named. Raises MediaError when what is asked for cannot be had.
    """
    if (certificate is None) != (key is None):
        raise MediaError("a certificate and its key go together; give both or none")
    if certificate is not None and key is not None:
        return Signer.load(certificate, key)
    try:
        import c2pa  # noqa: F401
        import cryptography  # noqa: F401
    except ImportError:
        return None
    return Signer.development(folder)


def read_manifest(content: bytes, ending: str) -> dict[str, Any]:
    """The active manifest of a signed file, with "validation_state". Raises MediaError when there is none."""
    c2pa = _library()
    try:
        with c2pa.Reader(MEDIA_TYPES[ending], io.BytesIO(content)) as reader:
            state = reader.get_validation_state()
            active: dict[str, Any] = reader.get_active_manifest()
    except c2pa.C2paError as error:
        raise MediaError(f"the file has no readable C2PA manifest: {error}") from None
    return {**active, "validation_state": state}


def manifest(ending: str) -> str:
    """The manifest's definition, as JSON."""
    software = {"name": "Dramatis", "version": version("dramatis")}
    created = {
        "action": "c2pa.created",
        "digitalSourceType": DIGITAL_SOURCE_TYPE,
        "softwareAgent": software,
    }
    return json.dumps(
        {
            "claim_generator_info": [software],
            "title": f"AI-generated speech ({ending})",
            "format": MEDIA_TYPES[ending],
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
        }
    )


def _library() -> Any:
    try:
        import c2pa
    except ImportError:
        raise MediaError("signing needs c2pa-python; install it with: pip install 'dramatis[c2pa]'") from None
    return c2pa


def _certificate() -> tuple[bytes, bytes]:
    """A chain and its key: a signer whom a root of its own vouches for, as C2PA's profile wants it."""
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
    except ImportError:
        raise MediaError(
            "a development certificate needs cryptography; install it with: pip install 'dramatis[c2pa]'"
        ) from None

    def named(name: str) -> x509.Name:
        organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Dramatis, for development")
        return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, name)])

    def usage(signs: bool, vouches: bool) -> x509.KeyUsage:
        return x509.KeyUsage(signs, False, False, False, False, vouches, vouches, False, False)

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_id = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    now = datetime.datetime.now(datetime.timezone.utc)

    def begun(name: str, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named("root"))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=365 * _YEARS))
        )

    root = (
        begun("root", root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage(signs=False, vouches=True), critical=True)
        .add_extension(root_id, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    own = (
        begun("signer", key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(signs=True, vouches=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(root_id), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return own.public_bytes(encoding) + root.public_bytes(encoding), secret


def _write(path: Path, content: bytes, mode: int) -> None:
    """A file that only its owner may read while it is being written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    partial.chmod(mode)
    partial.replace(path)


_SILENCE = (
    b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\xc0\x5d\0\0\x80\xbb\0\0\2\0\x10\0data\x08\0\0\0" + b"\0" * 8
)
"""Four samples as a WAV file, to try a certificate on."""
