"""`dramatis book lexicon`: how the names of a book are said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.book.preflight import Folder
from studio.cli.terminal import Json, print_json, tell

if TYPE_CHECKING:
    from studio.book.names import BookLexicon


def lexicon(
    project: Folder,
    say: Annotated[
        list[str] | None, typer.Option("--set", help="WORD=HOW: IPA between slashes, or a respelling.")
    ] = None,
    reviewed: Annotated[
        list[str] | None, typer.Option("--reviewed", help="This word is said well as it is.")
    ] = None,
    pls: Annotated[
        Path | None, typer.Option("--import", help="Take over a PLS, .yaml or .tsv lexicon.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the names that may be said wrong; set how they are said, which lexicon.yaml keeps."""
    from dataclasses import replace

    from studio.book.names import BookLexicon, unknown
    from studio.book.project import LEXICON, Project
    from tts.errors import BookError

    found = Project.open(project)
    script = found.script()
    before = found.book_lexicon()
    made = before.with_new(unknown(script))
    if pls is not None:
        made = made.merged(_imported(pls, script.language))
    pairs = {}
    for each in say or ():
        word, equals, how = each.partition("=")
        if not equals or not word.strip() or not how.strip():
            raise BookError(f"--set needs WORD=HOW, such as --set 'Siobhan=shiv awn', not {each!r}")
        pairs[word.strip()] = how.strip()
    made = made.merged(pairs)
    words = dict(made.words)
    for word in reviewed or ():
        if word not in words:
            raise BookError(f"{word!r} is not in the lexicon; valid: {', '.join(words) or 'none'}")
        words[word] = replace(words[word], reviewed=True)
    made = BookLexicon(words)
    if made != before:
        found.write_lexicon(made)
    _show(str(found.folder / LEXICON), made, as_json)


def _imported(path: Path, language: str) -> dict[str, str]:
    from studio.book.names import import_pls
    from tts.text.lexicon import Lexicon

    if path.suffix in (".yaml", ".yml", ".tsv"):
        return dict(Lexicon.load(path).entries)
    entries, notes = import_pls(path, language)
    for note in notes:
        tell(f"note: {note}")
    return entries


def _show(where: str, made: BookLexicon, as_json: bool) -> None:
    if as_json:
        print_json({"words": {word: vars(entry) for word, entry in made.words.items()}})
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("word", "times", "said as", "reviewed", "example", box=None, pad_edge=False)
    for word, entry in made.words.items():
        table.add_row(
            word,
            str(entry.count or ""),
            entry.say or entry.guess,
            "yes" if entry.reviewed else "",
            entry.example,
        )
    Console().print(table)
    typer.echo(where)
