"""A dub from beginning to end: subtitles in; track, stems, mix, film, subtitles and report out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio import ffmpeg
from studio.book.takes import write_durably
from studio.dubbing.cast import Cast, dumped
from studio.dubbing.encoding import decode
from studio.dubbing.fit import Limits, Placed, fitted
from studio.dubbing.lines import lines
from studio.dubbing.mix import Ducking, Mixed, mix
from studio.dubbing.mux import Muxing, check_container, mux
from studio.dubbing.pacing import Pace, paced
from studio.dubbing.page import page
from studio.dubbing.performance import performance
from studio.dubbing.report import Report, parts, reported
from studio.dubbing.script import Script, script
from studio.dubbing.sheet import FORMATS as SHEETS
from studio.dubbing.sheet import read_sheet
from studio.dubbing.slots import Slot, slots
from studio.dubbing.subtitles import FORMATS as SUBTITLES
from studio.dubbing.subtitles import Subtitles, read, written
from studio.dubbing.takes import Judge, Takes
from studio.dubbing.track import stem_names, write_track
from tts.errors import DubError
from tts.style.space import Style

if TYPE_CHECKING:
    from tts.engine import Engine
    from tts.request import SpeechRequest, Take

Told = Callable[[str, float], None]
"""Is given what is being done, and the share of it that is done, 0–1."""

_LARGEST = 50_000_000  # bytes of a subtitle file
_LONGEST = 360_000.0  # s of a film
_LONGEST_CUE = 4000  # characters


@dataclass(frozen=True)
class Dubbing:
    """What is asked for.

    subtitles: an SRT, WebVTT, ASS or SSA file, or a CSV or JSON cue sheet. out: folder of the results.
    source: the film, or its sound; None = the track alone. cast: who is missing in it gets a persona.
    language: of what is spoken, None = each persona's own. encoding: of the file, None = find out.
    names: whether ``NAME:`` is a speaker. without: styles of ASS that are not spoken. auto_direct: whether
    the words of a cue direct it. perform: whether the original performance does. keep: whether the original
    sound stays in the film, as a second track. subtitled: whether the subtitles go into the film.
    replace: whether results that are there may be overwritten. takes: folder of the takes, None = in `out`.
    """

    subtitles: Path
    out: Path
    source: Path | None = None
    cast: Cast = field(default_factory=lambda: Cast({}))
    language: str | None = None
    encoding: str | None = None
    names: bool = True
    without: tuple[str, ...] = ()
    auto_direct: bool = True
    perform: bool = False
    pace: Pace = field(default_factory=Pace)
    limits: Limits = field(default_factory=Limits)
    ducking: Ducking = field(default_factory=Ducking)
    keep: bool = True
    subtitled: bool = False
    replace: bool = False
    takes: Path | None = None


@dataclass(frozen=True)
class Dubbed:
    """What came of it. files: what was written, in `out`, the most important first."""

    report: Report
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Plan:
    """A dub before anything is spoken: the file, its cues and slots, everybody's persona, and the length of
    the film, s, None without one. pictured: whether the source has a picture."""

    subtitles: Subtitles
    script: Script
    cast: Cast
    slots: tuple[Slot, ...]
    seconds: float | None
    pictured: bool
    notes: tuple[str, ...]


def planned(asked: Dubbing) -> Plan:
    """Read everything and check everything, so that nothing is spoken in vain.

    Raises DubError where subtitles, cast or outputs are wrong, MediaError where the source is none.
    """
    subtitles, notes = read_cues(asked.subtitles, asked.encoding, asked.language)
    found = script(subtitles, tuple(asked.cast.roles), asked.names, asked.without)
    cast = asked.cast.completed(found.speakers)
    notes += [f"{name!r} is in the cast and says nothing" for name in asked.cast.unused(found.speakers)]
    seconds, pictured = None, False
    if asked.source is not None:
        media = ffmpeg.probe(asked.source)
        seconds, pictured = media.seconds or None, bool(media.of("video"))
        if pictured:
            check_container(asked.source)
        if asked.perform and not media.of("audio"):
            raise DubError(f"{asked.source} has no sound to take the performance from; leave it out")
    elif asked.perform:
        raise DubError("the performance is that of the original: give the film, or its sound")
    placed = slots(found.cues, seconds)
    if max(slot.start for slot in placed) > _LONGEST:
        raise DubError(f"a film has at most {_LONGEST / 3600:.0f} hours; mend the times")
    if seconds is not None and (late := [slot for slot in placed if slot.start >= seconds]):
        cue = late[0].cue
        raise DubError(
            f"line {cue.line}: cue {cue.number} begins after the end of the film ({seconds:.1f} s)"
        )
    if long := [slot.cue for slot in placed if len(slot.cue.text) > _LONGEST_CUE]:
        raise DubError(f"line {long[0].line}: a cue of {len(long[0].text)} characters is too long; part it")
    plan = Plan(subtitles, found, cast, placed, seconds, pictured, (*notes, *found.notes))
    _check_outputs(asked, plan)
    return plan


def read_cues(path: Path, encoding: str | None, language: str | None) -> tuple[Subtitles, list[str]]:
    """The entries of a file by its ending, and sentences on how it was read."""
    format = path.suffix.lower().lstrip(".")
    if format not in (*SUBTITLES, *SHEETS):
        raise DubError(f"cannot read {path.name!r}; valid: {', '.join((*SUBTITLES, *SHEETS))}")
    if not path.is_file():
        raise DubError(f"there is no file {path}; check the path")
    if path.stat().st_size > _LARGEST:
        raise DubError(f"{path.name} has more than {_LARGEST // 10**6} MB; is it a subtitle file?")
    found = decode(path.read_bytes(), encoding, language)
    notes = [f"{path.name}: {note}" for note in found.notes]
    try:
        return (read_sheet if format in SHEETS else read)(found.text, format), notes
    except DubError as error:
        raise DubError(f"{path.name}: {error}") from None


def dub(asked: Dubbing, engine: Engine, voice: str, told: Told = lambda doing, share: None) -> Dubbed:
    """Plan, speak, fit, mix and write.

    voice: what takes depend on besides the request, such as the hash of the voice pack. It goes on from takes
    that an earlier run has left in `out`. Raises what `planned` raises, EngineError when the engine fails.
    """
    plan = planned(asked)
    asked.out.mkdir(parents=True, exist_ok=True)
    takes = Takes(asked.takes or asked.out / "takes", voice, judge_of(engine))
    styles, heard = _performed(asked, plan, told)
    made = list(
        lines(plan.slots, plan.cast, asked.language, styles, asked.auto_direct, spans=asked.pace.exact)
    )
    told("speaking", 0.0)
    spoken = list(paced(made, engine, takes, asked.pace, lambda done: told("speaking", done / len(made))))
    placed = list(fitted(spoken, asked.limits))
    used = [line.paced.spoken for line in placed if line.paced.spoken is not None]
    for take in used:
        takes.ensure(engine, take)
    takes.prune(used)
    return _delivered(asked, plan, placed, takes, heard, told)


def judge_of(engine: Engine) -> Judge | None:
    """Who listens whether takes speak their text: the voice pack's own aligner; of other engines nobody."""
    from studio.book.coverage import Judge as Coverage
    from studio.book.coverage import proven
    from tts.engine import NativeEngine

    if not isinstance(engine, NativeEngine):
        return None
    found: list[Coverage] = []

    def judge(take: Take, request: SpeechRequest) -> tuple[str, ...]:
        if not found:  # proving it takes a second, which a dub that is only put together again need not wait
            found.append(proven(engine))
        return found[0].verdict(take, request).reasons

    return judge


