"""Pictures of every page in use: on a laptop and on a phone, in both languages, light and dark.

python -m benchmarks.screenshots --pack tts/packs/base --out runs/bench/screenshots

A page that is added to the studio needs one line in `SCENES`: how a visitor puts it to use.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

from benchmarks.browser import Visitor, chromium, serving, visitor
from studio.ui.words import WORDS

WIDTHS: Mapping[str, int] = {"laptop": 1280, "phone": 390}

_BOOK = """# One

The river rose in the night, and nobody in the mill slept. "Who is there?" whispered Matty.

"Only me," said Ysolde Karrow, and the old woman laughed. "You are late," cried Matty. "The bread is cold!"

# Two

They went home in the morning. "I am tired," said Ysolde. Karrow lay behind them. "So am I," said Matty.

# About the Author

The author lived by the river Karrow and wrote this book at night.
"""


def scene(user: Visitor, language: str) -> Iterator[str]:
    """A scene that has been spoken, and a line of it directed twice and bent once."""
    yield "scene-new"
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
    yield "scene"


def voices(user: Visitor, language: str) -> Iterator[str]:
    """Four candidates, one of them being shaped."""
    user.visit(_title("voices", language))
    yield "voices-new"
    user.press("voices.example.3")
    user.page.wait_for_function("document.querySelectorAll('audio').length === 4", timeout=120_000)
    user.press("shape-0-3")
    user.write("voices.direct", {"en": "older, a bit breathier", "zh": "更老，气声多一点"}[language])
    user.page.wait_for_function("document.querySelectorAll('audio').length === 6", timeout=120_000)
    yield "voices"


def books(user: Visitor, language: str) -> Iterator[str]:
    """A short book, step by step; one of its lines has been taken twice."""
    user.visit(_title("books", language))
    yield "books-new"
    _upload(user, 0, "The Mill.md", "text/markdown", _BOOK)
    user.page.get_by_role("heading", name="The Mill").first.wait_for()
    user.idle()
    steps = user.page.locator(".st-key-books-at-step button")
    for number, step in enumerate(("chapters", "cast", "names", "render")):
        steps.nth(number).click()
        user.idle()
        yield f"books-{step}"
    user.press("books.render")
    user.page.locator("[data-testid=stAlertContentSuccess]").wait_for(timeout=240_000)
    user.idle()
    yield "books-rendered"
    steps.nth(4).click()
    user.idle()
    user.page.locator(".st-key-script label[data-testid=stRadioOption]").nth(2).click()
    user.idle()
    user.press("books.again")
    user.page.locator(".st-key-books-take").wait_for()
    user.idle()
    yield "books"
    steps.nth(5).click()
    user.idle()
    user.press("books.export")
    user.page.locator("[class*='st-key-file-']").first.wait_for(timeout=240_000)
    user.idle()
    user.press("books.measure")
    user.page.locator("[data-testid=stExpander]").first.wait_for(timeout=240_000)
    user.idle()
    user.page.locator("[data-testid=stExpander] summary").nth(1).click()
    user.idle()
    yield "books-export"
    user.press("books.leave")
    yield "books-shelf"


def dubbing(user: Visitor, language: str) -> Iterator[str]:
    """A short dub, with a line that does not fit."""
    user.visit(_title("dubbing", language))
    yield "dubbing-new"
    words = [("ANNA", 0.5, 2.4, "You came back."), ("BEN", 2.8, 4.6, "Neither did I think so.")]
    words += [("ANNA", 5.0, 5.3, "(whispering) Then leave before anybody wakes up and sees you here.")]
    words += [("BEN", 5.5, 8.5, "Not without the letter."), ("OLD WOMAN", 9.0, 11.0, "Who is there?")]
    sheet = "start,end,speaker,text\n" + "".join(f"{a},{b},{who},{text}\n" for who, a, b, text in words)
    _upload(user, 0, "The Letter.csv", "text/csv", sheet)
    user.page.locator(".st-key-dubs-begin button:enabled").click()
    user.page.locator(".st-key-desk").wait_for()
    user.idle()
    yield "dubbing-cast"
    user.press("dubs.dub")
    user.page.locator("[data-testid=stDataFrame]").wait_for(timeout=240_000)
    user.idle()
    yield "dubbing"
    user.press("dubs.leave")
    yield "dubbing-shelf"


def jobs(user: Visitor, language: str) -> Iterator[str]:
    """What was done for the pictures before this one; nothing where it is asked for alone."""
    user.visit(_title("jobs", language))
    yield "jobs"


def settings(user: Visitor, language: str) -> Iterator[str]:
    """What is in use, and a key that was just made."""
    user.visit(_title("settings", language))
    user.write("settings.name", "player")  # which hands the form in
    user.page.locator("[data-testid=stCode]").wait_for()
    user.idle()
    yield "settings"


SCENES: Mapping[str, Callable[[Visitor, str], Iterator[str]]] = {
    "scene": scene,
    "voices": voices,
    "books": books,
    "dubbing": dubbing,
    "jobs": jobs,
    "settings": settings,
}
"""Page → a visit in a language, which yields the name of a picture whenever one is to be taken."""


def main(
    pack: Path = Path("tts/packs/base"),
    out: Path = Path("runs/bench/screenshots"),
    page: str = "",
    language: str = "",
) -> None:
    """Take the pictures, NAME-WIDTH-LANGUAGE-SCHEME.png.

    page, language: pictures of this page, in this language (en, zh), alone.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(pack, Path(folder)) as server,
        chromium() as browser,
    ):
        complaints: list[str] = []
        for spoken, shown in product((language,) if language else ("en", "zh"), SCENES):
            if page and page != shown:
                continue
            user = visitor(browser, server.url, language=spoken)
            for name in SCENES[shown](user, spoken):
                pictures(user, out, f"{name}-{{width}}-{spoken}-{{scheme}}.png")
            complaints += user.complaints
            user.page.context.close()
        if faults := [*complaints, *server.faults()]:
            raise SystemExit(f"the console or the server complained: {faults}")


def pictures(user: Visitor, out: Path, name: str) -> None:
    """The whole page, however long it is, in all widths and schemes; the visitor's window stays as it was."""
    page = user.page
    page.evaluate("document.querySelectorAll('audio').forEach(player => player.pause())")
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.mouse.move(2, 300)
    usual = page.viewport_size
    for width, scheme in product(WIDTHS, ("light", "dark")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": WIDTHS[width], "height": 700})
        page.wait_for_timeout(300)
        height = page.evaluate(
            "document.querySelector('[data-testid=stMainBlockContainer]').getBoundingClientRect().height"
        )
        page.set_viewport_size({"width": WIDTHS[width], "height": max(round(height), 700)})
        page.wait_for_timeout(500)
        user.idle()
        file = out / name.format(width=width, scheme=scheme)
        page.screenshot(path=str(file))
        print(file, flush=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(usual)
    user.idle()


def _title(page: str, language: str) -> str:
    return WORDS[page][language == "zh"]


def _upload(user: Visitor, field: int, name: str, media_type: str, content: str) -> None:
    file = {"name": name, "mimeType": media_type, "buffer": content.encode()}
    user.page.locator("input[type=file]").nth(field).set_input_files(file)


if __name__ == "__main__":
    import typer

    typer.run(main)
