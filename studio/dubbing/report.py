"""The report of a dub: of every cue what was asked, what came of it and by which factors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from studio.dubbing.cast import Cast
from studio.dubbing.cue import Cue
from studio.dubbing.fit import BORROWED, FAILED, FITS, STRETCHED, TOO_LONG, Placed
from studio.dubbing.mix import Mixed

SILENT = "not spoken"
"""State of a cue that has nothing to say: a sound, a song."""

STATES = (FITS, STRETCHED, BORROWED, TOO_LONG, FAILED, SILENT)


@dataclass(frozen=True)
class CueReport:
    """One cue. Times in seconds, factors as ratios; None where there is nothing to tell.

    start, end: of its slot; end None = open. natural: its speech spoken freely. asked: the length asked for;
    spoken: that of the take; error_ms: between them. pace: spoken against natural. stretch: tempo factor, 1 =
    none. heard_start, heard_end: where it is heard. borrowed_before, borrowed_after: from the gaps. over:
    beyond its slot and what it borrowed. shortest: that it needs, where it does not fit. skipped: words that
    the voice cannot say. doubts: sentences on where the take may not speak its text.
    """

    number: int
    line: int
    speaker: str
    persona: str
    text: str
    direction: str | None
    start: float
    end: float | None
    state: str
    natural: float | None = None
    asked: float | None = None
    spoken: float | None = None
    error_ms: float | None = None
    pace: float | None = None
    stretch: float | None = None
    heard_start: float | None = None
    heard_end: float | None = None
    borrowed_before: float = 0.0
    borrowed_after: float = 0.0
    over: float = 0.0
    shortest: float | None = None
    tries: int = 0
    seed: int | None = None
    skipped: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nobody has to look at it, or listen."""
        return self.state not in (TOO_LONG, FAILED) and not self.skipped and not self.doubts


@dataclass(frozen=True)
class Part:
    """A speaker's part. seconds: of speech."""

    speaker: str
    persona: str
    cues: int
    seconds: float


@dataclass(frozen=True)
class Report:
    """A whole dub. subtitles: file name. engine: what the takes were spoken with. seconds: of the track.
    mixed: of the mix, None without one. notes: sentences about the file and the cast."""

    subtitles: str
    language: str
    engine: str
    seconds: float
    cues: tuple[CueReport, ...]
    parts: tuple[Part, ...]
    mixed: Mixed | None = None
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether every cue fits and says all its words, without a doubt."""
        return all(cue.good for cue in self.cues)

    def counts(self) -> dict[str, int]:
        """State → how many cues are in it."""
        counted = Counter(cue.state for cue in self.cues)
        return {state: counted[state] for state in STATES}

    def figures(self) -> dict[str, float | int | None]:
        """Over all spoken cues: error before any stretch, mean and 99th percentile, ms; share that is not
        stretched; smallest and largest factor."""
        spoken = [cue for cue in self.cues if cue.spoken is not None]
        errors = np.abs([cue.error_ms for cue in spoken if cue.error_ms is not None])
        factors = [cue.stretch for cue in spoken if cue.stretch is not None]
        return {
            "spoken": len(spoken),
            "mean_error_ms": float(errors.mean()) if len(errors) else None,
            "p99_error_ms": float(np.quantile(errors, 0.99)) if len(errors) else None,
            "unstretched": sum(factor == 1 for factor in factors) / len(factors) if factors else None,
            "smallest_factor": min(factors, default=None),
            "largest_factor": max(factors, default=None),
        }

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values; times to a tenth of a millisecond."""
        return {
            "version": 1,
            "subtitles": self.subtitles,
            "language": self.language,
            "engine": self.engine,
            "seconds": _rounded(self.seconds),
            "good": self.good,
            "counts": self.counts(),
            "figures": _rounded(self.figures()),
            "mix": _rounded(asdict(self.mixed)) if self.mixed else None,
            "cast": [_rounded(asdict(part)) for part in self.parts],
            "notes": list(self.notes),
            "cues": [_rounded(asdict(cue)) for cue in self.cues],
        }


def reported(cues: Sequence[Cue], placed: Sequence[Placed], cast: Cast) -> tuple[CueReport, ...]:
    """The reports of all cues, in their order, those that are not spoken included."""
    lines = {line.slot.cue.number: line for line in placed}
    return tuple(
        _of_line(lines[cue.number]) if cue.number in lines else _of_silence(cue, cast) for cue in cues
    )


def parts(reports: Sequence[CueReport]) -> tuple[Part, ...]:
    """The speakers' parts, the longest first."""
    found: dict[str, Part] = {}
    for cue in reports:
        if cue.state != SILENT:
            seconds = (
                cue.heard_end - cue.heard_start if cue.heard_end and cue.heard_start is not None else 0.0
            )
            part = found.get(cue.speaker, Part(cue.speaker, cue.persona, 0, 0.0))
            found[cue.speaker] = Part(cue.speaker, cue.persona, part.cues + 1, part.seconds + seconds)
    return tuple(sorted(found.values(), key=lambda part: -part.seconds))


def _of_line(line: Placed) -> CueReport:
    paced, cue, spoken = line.paced, line.slot.cue, line.paced.spoken
    about = CueReport(
        number=cue.number,
        line=cue.line,
        speaker=cue.speaker,
        persona=paced.line.persona,
        text=cue.text,
        direction=paced.line.request.caption,
        start=line.slot.start,
        end=line.slot.end,
        state=line.state,
        asides=cue.asides,
        notes=paced.line.notes,
    )
    if spoken is None:
        return replace(about, notes=(*about.notes, paced.error or "it cannot be spoken"))
    limited = [f"{name} was asked beyond what the voice can do" for name in spoken.clamped]
    return replace(
        about,
        natural=paced.natural,
        asked=paced.asked,
        spoken=spoken.seconds,
        error_ms=1000 * (spoken.seconds - paced.asked),
        pace=paced.pace,
        stretch=line.stretch,
        heard_start=line.start,
        heard_end=line.end,
        borrowed_before=line.before,
        borrowed_after=line.after,
        over=line.over,
        shortest=line.shortest,
        tries=paced.tries,
        seed=spoken.request.seed,
        skipped=spoken.skipped,
        doubts=spoken.doubts,
        notes=(*about.notes, *spoken.notes, *limited),
    )


def _of_silence(cue: Cue, cast: Cast) -> CueReport:
    role = cast.role(cue.speaker)
    return CueReport(
        number=cue.number,
        line=cue.line,
        speaker=cue.speaker,
        persona=role.persona.id if role else "",
        text=cue.text,
        direction=cue.direction,
        start=cue.start,
        end=cue.end,
        state=SILENT,
        asides=cue.asides,
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(each) for each in value]
    return value