def _performed(asked: Dubbing, plan: Plan, told: Told) -> tuple[Mapping[int, Style] | None, tuple[str, ...]]:
    if not asked.perform or asked.source is None:
        return None, ()
    found = performance(asked.source, plan.slots, lambda share: told("listening", share))
    return found.styles, found.notes


def _delivered(
    asked: Dubbing, plan: Plan, placed: list[Placed], takes: Takes, heard: tuple[str, ...], told: Told
) -> Dubbed:
    """Write everything."""
    out = asked.out
    seconds = max(plan.seconds or 0.0, max(line.end for line in placed))
    track = out / "track.wav"
    told("writing the track", 0.0)
    write_track(track, placed, takes, seconds)
    names = stem_names(list(plan.cast.roles))
    (out / "stems").mkdir(exist_ok=True)
    for number, (speaker, name) in enumerate(names.items(), 1):
        write_track(out / "stems" / name, placed, takes, seconds, speaker)
        told("writing the track", number / len(names))
    words = out / f"subtitles.{_ending(plan.subtitles)}"
    text = written(plan.subtitles, _times(plan, placed), _ending(plan.subtitles))
    write_durably(words, text.encode("utf-8"))
    files = [track, *(out / "stems" / name for name in names.values()), words]
    mixed: Mixed | None = None
    if asked.source is not None and ffmpeg.probe(asked.source).of("audio"):
        told("mixing", 0.0)
        mixed = mix(asked.source, track, out / "mix.wav", _speech(placed), asked.ducking)
        files.insert(0, out / "mix.wav")
    if asked.source is not None and plan.pictured:
        told("writing the film", 0.0)
        film = out / _film_name(asked.source)
        language = asked.language or _language(plan)
        muxing = Muxing(language, asked.keep, words if asked.subtitled else None)
        mux(asked.source, out / "mix.wav" if mixed else track, film, muxing)
        files.insert(0, film)
    cues = reported(plan.script.cues, placed, plan.cast)
    report = Report(
        asked.subtitles.name,
        asked.language or _language(plan),
        takes.voice,
        seconds,
        cues,
        parts(cues),
        mixed,
        (*plan.notes, *heard),
    )
    told("reporting", 1.0)
    write_durably(out / "cast.yaml", dumped(plan.cast).encode("utf-8"))
    data = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    write_durably(out / "report.json", data.encode("utf-8", "replace"))
    write_durably(out / "report.html", page(report).encode("utf-8", "replace"))
    return Dubbed(report, (*files, out / "report.html", out / "report.json", out / "cast.yaml"))


