"""`dramatis dub`: subtitles or a cue sheet, spoken into the time they have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.engines import BaseUrl, EngineKind, KeyFile, Model, Voice, Voices
from studio.cli.terminal import Json, Pack, print_json, tell
from tts.errors import DubError

if TYPE_CHECKING:
    from studio.dubbing.cast import Cast, Role
    from studio.dubbing.dub import Dubbed, Dubbing, Plan, Told

_SHOWN = 10  # cues that are told of those that need a look


def dub(
    subtitles: Annotated[Path, typer.Argument(help="SRT, VTT, ASS or SSA, or a cue sheet: CSV or JSON.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the results.")],
    source: Annotated[
        Path | None, typer.Option("--video", "--audio", help="The film, or its sound alone.")
    ] = None,
    cast_file: Annotated[
        Path | None, typer.Option("--cast", help="YAML: who speaks as which persona.")
    ] = None,
    as_: Annotated[
        list[str] | None, typer.Option("--as", help="Anna=teenage-girl: goes before the cast's file.")
    ] = None,
    perform: Annotated[
        bool, typer.Option("--perform", help="Let the original performance direct: pitch, range, loudness.")
    ] = False,
    auto_direct: Annotated[
        bool,
        typer.Option("--auto-direct/--no-auto-direct", help="Let the words direct a cue that nothing does."),
    ] = True,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="NAME: before a text is a speaker.")
    ] = True,
    without_style: Annotated[
        list[str] | None, typer.Option(help="A style of ASS that is not spoken, such as Sign.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Of what is spoken; default: each persona's.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of the subtitles; default: found out.")] = None,
    fastest: Annotated[float, typer.Option(help="Shortest that a line is spoken, times natural.")] = 0.7,
    slowest: Annotated[float, typer.Option(help="Longest.")] = 1.4,
    stretch: Annotated[
        tuple[float, float], typer.Option(help="Tempo factors that nobody hears, slower and faster.")
    ] = (0.95, 1.15),
    hardest: Annotated[float, typer.Option(help="Largest tempo factor, rather than not to fit.")] = 1.3,
    borrow: Annotated[
        float, typer.Option(help="Seconds lent at most by the gap before or after a line.")
    ] = 1.0,
    duck: Annotated[float, typer.Option(help="dB by which the original is turned down under speech.")] = 15.0,
    keep_original: Annotated[
        bool, typer.Option("--keep-original/--replace-original", help="As a second sound track of the film.")
    ] = True,
    subtitled: Annotated[bool, typer.Option("--subtitled", help="Put the subtitles into the film.")] = False,
    pack: Pack = None,
    engine: EngineKind = "native",
    base_url: BaseUrl = None,
    model: Model = None,
    api_key_file: KeyFile = None,
    voice: Voice = None,
    voices: Voices = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite earlier results.")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="Only tell who speaks what; speak nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Speak subtitles into their slots: track, stems, mix, film, subtitles and a report.

    Takes are kept in OUT/takes: run again, with --replace, to go on or after changing lines, cast or times.
    Exit code 1: a line does not fit or cannot be spoken; everything is written, and the report tells.
    """
    from studio.dubbing.dub import Dubbing, planned
    from studio.dubbing.dub import dub as made
    from studio.dubbing.fit import Limits
    from studio.dubbing.mix import Ducking
    from studio.dubbing.pacing import Pace
    from studio.engines import EngineOptions, engine_from

    options = EngineOptions(engine, pack, base_url, model, api_key_file, voice, voices)
    asked = Dubbing(
        subtitles=subtitles,
        out=out,
        source=source,
        cast=_cast(cast_file, as_ or []),
        language=language,
        encoding=encoding,
        names=names,
        without=tuple(without_style or ()),
        auto_direct=auto_direct,
        perform=perform,
        pace=Pace(fastest, slowest, exact=options.kind == "native"),
        limits=Limits(stretch[0], stretch[1], hardest, borrow),
        ducking=Ducking(duck),
        keep=keep_original,
        subtitled=subtitled,
        replace=replace,
    )
    found = planned(asked)
    for note in found.notes:
        tell(f"note: {note}")
    if plan:
        _tell_plan(found, as_json)
        return
    speaks = engine_from(options, [role.persona for role in found.cast.roles.values()])
    for name, theirs in (speaks.voices or {}).items():
        tell(f"note: {name} is spoken by the voice {theirs!r} of {speaks.name}")
    for role in found.cast.roles.values():
        if options.kind == "native" and (other := role.persona.pack_note(speaks.fingerprint)):
            tell(f"note: {other}")
    with _progress() as told:
        dubbed = made(asked, speaks.engine, speaks.fingerprint, told)
    _tell_result(asked, dubbed, as_json)
    if not dubbed.report.good:
        raise typer.Exit(1)


def _cast(file: Path | None, pairs: list[str]) -> Cast:
    from studio.dubbing.cast import Cast, assigned, read_cast

    roles: dict[str, Role] = {}
    if file is not None:
        try:
            roles.update(read_cast(file.read_text(encoding="utf-8-sig"), file.name).roles)
        except (OSError, UnicodeDecodeError) as error:
            raise DubError(f"cannot read the cast: {error}") from None
    given = assigned(pairs).roles
    known = {name.casefold() for name in given}
    return Cast({**{name: role for name, role in roles.items() if name.casefold() not in known}, **given})


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar on stderr where somebody is looking."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:18}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=1.0)

        def told(doing: str, share: float) -> None:
            progress.update(task, description=doing, completed=share)

        yield told


def _tell_plan(plan: Plan, as_json: bool) -> None:
    lines = [
        {
            "number": cue.number,
            "line": cue.line,
            "start": cue.start,
            "end": cue.end,
            "speaker": cue.speaker,
            "text": cue.text,
            "direction": cue.direction,
            "asides": list(cue.asides),
        }
        for cue in plan.script.cues
    ]
    if as_json:
        cast = {speaker: role.found_by for speaker, role in plan.cast.roles.items()}
        print_json({"cast": cast, "cues": lines, "notes": list(plan.notes)})
        return
    for speaker, role in plan.cast.roles.items():
        count = sum(cue.speaker == speaker and cue.spoken for cue in plan.script.cues)
        typer.echo(f"{speaker}: {role.found_by}, {count} cues")
    for cue in plan.script.cues:
        end = "" if cue.end is None else f"–{cue.end:.2f}"
        said = cue.text if cue.spoken else f"({' '.join(cue.asides) or cue.text})"
        how = f" [{cue.direction}]" if cue.direction else ""
        typer.echo(f"{cue.number:4}  {cue.start:.2f}{end} s  {cue.speaker}{how}: {said}")


def _tell_result(asked: Dubbing, dubbed: Dubbed, as_json: bool) -> None:
    report = dubbed.report
    bad = [cue for cue in report.cues if not cue.good]
    for cue in bad[:_SHOWN]:
        why = (
            f"needs at least {cue.shortest:.2f} s"
            if cue.shortest
            else "; ".join((*cue.skipped, *cue.doubts, *cue.notes))
        )
        tell(f"line {cue.line}: {cue.state}: {cue.text[:60]!r}: {why}")
    if len(bad) > _SHOWN:
        tell(f"and {len(bad) - _SHOWN} more: see {asked.out / 'report.html'}")
    if as_json:
        print_json({"files": [str(path) for path in dubbed.files], **report.to_dict()})
        return
    counts = ", ".join(f"{count} {state}" for state, count in report.counts().items() if count)
    typer.echo(f"{asked.out}: {report.seconds:.1f} s; {counts}")
    for path in dubbed.files:
        typer.echo(str(path))
