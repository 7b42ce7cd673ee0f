"""`dramatis book check`: do the takes on the disk speak their text?"""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.book.preflight import Folder
from studio.cli.book.speaking import Chapters, chosen_chapters
from studio.cli.terminal import Json, print_json, tell


def check(
    project: Folder,
    chapters: Chapters = None,
    listen: Annotated[
        bool, typer.Option("--listen", help="Tell what a recogniser hears in suspect takes (English).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read every delivered take again and check that it speaks its text, all of it and nothing else.

    Ends with exit code 1 when the files of a take are damaged; the next render speaks it again.
    """
    from studio.book.checking import check as checked
    from studio.book.checking import recogniser
    from studio.book.coverage import Judge
    from studio.book.executors import Speaker
    from studio.book.project import Project

    opened = Project.open(project)
    wanted = chosen_chapters(opened, chapters)
    hear = recogniser() if listen else None
    if opened.engine.kind != "native":
        judge = Judge(None)
    elif (judge := Speaker.load(opened.pack, opened.voice().pack).judge).aligner is None:
        tell("note: the voice pack's aligner recognises nothing; only length, level and silence are checked")
    for limit in (limits := opened.limits()):
        tell(f"note: {limit}")
    count, found, damaged = 0, [], 0
    for each in checked(opened, opened.inventory(), judge, wanted, hear):
        count += 1
        why = [each.damage] if each.damage else list(each.verdict.told)
        if not why:
            continue
        damaged += bool(each.damage)
        found.append({"place": each.line.place, "text": each.line.line.text, "why": why, "heard": each.heard})
        if not as_json:
            heard = f" (heard: {each.heard or 'nothing'})" if hear and not each.damage else ""
            typer.echo(f"{each.line.place} “{each.line.line.text}”: {'; '.join(why)}{heard}")
    if as_json:
        print_json({"takes": count, "damaged": damaged, "suspects": found, "limits": limits})
    else:
        typer.echo(f"{count} takes checked: {len(found) - damaged} to listen to, {damaged} damaged")
    if damaged:
        raise typer.Exit(1)
