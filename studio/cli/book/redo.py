"""`dramatis book redo` and `takes`: one line again, and which of its takes is delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.cli.book.preflight import Folder
from studio.cli.terminal import Json, print_json, tell
from tts.errors import BookError

if TYPE_CHECKING:
    from studio.book.inventory import Inventory
    from studio.book.plan import PlannedLine
    from studio.book.project import Project
    from studio.book.store import TakeRecord

Line = Annotated[str, typer.Option("--line", help="Chapter and line, such as 3:14.")]


def redo(
    project: Folder,
    line: Line,
    direction: Annotated[
        str | None, typer.Option(help='From how it is now: "more emotional", "whispering", "undo", 更慢一点.')
    ] = None,
    text: Annotated[str | None, typer.Option(help="Other words; script.txt has them from now on.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="A take with this seed.")] = None,
    as_json: Json = False,
) -> None:
    """Speak one line again: another take of it as it is, or other words, or directed on; the new one is
    delivered from now on, and `dramatis book takes` goes back to another."""
    from studio.book.project import Project
    from studio.book.redo import another, check_unlocked, line_at, redirect, reword
    from studio.book.render import render
    from studio.cli.book.speaking import executor_of

    if seed is not None and (direction is not None or text is not None):
        raise BookError("--seed is for another take of the line as it is; give it alone")
    opened = Project.open(project)
    if seed is not None and opened.engine.kind != "native":
        raise BookError("a server cannot be asked for a seed; leave --seed out for another take")
    inventory = opened.inventory()
    found = line_at(inventory.lines, line)
    check_unlocked(inventory, found)
    if text is not None:
        reword(opened, found, text)
        found = line_at(opened.lines(), line)
    if direction is not None:
        directed = redirect(opened, found, direction)
        tell(f"{line} [{directed.direction or 'plain'}]: {directed.diff}")
        for note in directed.notes:
            tell(f"note: {note}")
        found = line_at(opened.lines(), line)
    executor = executor_of(opened, [found.persona])
    if inventory.rendered(found.key) is None:
        render(opened, executor, lines=(found,))
    elif text is None and direction is None:
        another(opened, found, executor, seed)
    _show(opened, found, as_json)


def takes(
    project: Folder,
    line: Line,
    choose: Annotated[int | None, typer.Option(help="Deliver the take of this number.")] = None,
    lock: Annotated[
        bool, typer.Option("--lock", help="Keep the delivered take, whatever is changed around the line.")
    ] = False,
    unlock: Annotated[bool, typer.Option("--unlock", help="Deliver what the line asks for again.")] = False,
    as_json: Json = False,
) -> None:
    """List the takes of a line, choose one, and lock it so that no later change replaces it."""
    from studio.book.project import Project
    from studio.book.redo import alternatives, line_at
    from studio.book.redo import choose as chosen

    if lock and unlock:
        raise BookError("--lock and --unlock contradict each other; give one of them")
    opened = Project.open(project)
    inventory = opened.inventory()
    found = line_at(inventory.lines, line)
    there = alternatives(inventory, found)
    if choose is not None or lock or unlock:
        if not there:
            raise BookError(f"{line} has no take yet; run `dramatis book render` first")
        if choose is not None and not 1 <= choose <= len(there):
            raise BookError(f"{line} has takes 1–{len(there)}, not {choose}")
        delivered = inventory.delivered(found)
        take = there[choose - 1] if choose is not None else delivered
        if take is None:
            raise BookError(f"{line} delivers no take; choose one with --choose")
        chosen(opened, found, take, locked=True if lock else False if unlock else None)
    _show(opened, found, as_json)


def _show(project: Project, line: PlannedLine, as_json: bool) -> None:
    """The takes of a line, the delivered one marked; a line that fails ends with exit code 1."""
    from studio.book.inventory import Inventory
    from studio.book.redo import alternatives

    with project.store() as store:
        inventory = Inventory.of((line,), store, project.takes)
    there = alternatives(inventory, line)
    rows = [_row(project, inventory, line, number, take) for number, take in enumerate(there, 1)]
    error = inventory.error(line)
    if as_json:
        print_json({"line": line.place, "text": line.line.text, "takes": rows, "error": error or None})
    else:
        typer.echo(f"{line.place} {line.line.speaker} [{line.line.direction or 'plain'}]: {line.line.text}")
        for row in rows:
            mark = "locked" if row["locked"] else "delivered" if row["delivered"] else ""
            said = "".join(f" ({remark})" for remark in row["remarks"])
            what = f"{row['seconds']:.1f} s  seed {row['seed']}  {row['file']}{said}"
            typer.echo(f"{mark:>10} {row['number']:>3}  {what}")
    if error:
        tell(f"error: {error}")
        raise typer.Exit(1)


def _row(
    project: Project, inventory: Inventory, line: PlannedLine, number: int, take: TakeRecord
) -> dict[str, Any]:
    delivered = inventory.delivered(line)
    choice = inventory.choices.get(line.anchor)
    here = delivered is not None and delivered.key == take.key
    return {
        "number": number,
        "delivered": here,
        "locked": here and choice is not None and choice.locked,
        "seconds": take.seconds,
        "seed": take.seed,
        "file": str(project.takes.take(take.key).path),
        "remarks": list(take.verdict.told),
    }
