"""Speech by any server that speaks OpenAI's protocol, behind the same `Engine` protocol as our own models.

A request's style and caption become `instructions` in words (`tts.style.worded`), its identity the name of a
voice, its speed `speed`; respellings of its lexicon are put into the text. What such a server cannot do,
exact durations and drawn melodies among them, is refused rather than left out. Times of words are not sent by
it: a take has none, and its receipt says so.

The official `openai` package is the client: it waits and asks again when the server is busy (429, with its
Retry-After), fails (5xx) or cannot be reached.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tts.errors import EngineError, RequestError
from tts.pcm import Pcm
from tts.request import SAMPLE_RATE, AudioChunk, Receipt, SpeechRequest, Take
from tts.server import KEY_VARIABLE, OPENAI, BrokenOffError, Server, errors_told, failure
from tts.style.identity import Identity
from tts.style.measure import measure
from tts.style.worded import worded
from tts.text.lexicon import Lexicon
from tts.text.sentences import split

if TYPE_CHECKING:
    from openai import OpenAI

Floats = NDArray[np.float32]

_REFUSED = {
    "duration": "cannot hold a duration; ask for a speed",
    "contour": "cannot follow a drawn melody",
    "swell": "cannot follow a drawn loudness",
    "spans": "cannot speak parts of a text in another way; leave spans and markup out",
    "breaks": "cannot keep pauses of an exact length; leave them out",
    "verify": "cannot correct its takes; leave verify out",
    "guidance": "cannot be guided; leave guidance out",
    "temperature": "cannot be asked for a temperature",
    "prosody_temperature": "cannot be asked for a temperature",
    "steps": "cannot be asked for refiner steps",
}
"""Field of a request → what is said of it where it is not the usual value."""

_NOTES = (
    "spoken by {model} at {host}: it tells no times of words and phones",
    "the seed is not passed on: the same request may sound otherwise next time",
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STRESS = re.compile(r"(?<!\*)\*(?!\s|\*)([^*\n]+?)(?<!\s)\*(?!\*)")
_HUSH = 1e-4  # of the loudest power: what is softer is silence
_READ = 1 << 14  # bytes of a stream at a time
_BACKOFF = 0.5  # s before a take that broke off is asked for again, doubled each time


class RemoteEngine:
    """See the module."""

    def __init__(
        self,
        server: Server,
        voices: Mapping[Identity, str],
        voice: str | None = None,
        find: Callable[[Identity], str] | None = None,
    ) -> None:
        """voices: who is spoken by which of the server's voices. voice: everybody else's. find: tells it
        where neither does.

        Raises RequestError when the `openai` package is not installed or OpenAI itself is given no key.
        """
        self.server, self.voices, self.voice, self._find = server, dict(voices), voice, find
        self._client = _client(server)

    @property
    def name(self) -> str:
        """Server and model, for people."""
        return f"{self.server.model} at {self.server.host}"

    @property
    def fingerprint(self) -> str:
        """What takes depend on besides the request, hexadecimal: server, model, and who has which voice."""
        voices = sorted((repr(identity), voice) for identity, voice in self.voices.items())
        told = repr((self.server.url, self.server.model, self.server.format, self.voice, voices))
        return hashlib.sha256(told.encode()).hexdigest()

    def speak(self, request: SpeechRequest) -> Take:
        """A stream that breaks off is asked for again, like a server that is busy."""
        asked = self._asked(request)
        for turn in range(self.server.retries + 1):
            try:
                samples = np.concatenate([*self._streamed(asked), np.zeros(0, np.float32)])
                break
            except BrokenOffError as error:
                if turn == self.server.retries:
                    raise EngineError(str(error)) from None
                time.sleep(_BACKOFF * 2**turn)
        return Take(samples, receipt=self._receipt(request, asked, samples))

    def stream(self, request: SpeechRequest) -> Iterator[AudioChunk]:
        asked = self._asked(request)
        clock = 0
        try:
            for samples in self._streamed(asked):
                yield AudioChunk(samples, clock / SAMPLE_RATE)
                clock += len(samples)
        except BrokenOffError as error:
            raise EngineError(str(error)) from None
        receipt = Receipt(measured={"seconds": clock / SAMPLE_RATE}, notes=asked.notes)
        yield AudioChunk(np.zeros(0, np.float32), clock / SAMPLE_RATE, receipt=receipt)

    def speak_batch(self, requests: Sequence[SpeechRequest]) -> list[Take]:
        """Several at once, as many as the server is allowed."""
        for request in requests:
            self._asked(request)  # what cannot be asked is found before anything is spoken
        with ThreadPoolExecutor(self.server.parallel) as pool:
            return list(pool.map(self.speak, requests))

    def listed_voices(self) -> tuple[str, ...] | None:
        """The voices that the server lists (GET /audio/voices), None where it lists none, as OpenAI's own.

        Raises EngineError when it cannot be reached or refuses the key.
        """
        import openai

        try:
            told: Any = self._client.get("/audio/voices", cast_to=object)
        except openai.APIStatusError as error:
            if error.status_code in (404, 405, 501):
                return None
            raise failure(error, self.server) from None
        except openai.OpenAIError as error:
            raise failure(error, self.server) from None
        listed = told.get("voices") if isinstance(told, dict) else None
        if not isinstance(listed, list):
            return None
        names = [each.get("id") if isinstance(each, dict) else each for each in listed]
        return tuple(name for name in names if isinstance(name, str))

    # What is asked

    def _asked(self, request: SpeechRequest) -> _Asked:
        """What the server is asked for. Raises RequestError for what it cannot do."""
        usual = {f.name: f.default for f in fields_of(SpeechRequest)}
        for name, cannot in _REFUSED.items():
            if getattr(request, name) != usual[name]:
                raise RequestError(f"{self.server.model} at {self.server.host} {cannot}")
        voice = self.voices.get(request.identity, self.voice)
        if voice is None and self._find is not None:
            voice = self._find(request.identity)
        if voice is None:
            raise RequestError("no voice of the server is known for this persona; name one with --voice")
        text, notes = (
            request.text,
            [note.format(model=self.server.model, host=self.server.host) for note in _NOTES],
        )
        if request.asterisks and (stressed := _STRESS.findall(text)):
            text = _STRESS.sub(r"\1", text)
            notes.append(f"the stress on {', '.join(map(repr, stressed))} is not passed on")
        text, respelled = _respelled(text, request.lexicon, self.server)
        notes.extend(respelled)
        parts = _parts(text, self.server.longest)
        if len(parts) > 1:
            notes.append(f"sent in {len(parts)} parts, {self.server.longest} characters at most")
        return _Asked(
            tuple(parts), voice, worded(request.style, request.caption), request.speed, tuple(notes)
        )

    def _streamed(self, asked: _Asked) -> Iterator[Floats]:
        for part in asked.parts:
            heard = 0
            for samples in self._part(part, asked):
                heard += len(samples)
                yield samples
            if not heard:
                raise BrokenOffError(f"{self.server.host} sent no audio for {part[:40]!r}; try again")

    def _part(self, text: str, asked: _Asked) -> Iterator[Floats]:
        reader = Pcm(self.server.format)
        fields: dict[str, Any] = {"instructions": asked.instructions} if asked.instructions else {}
        if asked.speed != 1:
            fields["speed"] = asked.speed
        with (
            errors_told(self.server),
            self._client.audio.speech.with_streaming_response.create(
                input=text,
                model=self.server.model,
                voice=asked.voice,
                response_format=self.server.format,  # type: ignore[arg-type]  # checked by Server
                **fields,
            ) as response,
        ):
            for data in response.iter_bytes(_READ):
                if len(samples := reader.read(data)):
                    yield samples
            if len(samples := reader.end()):
                yield samples

    def _receipt(self, request: SpeechRequest, asked: _Asked, samples: Floats) -> Receipt:
        measured = {"seconds": len(samples) / SAMPLE_RATE}
        if len(samples) >= SAMPLE_RATE // 10:
            measured |= vars(measure(samples, SAMPLE_RATE))
            measured["lead"], measured["trail"] = _silences(samples)
        return Receipt(measured=measured, notes=asked.notes)


@dataclass(frozen=True)
class _Asked:
    parts: tuple[str, ...]
    voice: str
    instructions: str
    speed: float
    notes: tuple[str, ...]


def _client(server: Server) -> OpenAI:
    try:
        from openai import OpenAI
    except ImportError:
        raise RequestError(
            "speaking by a server needs the openai package: pip install 'dramatis[remote]'"
        ) from None
    if server.key is None and server.url is None:
        raise RequestError(f"OpenAI needs a key: set {KEY_VARIABLE}, or name a file with --api-key-file")
    return OpenAI(
        api_key=server.key or "none",  # the client insists; servers without keys do not look
        base_url=server.url or OPENAI,
        timeout=server.timeout,
        max_retries=server.retries,
        default_headers={"Connection": "close"},  # nothing stays open between requests
    )


def _respelled(text: str, lexicon: Lexicon | None, server: Server) -> tuple[str, tuple[str, ...]]:
    """The text with the lexicon's respellings in it, and a sentence on each. Raises RequestError for a word
    that is given in IPA, which no server can be told."""
    if lexicon is None:
        return text, ()
    told: dict[str, str] = {}

    def said(word: str) -> str | None:
        entry = lexicon.find(word)
        if entry is not None and entry.sounds:
            raise RequestError(
                f"{server.model} at {server.host} cannot be told how {word!r} is said in IPA; "
                "give it as a respelling, such as 'shiv awn', or leave it out of the lexicon"
            )
        return entry.respelling if entry else None

    def put(found: re.Match[str]) -> str:
        parts = [found[0]] if said(found[0]) else re.split("(-)", found[0])
        told.update({part: how for part in parts if (how := said(part))})
        return "".join(told.get(part, part) for part in parts)

    respelled = _WORD.sub(put, text)
    return respelled, tuple(f"{word!r} is sent as {how!r}" for word, how in told.items())


def _silences(samples: Floats) -> tuple[float, float]:
    """Seconds before and after what is heard: hundredths of a second within 40 dB of the loudest."""
    step = SAMPLE_RATE // 100
    count = len(samples) // step
    power = np.square(samples[: count * step], dtype=np.float64).reshape(count, step).mean(1)
    heard = np.flatnonzero(power >= power.max() * _HUSH)
    return float(heard[0] / 100), max(0.0, len(samples) / SAMPLE_RATE - float((heard[-1] + 1) / 100))


def _parts(text: str, longest: int) -> list[str]:
    """The text in pieces of whole sentences, of at most so many characters."""
    parts = [""]
    for sentence in split(text, max_words=max(1, longest // 40)):
        for at in range(0, len(sentence.text), longest):
            piece = sentence.text[at : at + longest]
            if len(parts[-1]) + len(piece) > longest:
                parts.append("")
            parts[-1] += piece
    return [part for part in parts if part.strip()]
