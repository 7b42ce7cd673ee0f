"""Voices made of others, for `dramatis personas`: blend, sculpt, and hear them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.terminal import Pack, tell
from tts.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personas import Persona

Id = Annotated[str | None, typer.Option("--id", help="Its own id: lower-case words and hyphens.")]
Name = Annotated[str | None, typer.Option("--name", help="Its English name.")]
ChineseName = Annotated[str | None, typer.Option("--name-zh", help="Its Chinese name.")]
Replace = Annotated[bool, typer.Option("--replace", help="Overwrite what has that name.")]
File = Annotated[Path | None, typer.Option("-o", "--out", help="Write a .persona.yaml file.")]
Keep = Annotated[bool, typer.Option("--save", help="Keep it among your own personas.")]
Who = Annotated[str, typer.Argument(help="Id or name, or a .yaml file.")]


def blend(
    a: Who,
    b: Who,
    share: Annotated[float, typer.Option(help="Of the second voice, 0–1.")] = 0.5,
    id: Id = None,
    name: Name = None,
    name_zh: ChineseName = None,
    out: File = None,
    keep: Keep = False,
    replace: Replace = False,
) -> None:
    """Blend two personas; prints the new one unless it is written or kept."""
    from personas import find
    from personas.blend import blend as blended

    deliver(renamed(blended(find(a), find(b), share), id, name, name_zh), out, keep, replace)


def sculpt(
    who: Who,
    direction: Annotated[
        str | None,
        typer.Argument(
            help='Such as "older, a bit deeper", "more like Grandmother", 更年轻.', show_default=False
        ),
    ] = None,
    age: Annotated[float, typer.Option(help="Years older.")] = 0.0,
    gender: Annotated[float, typer.Option(help="-1 to a man's voice – 1 to a woman's.")] = 0.0,
    size: Annotated[float, typer.Option(help="Steps bigger, -3–3.")] = 0.0,
    pitch: Annotated[float, typer.Option(help="Semitones.")] = 0.0,
    brightness: Annotated[float, typer.Option(help="dB, -16–16.")] = 0.0,
    breath: Annotated[float, typer.Option(help="-1–1.")] = 0.0,
    roughness: Annotated[float, typer.Option(help="-1–1.")] = 0.0,
    liveliness: Annotated[float, typer.Option(help="Octaves of the pitch movements, -3–3.")] = 0.0,
    rate: Annotated[float, typer.Option(help="Octaves of the speaking rate, -1–1.")] = 0.0,
    id: Id = None,
    name: Name = None,
    name_zh: ChineseName = None,
    out: File = None,
    keep: Keep = False,
    replace: Replace = False,
) -> None:
    """Change a voice in words or by sliders; prints the new persona unless it is written or kept."""
    from personas import find
    from personas.direction import direct_voice
    from personas.sculpt import Moves, resculpt

    moves = Moves(age, gender, size, pitch, brightness, breath, roughness, liveliness, rate)
    if direction is None and moves == Moves():
        raise RequestError('say what to change, in words such as "older" or by a slider such as --pitch -2')
    found = find(who)
    told = () if direction is None else (direct_voice(found, direction, find),)
    moved = resculpt(told[0].persona if told else found, moves)
    for step in (*told, moved):
        for part in step.not_understood:
            tell(f"not understood: {part}")
        for limited in step.clamped:
            tell(f"limited: {limited} was asked beyond what a voice can be")
    deliver(renamed(moved.persona, id, name, name_zh), out, keep, replace)


def audition(
    who: Annotated[list[str], typer.Argument(help="Ids, names or .yaml files.")],
    text: Annotated[str | None, typer.Option(help="Instead of the sentence that suits the persona.")] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the recordings.")] = Path("auditions"),
    pack: Pack = None,
) -> None:
    """Hear personas, each on a sentence that suits it, in its habitual style."""
    from personas import find

    found = [find(name) for name in who]
    files = [out / f"{each.id}.wav" for each in found]
    if len(set(files)) < len(files):
        raise RequestError("two of these personas have the same id; hear them one after the other")
    out.mkdir(parents=True, exist_ok=True)
    for each, file, said in zip(found, files, speak(found, files, pack, text), strict=True):
        typer.echo(f"{file}: {each.names['en']}: {said}")


def speak(
    personas: Sequence[Persona], files: Sequence[Path], pack: str | None, text: str | None = None
) -> list[str]:
    """Write each persona's audition to its file, and return what it says: the text, or its own sentence."""
    from personas.audition import audition as suited
    from studio.request import direct
    from tts.audio import write
    from tts.engine import load

    engine = load(pack)
    lines = [text or suited(each).english for each in personas]
    requests = [direct(each).request(line) for each, line in zip(personas, lines, strict=True)]
    for each, file, take in zip(personas, files, engine.speak_batch(requests), strict=True):
        if note := each.pack_note(engine.pack.hash):
            tell(f"note: {note}")
        for word in take.skipped:
            tell(f"skipped: {word!r} cannot be spoken")
        write(file, take.samples, take.sample_rate)
    return lines


def renamed(persona: Persona, id: str | None, name: str | None, name_zh: str | None) -> Persona:
    """The persona with an id and names of its own, where they are given."""
    from dataclasses import replace

    from personas.design import named

    if id is not None:
        return named(persona, id, name, name_zh)
    names = {"en": name or persona.names["en"], "zh": name_zh or persona.names["zh"]}
    return replace(persona, names=names)


def deliver(persona: Persona, out: Path | None, keep: bool, replace: bool) -> None:
    """Write the persona to a file, keep it in the store, or else print it."""
    from personas import Store, dumps, save

    if keep:
        typer.echo(str(Store.default().save(persona, replace)))
    if out is not None:
        typer.echo(str(save(persona, out, replace)))
    if not keep and out is None:
        typer.echo(dumps(persona), nl=False)
