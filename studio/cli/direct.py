"""`dramatis direct`: a take again, as a sentence directs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.cli.terminal import Json, Pack, Verify, print_json, tell, tell_misunderstandings
from tts.errors import RequestError

if TYPE_CHECKING:
    from studio.take import Directing, SavedTake


def direct(
    take: Annotated[Path, typer.Argument(help="A take of `say` or `direct`: its audio or its .json file.")],
    direction: Annotated[
        str, typer.Argument(help='Such as "more emotional", "a bit slower", undo, 再激动一点.')
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Default: beside the first take, as NAME-2, NAME-3 …")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite --out when it exists.")] = False,
    seed: Annotated[int | None, typer.Option(help="Another seed; default: the take's.")] = None,
    verify: Verify = False,
    pack: Pack = None,
    play: Annotated[bool, typer.Option("--play", help="Play the take as well.")] = False,
    as_json: Json = False,
) -> None:
    """Speak a take again as a direction asks: relative to what it measured, in the same voice."""
    from dataclasses import replace

    from studio.cli.speech import player_if, speak
    from studio.request import speaker_conflicts
    from studio.take import direct_take, load, next_audio, save, sidecar
    from tts.audio import check_output

    saved = load(take)
    directing = direct_take(saved, direction)
    edit = directing.edit
    tell_misunderstandings(
        edit.not_understood, (*edit.conflicts, *speaker_conflicts(saved.persona, edit.persona))
    )
    if not directing.changed and seed is None:
        raise RequestError(f"there is nothing to speak again: {'; '.join(directing.notes)}")
    for note in directing.notes:
        tell(f"note: {note}")
    changes: dict[str, Any] = {} if seed is None else {"seed": seed}
    if verify:
        changes["verify"] = True
    first, request = (replace(each, **changes) for each in (directing.first, directing.request))
    directing = replace(directing, first=first, request=request)
    beside = take.with_name(saved.audio)
    target = out or next_audio(beside, saved.name)
    check_output(target)
    for path in (target, sidecar(target)):
        if out is not None and path.exists() and not force:
            raise RequestError(f"{path} exists; choose another --out, or overwrite it with --force")
    player = player_if(play)

    from tts.engine import load as load_engine
    from tts.imitation import NOTE as MELODY

    engine = load_engine(pack)
    if any(note.startswith(MELODY) for note in saved.take.receipt.notes):
        tell("note: the melody of the recording is not followed again")
    if engine.pack.hash != saved.pack:
        tell(f"note: the take was spoken with voice pack {saved.pack[:12]}, this is {engine.pack.hash[:12]}")
    spoken = speak(engine, directing.request, target, keep=play)
    later = saved.next(target, engine.pack.hash, directing, spoken.take, spoken.seconds)
    save(later, target)
    for note in spoken.take.receipt.notes:
        tell(f"note: {note}")
    for word in spoken.take.skipped:
        tell(f"skipped: {word!r} cannot be spoken")
    if player is not None:
        player.play(spoken.take.samples, spoken.take.sample_rate, blocking=True)
    if as_json:
        print_json(_result(take, target, directing, later))
        return
    who = f"by {saved.persona.id}, seed {directing.request.seed}"
    typer.echo(f"{target}: {spoken.seconds:.1f} s {who}, spoken in {spoken.wall:.1f} s")
    typer.echo(directing.diff)
    _show_receipt(saved, later)


def _result(take: Path, target: Path, directing: Directing, later: SavedTake) -> dict[str, object]:
    """What `--json` prints."""
    return {
        "out": str(target),
        "from": str(take),
        "seed": later.request.seed,
        "persona": later.persona.id,
        "diff": directing.diff,
        "edit": directing.edit.to_dict(),
        "elsewhere": list(directing.elsewhere),
        "notes": list(directing.notes),
        "asked": later.asked(),
        "heard": later.heard(),
        **later.take.to_dict(),
        "seconds": later.seconds,
    }


def _show_receipt(before: SavedTake, after: SavedTake) -> None:
    """What was asked and measured, in the units of styles, of the take before and of this one."""
    from rich.console import Console
    from rich.table import Table

    from tts.style.moves import shown

    table = Table("", "before, measured", "asked", "measured", box=None, pad_edge=False)
    was, asked, now = before.heard(), after.asked(), after.heard()
    for name in ("pitch", "range", "rate", "loudness"):
        cells = [shown(name, values[name]) if name in values else "–" for values in (was, asked, now)]
        table.add_row(name, *cells)
    Console().print(table)
    for name in after.take.receipt.clamped:
        tell(f"limited: {name} was asked beyond what the voice can do")
