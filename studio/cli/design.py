"""`dramatis personas design`: voices proposed for a description."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.cli.terminal import Json, Pack, print_json, tell, tell_misunderstandings
from studio.cli.voices import ChineseName, Id, Name, Replace, renamed, speak
from tts.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personas import Persona
    from personas.design import Design


def design(
    description: Annotated[str, typer.Argument(help='Such as "a hoarse old pirate", or 声音沙哑的老爷爷.')],
    n: Annotated[int, typer.Option("-n", help="Candidates, 1–16.")] = 4,
    seed: Annotated[int, typer.Option(help="Another seed gives other voices.")] = 0,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Folder for the candidates' files and auditions.")
    ] = None,
    audio: Annotated[bool, typer.Option(help="Speak the auditions, into that folder.")] = True,
    keep: Annotated[int | None, typer.Option(help="Lock this candidate at once, under --id.")] = None,
    id: Id = None,
    name: Name = None,
    name_zh: ChineseName = None,
    replace: Replace = False,
    plot: Annotated[Path | None, typer.Option(help="PNG: the candidates among the presets.")] = None,
    pack: Pack = None,
    as_json: Json = False,
) -> None:
    """Propose voices for a description; lock one with --keep, or with `personas save FILE --id ID`."""
    from personas import Store
    from personas.design import design as propose
    from studio.plot import checked_plot_path
    from tts.index import BASE, pack_hash

    if keep is not None and id is None:
        raise RequestError("--keep needs the --id that the persona shall have")
    made = propose(description, n, seed, pack_hash(pack or BASE) or None)
    candidates = [each.persona for each in made.candidates]
    if keep is not None and not 1 <= keep <= len(candidates):
        raise RequestError(f"--keep must name one of the candidates 1–{len(candidates)}, not {keep}")
    # All that can be wrong is found before anything is written.
    store, locked = Store.default(), None
    if keep is not None:
        locked = renamed(candidates[keep - 1], id, name, name_zh)
        store.check(locked, replace)
    if plot:
        checked_plot_path(plot)
    if out is not None and not replace:
        _check_free(candidates, out)
    tell_misunderstandings(made.wanted.not_understood, made.wanted.conflicts)
    for note in made.notes:
        tell(f"note: {note}")
    data = _summary(made)
    if plot:
        from personas import presets
        from studio.plot_personas import plot_personas

        plot_personas([*presets(), *candidates], plot, marked=[each.id for each in candidates])
    if out is not None:
        data |= _write(candidates, out, audio, replace, pack)
    if locked is not None:
        data["kept"] = str(store.save(locked, replace))
    if as_json:
        print_json(data)
        return
    _show(made)
    for line in (*data.get("files", ()), *data.get("auditions", ())):
        typer.echo(line)
    if "kept" in data:
        typer.echo(data["kept"])


def _check_free(candidates: Sequence[Persona], folder: Path) -> None:
    """Raise RequestError when a candidate's file or audition exists already."""
    from personas import SUFFIX

    for path in [folder / (each.id + ending) for each in candidates for ending in (SUFFIX, ".wav")]:
        if path.exists():
            raise RequestError(f"{path} exists; choose another folder, or ask to --replace it")


def _write(
    candidates: Sequence[Persona], folder: Path, audio: bool, replace: bool, pack: str | None
) -> dict[str, list[str]]:
    """Every candidate's file, and its audition beside it; the paths of both."""
    from personas import SUFFIX, save

    folder.mkdir(parents=True, exist_ok=True)
    written = {"files": [str(save(each, folder / (each.id + SUFFIX), replace)) for each in candidates]}
    if audio:
        auditions = [folder / f"{each.id}.wav" for each in candidates]
        speak(candidates, auditions, pack)
        written["auditions"] = [str(path) for path in auditions]
    return written


def _summary(made: Design) -> dict[str, Any]:
    wanted = made.wanted
    said = {name: getattr(wanted, name) for name in ("gender", "age", "size", "role", "accent", "pitch")}
    return {
        "description": wanted.description,
        "understood": {
            **{name: value for name, value in said.items() if value is not None},
            "traits": dict(wanted.traits),
            "style": {key: value for key, value in wanted.style.to_dict().items() if value not in (None, {})},
        },
        "not_understood": list(wanted.not_understood),
        "conflicts": list(wanted.conflicts),
        "notes": list(made.notes),
        "candidates": [
            {**each.persona.to_dict(), "audition": {"en": each.audition.english, "zh": each.audition.chinese}}
            for each in made.candidates
        ],
    }


def _show(made: Design) -> None:
    from rich.console import Console
    from rich.table import Table

    from personas.distance import body

    table = Table("", "id", "age", "gender", "pitch", "formants", "heard on", box=None, pad_edge=False)
    for number, each in enumerate(made.candidates, 1):
        who, voice = each.persona, each.persona.identity
        table.add_row(
            str(number), who.id, str(who.age), who.gender, f"{voice.pitch:.0f} Hz",
            f"{100 * (body(voice) - 1):+.0f} %", each.audition.english,
        )  # fmt: skip
    Console().print(table)
