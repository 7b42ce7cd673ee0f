"""Takes kept in a folder by what was asked for, so that a dub goes on where it stopped, and a changed line
alone is spoken again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from studio.book.takes import address, reading, write_durably
from studio.dubbing.extent import extent, trimmed
from tts.errors import DramatisError, DubError, EngineError
from tts.request import SpeechRequest, Take, WordTiming

if TYPE_CHECKING:
    from tts.engine import Engine


@dataclass(frozen=True)
class Spoken:
    """A take in the folder, without its samples.

    key: its address. request: what it speaks. samples: of the file. first, last: samples between which the
    speech is. words: timed from the beginning of the file. skipped: words that could not be spoken. notes,
    clamped: of the receipt. doubts: sentences on where it may not speak its text.
    """

    key: str
    request: SpeechRequest
    sample_rate: int
    samples: int
    first: int
    last: int
    words: tuple[WordTiming, ...] = ()
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    clamped: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """Length of the speech."""
        return (self.last - self.first) / self.sample_rate

    @property
    def around(self) -> float:
        """Length of the silence around it, s."""
        return self.samples / self.sample_rate - self.seconds


Judge = Callable[[Take, SpeechRequest], Sequence[str]]
"""Tells in sentences where a take may not speak its text."""


@dataclass(frozen=True)
class Takes:
    """The folder of a dub's takes. voice: what they depend on besides the request, such as the hash of the
    voice pack. judge: listens to new takes, None = nobody does."""

    folder: Path
    voice: str
    judge: Judge | None = None

    def speak(self, engine: Engine, requests: Sequence[SpeechRequest]) -> list[Spoken | DramatisError]:
        """Speak those that are not there yet; for each its take, or why it cannot be spoken.

        Raises EngineError when the engine itself fails.
        """
        keys = [self._key(request) for request in requests]
        found: dict[str, Spoken | DramatisError] = {}
        missing: dict[str, SpeechRequest] = {}
        for key, request in zip(keys, requests, strict=True):
            if isinstance(key, str):
                kept = self._kept(key, request)
                if kept is None:
                    missing[key] = request
                else:
                    found[key] = kept
        for (key, request), take in zip(
            missing.items(), _together(engine, list(missing.values())), strict=True
        ):
            found[key] = take if isinstance(take, DramatisError) else self._keep(key, request, take)
        return [found[key] if isinstance(key, str) else key for key in keys]

    def samples(self, spoken: Spoken) -> NDArray[np.float32]:
        """The speech of a take, faded at its edges. Raises DubError when its file is gone."""
        from tts.audio import read

        try:
            samples, _ = read(self._audio(spoken.key))
        except DramatisError as error:
            raise DubError(f"{error}; run the dub again, which speaks the line again") from None
        return trimmed(samples[spoken.first : spoken.last], spoken.sample_rate)

    def prune(self, used: Sequence[Spoken]) -> None:
        """Forget the audio of the takes that were tried and not used; what is known of them stays."""
        keep = {spoken.key for spoken in used}
        for path in self.folder.glob("??/*.flac"):
            if path.stem not in keep:
                path.unlink()

    def ensure(self, engine: Engine, spoken: Spoken) -> None:
        """Speak a take again whose audio has been forgotten."""
        if not self._audio(spoken.key).is_file():
            (take,) = engine.speak_batch([spoken.request])
            self._write(spoken.key, take)

    def _key(self, request: SpeechRequest) -> str | DramatisError:
        try:
            return address(request, reading(request.text, request.language, request.lexicon), self.voice)
        except DramatisError as error:
            return error

    def _audio(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.flac"

    def _kept(self, key: str, request: SpeechRequest) -> Spoken | None:
        path = self._audio(key).with_suffix(".json")
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            words = tuple(WordTiming(**word) for word in data.pop("words"))
            data |= {name: tuple(data[name]) for name in ("skipped", "notes", "clamped", "doubts")}
            return Spoken(key, request, words=words, **data)
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError):
            raise DubError(f"{path} is damaged; remove it and run again") from None

    def _keep(self, key: str, request: SpeechRequest, take: Take) -> Spoken:
        first, last = extent(take)
        spoken = Spoken(
            key,
            request,
            take.sample_rate,
            len(take.samples),
            first,
            last,
            take.words,
            take.skipped,
            take.receipt.notes,
            take.receipt.clamped,
            tuple(self.judge(take, request)) if self.judge else (),
        )
        self._write(key, take)
        facts = {
            name: value for name, value in vars(spoken).items() if name not in ("key", "request", "words")
        }
        facts["words"] = [asdict(word) for word in spoken.words]
        data = json.dumps(facts, ensure_ascii=False)
        write_durably(self._audio(key).with_suffix(".json"), data.encode("utf-8", "surrogatepass"))
        return spoken

    def _write(self, key: str, take: Take) -> None:
        from tts.audio import encode

        path = self._audio(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, encode(take.samples, take.sample_rate, "flac"))


def _together(engine: Engine, requests: Sequence[SpeechRequest]) -> list[Take | DramatisError]:
    """All in one batch, or one by one where one of them cannot be spoken."""
    if not requests:
        return []
    try:
        return list(engine.speak_batch(requests))
    except EngineError:
        raise
    except DramatisError as error:
        if len(requests) == 1:
            return [error]
    return [_together(engine, [request])[0] for request in requests]
