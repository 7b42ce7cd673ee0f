"""Takes by their content: what a line asks for → its address, and the files of the take that lies there.

The address is a hash of everything that the samples depend on, the phones included, so that a line is spoken
again exactly when it would sound otherwise, and lines that are alike share a take. The seed comes from the
persona's and the text, not from the place in the book: a line that is put in changes no other.

A take is ``ab/<address>.flac`` with what was asked and measured in ``<address>.flac.json`` beside it, the
form of `studio.take`, so that `dramatis direct` goes on from it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.book.script import ScriptLine
from studio.take import SavedTake, load, sidecar
from tts.errors import BookError, DramatisError, TextError
from tts.request import PhoneTiming, Receipt, SpeechRequest, WordTiming
from tts.text.frontend import LONGEST_TEXT, Utterance, utterances
from tts.text.lexicon import Entry, Lexicon
from tts.text.phonemize import check_language

_FORMAT = 1
"""Changes when the same request would be spoken or kept in another way: all addresses change with it."""


@dataclass(frozen=True)
class Reading:
    """What is to be said of a text.

    utterances: a sentence each; none where the text has no letter and no digit, such as "…". lexicon: the
    entries that decided something, None where there were none.
    """

    utterances: tuple[Utterance, ...]
    lexicon: Lexicon | None = None

    @property
    def phones(self) -> int:
        """Phones to speak, pauses included."""
        return sum(len(utterance.phones) for utterance in self.utterances)


def reading(text: str, language: str, lexicon: Lexicon | None = None) -> Reading:
    """How a text is read. Raises TextError where it has words, and none can be said in this language."""
    check_language(language)
    if not any(char.isalnum() for char in text):
        return Reading(())
    if len(text) > LONGEST_TEXT:
        raise TextError(f"a line of {len(text)} characters is too long; part it in the script")
    asked = _Asked(lexicon.entries if lexicon else ())
    found = utterances(text, language, asked)
    used = tuple(entry for entry in asked.entries if entry[0] in asked.used)
    return Reading(tuple(found), Lexicon(used) if used else None)


class _Asked(Lexicon):
    """A lexicon that remembers which of its entries were asked for."""

    @cached_property
    def used(self) -> set[str]:
        return set()

    def find(self, word: str) -> Entry | None:
        for form in (word, word.lower()):
            if form in self._table:
                self.used.add(form)
                break
        return super().find(word)


def seed_of(own: int, text: str, number: int = 0) -> int:
    """The seed of the `number`-th take of a text by a persona whose own seed is `own`."""
    said = f"{own}:{number}:{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") >> 1  # at most 2⁶³ - 1


def address(request: SpeechRequest, read: Reading, pack: str) -> str:
    """The address of the take that speaks a request, 64 hexadecimal digits. pack: the voice pack's hash."""
    asked = {f.name: getattr(request, f.name) for f in fields(request) if f.name != "lexicon"}
    asked["identity"] = asdict(request.identity)
    asked["style"] = request.style.to_dict()
    asked["spans"] = [
        {**asdict(span), "style": span.style.to_dict() if span.style else None} for span in request.spans
    ]
    asked["breaks"] = [asdict(pause) for pause in request.breaks]
    said = [
        [[phone.symbol, phone.stress, phone.word, phone.emphasis] for phone in utterance.phones]
        for utterance in read.utterances
    ]
    whole = {"format": _FORMAT, "pack": pack, "request": asked, "phones": said}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class StoredTake:
    """A take as it lies in a project. Everything but its address is read from its files when it is asked for,
    the samples each time anew, so that a book of takes costs no memory.

    Raises BookError where the files are missing or damaged.
    """

    path: Path

    @property
    def key(self) -> str:
        """Its address."""
        return self.path.stem

    @cached_property
    def saved(self) -> SavedTake:
        """All that is known of the take: persona, request, timings and receipt."""
        try:
            return load(self.path)
        except DramatisError as error:
            raise BookError(
                f"{error}; remove {self.path.name} and what lies beside it, and render again"
            ) from None

    @property
    def samples(self) -> NDArray[np.float32]:
        """(T,) in -1–1, as the file has them."""
        from tts.audio import read

        try:
            return read(self.path)[0]
        except DramatisError as error:
            raise BookError(f"{error}; render the project again") from None

    @property
    def sample_rate(self) -> int:
        """Hz."""
        return self.saved.take.sample_rate

    @property
    def seconds(self) -> float:
        """Length of the audio."""
        return self.saved.seconds

    @property
    def words(self) -> tuple[WordTiming, ...]:
        """When each word is heard, s from the beginning of the take."""
        return self.saved.take.words

    @property
    def phones(self) -> tuple[PhoneTiming, ...]:
        """When each phone is heard."""
        return self.saved.take.phones

    @property
    def skipped(self) -> tuple[str, ...]:
        """Words of the text that could not be spoken."""
        return self.saved.take.skipped

    @property
    def receipt(self) -> Receipt:
        """What was asked and what was measured."""
        return self.saved.take.receipt


@dataclass(frozen=True)
class Delivered:
    """A line of a chapter with the take that speaks it. take: None where there is nothing to speak in the
    line, such as "…", or where its take is missing and that was allowed; missing tells the two apart."""

    line: ScriptLine
    take: StoredTake | None
    missing: bool = False


@dataclass(frozen=True)
class Takes:
    """The folder of all takes of a project."""

    folder: Path

    def take(self, key: str) -> StoredTake:
        """The take at an address, whether it is there or not."""
        return StoredTake(self.folder / key[:2] / f"{key}.flac")

    def has(self, key: str, size: int) -> bool:
        """Whether the files of a take are there, its audio with this number of bytes."""
        audio = self.take(key).path
        try:
            return audio.stat().st_size == size and sidecar(audio).stat().st_size > 0
        except OSError:
            return False

    def keep(self, key: str, audio: bytes, facts: bytes) -> None:
        """Put a take into the folder so that it survives a loss of power, audio last, or not at all.

        audio: the bytes of a FLAC file; facts: of the JSON file beside it.
        """
        path = self.take(key).path
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(sidecar(path), facts)
        write_durably(path, audio)

    def set_aside(self, key: str) -> None:
        """Take the files of a damaged take out of the way, under another ending."""
        audio = self.take(key).path
        for path in (audio, sidecar(audio)):
            if path.exists():
                path.replace(path.with_name(path.name + ".damaged"))

    def keys(self) -> Iterator[str]:
        """The addresses of all takes that are there."""
        for path in sorted(self.folder.glob("??/*.flac")):
            yield path.stem


def write_durably(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and not only into the system's memory.

    A file of this name is replaced. A killed writer leaves a partial file, which the next one replaces.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and its entries are safe with the file
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
