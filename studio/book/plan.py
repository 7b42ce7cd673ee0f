"""The script, and who speaks it → what has to be spoken: for every line its request and its address."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from personas import Persona
from studio.book.script import Script, ScriptLine
from studio.book.takes import Reading, address, reading, seed_of
from studio.request import Directed, direct
from tts.errors import BookError, DramatisError
from tts.request import SAMPLE_RATE, SpeechRequest
from tts.style.directions import replayed
from tts.style.history import Step
from tts.text.lexicon import Lexicon
from tts.text.phonemize import languages

THEN = " > "
"""Parts a direction into a caption and what was directed later: "sad > more emotional > a bit slower"."""

_HOP = 256  # samples a frame of `natural_frames`


@dataclass(frozen=True)
class Reckoned:
    """What reading a request found out. key: address of its first take, "" where there is nothing to speak.
    seconds: expected, of audio. phones: to speak. lexicon: the entries that decided something."""

    key: str = ""
    seconds: float = 0.0
    phones: int = 0
    lexicon: Lexicon | None = None


class Known(Protocol):
    """Requests that were read before, as long as the lexicon and the voice are the same: a dictionary, or
    `readings.Readings`."""

    def get(self, request: SpeechRequest, /) -> Reckoned | None: ...

    def __setitem__(self, request: SpeechRequest, found: Reckoned, /) -> None: ...


@dataclass(frozen=True)
class Voice:
    """What speaks. pack: hash of the voice pack, or fingerprint of a server. durations: mean length of each
    phone, s. verify: see `SpeechRequest`. voices: (id of a persona, voice of the server that it is given)."""

    pack: str
    durations: tuple[float, ...]
    verify: bool = False
    voices: tuple[tuple[str, str], ...] = ()

    def of(self, persona: Persona) -> str:
        """What the takes of a persona depend on besides their requests."""
        given = dict(self.voices).get(persona.id)
        return self.pack if given is None else hashlib.sha256(f"{self.pack} {given}".encode()).hexdigest()


@dataclass(frozen=True)
class PlannedLine:
    """A line of an included chapter.

    chapter, number: its place, from 0. anchor: what a choice for this line is kept under: speaker, text, and
    which it is of the lines that are alike in both. request: None where there is nothing to speak, or it
    cannot be asked for. key: the address of its first take, "" without a request. seconds: expected, of
    audio. phones: to speak. error: why it cannot be asked for. notes: what its direction says that nobody
    understands, or contradicts itself or the persona.
    """

    chapter: int
    number: int
    line: ScriptLine
    anchor: str
    persona: Persona
    request: SpeechRequest | None = None
    key: str = ""
    seconds: float = 0.0
    phones: int = 0
    error: str = ""
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Chapter and line as a person counts them: "3:14"."""
        return f"{self.chapter + 1}:{self.number + 1}"

    def another(self, voice: Voice, number: int, seed: int | None = None) -> tuple[str, SpeechRequest]:
        """Address and request of another take: the `number`-th, or with a seed of one's own."""
        assert self.request is not None
        own = seed_of(self.persona.seed, self.line.text, number) if seed is None else seed
        request = replace(self.request, seed=own)
        return address(request, _read(request), voice.of(self.persona)), request


def lines(
    script: Script,
    persona_of: Callable[[str], Persona],
    lexicon: Lexicon | None,
    voice: Voice,
    known: Known | None = None,
) -> Iterator[PlannedLine]:
    """Every line of the included chapters, in order.

    persona_of: gives the persona of a speaker. known: used, and added to. Raises what persona_of raises, and
    BookError where no language of the engine is that of the script.
    """
    seen: Counter[tuple[str, str]] = Counter()
    directions: dict[tuple[str, str | None, float | None], Directed] = {}
    for at, chapter in enumerate(script.chapters):
        if not chapter.included:
            continue
        for number, line in enumerate(chapter.lines):
            persona = persona_of(line.speaker)
            alike = line.speaker, line.text
            anchor = hashlib.sha256("\0".join((*alike, str(seen[alike]))).encode()).hexdigest()
            seen[alike] += 1
            planned = PlannedLine(at, number, line, anchor, persona)
            asked = line.speaker, line.direction, line.intensity
            try:
                if asked not in directions:
                    directions[asked] = directed(persona, line.direction, line.intensity)
                yield _requested(planned, directions[asked], script.language, lexicon, voice, known)
            except BookError:
                raise
            except DramatisError as error:
                yield replace(planned, error=str(error))


