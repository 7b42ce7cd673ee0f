"""The Audiobook page with a book of 2,000 lines open: how long each of its steps takes to be drawn again.

python -m benchmarks.longbook --pack tts/packs/base --out runs/bench

Computing time on the server, without the browser; the first drawing, which reads every line, is a row of its
own.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import publish

CHAPTERS, LINES = 20, 100
STEPS = ("chapters", "cast", "names", "render", "listen", "export")

_PAGE = "from studio.ui.frame import begin\nfrom studio.ui.books.page import page\npage(begin())"


def main(pack: Path = Path("tts/packs/base"), out: Path = Path("runs/bench"), times: int = 5) -> None:
    """Draw every step `times` times."""
    from streamlit.testing.v1 import AppTest

    with tempfile.TemporaryDirectory() as folder:
        own = {"DRAMATIS_BOOKS": "books", "DRAMATIS_STORE": "store", "DRAMATIS_PERSONAS": "personas"}
        os.environ.update({name: str(Path(folder) / value) for name, value in own.items()})
        os.environ["DRAMATIS_PACK"] = str(pack.resolve())
        _project(Path(folder) / "books" / "long-1")
        page = AppTest.from_string(_PAGE, default_timeout=900)
        page.query_params["lang"] = "en"
        page.query_params["book"] = "long-1"
        page.run()
        rows: list[dict[str, Any]] = []
        for step in STEPS:
            page.session_state["books.step"] = step
            first = _timed(page.run)
            again = [_timed(page.run) for _ in range(times)]
            if page.exception:
                raise SystemExit(f"{step}: {page.exception}")
            rows.append({"step": step, "first s": first, "median s": median(again), "longest s": max(again)})
    publish("longbook", rows, out, lines=CHAPTERS * LINES)
    if slow := [row["step"] for row in rows if row["median s"] > 0.3]:
        raise SystemExit(f"drawn again in more than 0.3 s: {', '.join(slow)}")


def _project(folder: Path) -> None:
    from studio.book.cast import Cast, Role
    from studio.book.names import BookLexicon
    from studio.book.project import Project, Settings
    from studio.book.script import Script, ScriptChapter, ScriptLine

    speakers = ("narrator", "Ann", "narrator", "Ben")

    def line(chapter: int, number: int) -> ScriptLine:
        text = f"This is line {number} of chapter {chapter}, and the river rose."
        return ScriptLine(text, " ", speakers[number % 4], kind="speech" if number % 2 else "narration")

    chapters = tuple(
        ScriptChapter(f"Chapter {chapter}", tuple(line(chapter, number) for number in range(LINES)))
        for chapter in range(CHAPTERS)
    )
    folder.parent.mkdir(parents=True)
    project = Project.create(folder, Settings())
    project.write_script(Script("A long book", ("Nobody",), "en", chapters))
    project.write_cast(Cast(characters={"Ann": Role("sunny-youth"), "Ben": Role("villain")}))
    project.write_lexicon(BookLexicon())


def _timed(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


if __name__ == "__main__":
    import typer

    typer.run(main)