def _check_outputs(asked: Dubbing, plan: Plan) -> None:
    """Raise DubError where a result is there already, or would be what it is made of."""
    if asked.out.exists() and not asked.out.is_dir():
        raise DubError(f"{asked.out} is a file; choose a folder for the results")
    inputs = {path.resolve() for path in (asked.subtitles, asked.source) if path is not None}
    for name in _results(asked, plan):
        path = asked.out / name
        if path.resolve() in inputs:
            raise DubError(f"{path} is an input; choose another folder for the results")
        if path.exists() and not asked.replace:
            raise DubError(f"{path} is there already; choose another folder, or ask to replace it")


def _results(asked: Dubbing, plan: Plan) -> Iterator[str]:
    yield from ("track.wav", "mix.wav", f"subtitles.{_ending(plan.subtitles)}", "cast.yaml", "report.json")
    yield "report.html"
    if asked.source is not None and plan.pictured:
        yield _film_name(asked.source)


def _film_name(source: Path) -> str:
    return f"{source.stem}.dub{source.suffix}"


def _ending(subtitles: Subtitles) -> str:
    """Format of the subtitles that are written."""
    return subtitles.format if subtitles.format in SUBTITLES else "srt"


def _language(plan: Plan) -> str:
    """The language of the persona that speaks most."""
    role = plan.cast.role(plan.script.speakers[0])
    return role.persona.language if role else "en"


def _speech(placed: list[Placed]) -> list[tuple[float, float]]:
    return [(line.start, line.end) for line in placed if line.seconds > 0]


def _times(plan: Plan, placed: list[Placed]) -> dict[int, tuple[float, float]]:
    """Index of a subtitle → when it is shown: its own time, and as long as its lines are heard."""
    times: dict[int, tuple[float, float]] = {}
    for line in placed:
        entry = plan.subtitles.entries[line.slot.cue.entry]
        own = (entry.start, line.end if entry.end in (None, entry.start) else entry.end or line.end)
        start, end = times.get(line.slot.cue.entry, own)
        times[line.slot.cue.entry] = (min(start, line.start), max(end, line.end))
    return times