def directed(persona: Persona, direction: str | None, intensity: float | None) -> Directed:
    """A persona told how to speak by a line's direction, which may have later ones after `THEN`.

    Raises StyleError as `studio.request.direct` does.
    """
    caption, *later = re.split(r"\s*>\s*", direction or "")
    found = direct(persona, caption or None, intensity)
    later = [each for each in later if each]
    if not later:
        return found
    step = replayed(Step(found.style, found.caption), later, persona.identity.liveliness)
    return replace(found, style=step.style, caption=step.caption)


def spoken_language(script: str, persona: str) -> str:
    """The language that lines are spoken in: the persona's, or the script's where that is another one.

    script: BCP 47, such as zh-CN. persona: espeak's code. Raises BookError where the engine has no such one.
    """
    wanted = script.replace("_", "-").lower()
    first = wanted.split("-")[0]
    if not first or first == persona.split("-")[0]:
        return persona
    known = languages()
    for code in (wanted, {"zh": "cmn"}.get(first, first), f"{first}-{first}"):
        if code in known:
            return code
    raise BookError(
        f"no language of the engine is {script!r}; set 'language' at the top of script.txt "
        f"to one of {', '.join(known)}"
    )


def _requested(
    planned: PlannedLine,
    how: Directed,
    language: str,
    lexicon: Lexicon | None,
    voice: Voice,
    known: Known | None,
) -> PlannedLine:
    line, persona = planned.line, planned.persona
    notes = (*(f"not understood: {part}" for part in how.not_understood), *how.conflicts)
    spoken = spoken_language(language, persona.language)
    asked = how.request(line.text, seed=seed_of(persona.seed, line.text), language=spoken)
    found = known.get(asked) if known is not None else None
    if found is None:
        found = _reckoned(asked, reading(line.text, spoken, lexicon), voice, persona)
        if known is not None:
            known[asked] = found
    if not found.key:
        return replace(planned, notes=notes)
    return replace(
        planned,
        request=replace(asked, lexicon=found.lexicon, verify=voice.verify),
        key=found.key,
        seconds=found.seconds,
        phones=found.phones,
        notes=notes,
    )


def _reckoned(asked: SpeechRequest, read: Reading, voice: Voice, persona: Persona) -> Reckoned:
    if not read.utterances:
        return Reckoned()
    request = replace(asked, lexicon=read.lexicon, verify=voice.verify)
    key = address(request, read, voice.of(persona))
    return Reckoned(key, _seconds(request, read, voice.durations), read.phones, read.lexicon)


def _read(request: SpeechRequest) -> Reading:
    return reading(request.text, request.language, request.lexicon)


def _seconds(request: SpeechRequest, read: Reading, durations: tuple[float, ...]) -> float:
    """Expected length of the take, s."""
    from tts.line import BREAKS, natural_frames  # the models, which a book that was read before does not need

    delivery = request.style.delivery(request.identity.liveliness)[0]
    rate = delivery.rate + request.identity.rate
    frames = sum(natural_frames(utterance, durations, rate) for utterance in read.utterances)
    breaks = sum(BREAKS[utterance.phones[-1].symbol] for utterance in read.utterances[:-1])
    return frames * _HOP / SAMPLE_RATE + breaks * float(2.0 ** (delivery.pauses - 0.5 * delivery.rate))
