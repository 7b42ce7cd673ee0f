"""Pictures of every page: on a laptop and on a phone, in both languages, light and dark.

python -m benchmarks.screenshots --pack tts/packs/base --out runs/bench/screenshots

A page that is added to the studio needs one line in `SCENES`: how it looks when it is in use.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

from benchmarks.browser import Visitor, chromium, serving, visitor
from studio.ui.words import WORDS

WIDTHS: Mapping[str, int] = {"laptop": 1280, "phone": 390}

_BOOK = """# One

The river rose in the night, and nobody in the mill slept. "Who is there?" whispered Matty.

"Only me," said Ysolde Karrow, and the old woman laughed. "You are late," cried Matty. "The bread is cold!"

# Two

They went home in the morning. "I am tired," said Ysolde. Karrow lay behind them.
"""


def scene(user: Visitor, language: str) -> None:
    """A scene that has been spoken, and a line of it directed twice and bent once."""
    user.press("scene.all")
    user.sees("script", {"en": "3 · Villain ·", "zh": "3 · 反派 ·"}[language])
    user.page.locator(".st-key-script label[data-testid=stRadioOption]").nth(1).click()
    user.idle()
    for number, tap in ((2, "more"), (3, "slower")):
        user.press(f"tap-{tap}")
        user.sees("icons-takes", str(number))
    user.open("melody")
    for word in ("really", "said"):
        user.page.locator("[data-testid=stPopoverBody] button", has_text=word).last.click()
        user.idle()
    user.press("melody-raise")
    user.sees("card-now", "+2")
    user.page.keyboard.press("Escape")


def voices(user: Visitor, language: str) -> None:
    """Four candidates, one of them being shaped."""
    user.visit({"en": "Voices", "zh": "声音"}[language])
    user.press("voices.example.3")
    user.page.wait_for_function("document.querySelectorAll('audio').length === 4", timeout=120_000)
    user.press("shape-0-3")
    user.write("voices.direct", {"en": "older, a bit breathier", "zh": "更老，气声多一点"}[language])
    user.page.wait_for_function("document.querySelectorAll('audio').length === 6", timeout=120_000)


def dubbing(user: Visitor, language: str) -> None:
    """A short dub, with a line that does not fit."""
    user.visit({"en": "Dubbing", "zh": "配音"}[language])
    words = [("ANNA", 0.5, 2.4, "You came back."), ("BEN", 2.8, 4.6, "Neither did I think so.")]
    words += [("ANNA", 5.0, 5.3, "(whispering) Then leave before anybody wakes up and sees you here.")]
    words += [("BEN", 5.5, 8.5, "Not without the letter."), ("OLD WOMAN", 9.0, 11.0, "Who is there?")]
    sheet = "start,end,speaker,text\n" + "".join(f"{a},{b},{who},{text}\n" for who, a, b, text in words)
    file = {"name": "The Letter.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    user.page.locator("input[type=file]").first.set_input_files(file)
    user.page.locator(".st-key-dubs-begin button:enabled").click()
    user.page.locator(".st-key-desk").wait_for()
    user.idle()
    user.press("dubs.dub")
    user.page.locator("[data-testid=stDataFrame]").wait_for(timeout=240_000)
    user.idle()


def books(user: Visitor, language: str) -> None:
    """A short book, rendered; one of its lines has been taken twice."""
    user.visit({"en": "Audiobook", "zh": "有声书"}[language])
    file = {"name": "The Mill.md", "mimeType": "text/markdown", "buffer": _BOOK.encode()}
    user.page.locator("input[type=file]").set_input_files(file)
    user.page.get_by_role("heading", name="The Mill").first.wait_for()
    user.idle()
    steps = user.page.locator(".st-key-books-at-step button")
    steps.nth(3).click()
    user.idle()
    user.press("books.render")
    user.page.locator("[data-testid=stAlertContentSuccess]").wait_for(timeout=240_000)
    user.idle()
    steps.nth(4).click()
    user.idle()
    user.page.locator(".st-key-script label[data-testid=stRadioOption]").nth(2).click()
    user.idle()
    user.press("books.again")
    user.page.locator(".st-key-books-take").wait_for()
    user.idle()


def jobs(user: Visitor, language: str) -> None:
    """What was done for the pictures of books."""
    user.visit({"en": "Jobs", "zh": "任务"}[language])


SCENES: Mapping[str, Callable[[Visitor, str], None]] = {
    "scene": scene,
    "voices": voices,
    "books": books,
    "dubbing": dubbing,
    "jobs": jobs,
}
"""Page → what a visitor does before the picture is taken, in a language."""


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench/screenshots"),
    page: str = "",
    empty: bool = False,
) -> None:
    """Take the pictures, PAGE-WIDTH-LANGUAGE-SCHEME.png.

    page: pictures of this page alone. empty: as it looks in a new session.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(pack, Path(folder)) as server,
        chromium() as browser,
    ):
        for name, width, language, dark in product(SCENES, WIDTHS, ("en", "zh"), (False, True)):
            if page and name != page:
                continue
            user = visitor(browser, server.url, language=language, width=WIDTHS[width], dark=dark)
            if empty and name != "scene":
                user.visit(WORDS[name][language == "zh"])
            elif not empty:
                SCENES[name](user, language)
            file = out / f"{name}-{width}-{language}-{'dark' if dark else 'light'}.png"
            picture(user, file)
            user.page.context.close()
            print(file)
        if faults := server.faults():
            raise SystemExit(f"the server complained: {faults}")


def picture(user: Visitor, file: Path) -> None:
    """The whole page, however long it is."""
    user.page.evaluate("document.querySelectorAll('audio').forEach(player => player.pause())")
    user.page.evaluate("document.activeElement && document.activeElement.blur()")
    user.page.mouse.move(2, 300)
    height = user.page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect().height"
    )
    size = user.page.viewport_size
    user.page.set_viewport_size({"width": size["width"], "height": max(round(height), 700)})
    user.page.wait_for_timeout(900)
    user.page.screenshot(path=str(file))


if __name__ == "__main__":
    import typer

    typer.run(main)
