"""The studio in a browser: how soon it sounds, how fast it answers, and whether "more emotional" is heard.

python -m benchmarks.studio --pack tts/packs/base --out runs/bench

On other people's machines the network comes on top. The arousal is measured in the downloaded files.
"""

from __future__ import annotations

import io
import math
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import soundfile

from benchmarks.browser import Visitor, chromium, serving, visitor
from benchmarks.report import publish
from tts.style.measure import measure

LINE = "We could walk along the river before the sun goes."
"""Ten words."""

SCRIPT = "\n".join(f"{name} (happy): {LINE}" for name in ("Documentary", "Detective", "Villain", "Witch") * 3)
_CHEERFUL = "We won the prize, and everybody in the whole street knows about it!"
_PERSONAS = ("Documentary", "Warm narrator", "Brisk professional", "Pirate captain")


def arousal(sound: bytes) -> float:
    """How aroused a voice sounds, in steps that are about equally well heard.

    Mean pitch, its spread and loudness grow with activation (Schröder 2006); a step is 3 semitones, 1.5
    semitones and 3 dB. Only differences within one speaker's takes of one text mean something.
    """
    samples, rate = soundfile.read(io.BytesIO(sound), dtype="float32")
    heard = measure(samples, rate)
    return 12 * math.log2(heard.pitch / 100) / 3 + heard.range / 1.5 + heard.loudness / 3


def main(pack: Path = Path("tts/packs/base"), out: Path = Path("runs/bench"), times: int = 5) -> None:
    """Measure with a browser on this machine. times: how often each is measured."""
    rows: list[dict[str, Any]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(pack, Path(folder)) as server,
        chromium() as browser,
    ):
        first = visitor(browser, server.url)
        _ready(first)
        rows.append(_row("click to first sound, 10 words", _sounds(first, times)))
        rows.append(_row("direction to first sound", _directions(first, times)))
        with_script = visitor(browser, server.url)
        _paste(with_script, SCRIPT)
        rows.append(_row("another line of 12 on the desk", _switches(with_script, times)))
        rises, faults = _rises(visitor(browser, server.url))
        complaints = [*first.complaints, *with_script.complaints, *server.faults()]
        rows.append(_row("page drawn again on the server", _reruns(pack, Path(folder), times)))
    publish("studio", rows, out, arousal=rises, complaints=complaints)
    rising = sum(a < b < c for a, b, c in rises.values())
    print(f"arousal rises over two rounds of “more emotional” for {rising} of {len(rises)} personas: {rises}")
    if complaints or faults:
        raise SystemExit(f"the console or the server complained: {complaints + faults}")


def _row(what: str, seconds: list[float]) -> dict[str, Any]:
    return {"what": what, "times": len(seconds), "median s": median(seconds), "longest s": max(seconds)}


def _ready(user: Visitor) -> None:
    """Speak once, so that the voice is loaded."""
    user.press("scene.speak")
    user.sees("card-now", "Take 1")


def _sounds(user: Visitor, times: int) -> list[float]:
    user.write("scene.text.1.en", LINE)
    user.listen()
    found = []
    for _ in range(times):
        user.press("scene.speak")
        found.append(user.first_sound())
    return found


def _directions(user: Visitor, times: int) -> list[float]:
    found = []
    for number in range(times):
        user.press("tap-faster" if number % 2 else "tap-slower")
        found.append(user.first_sound())
    return found


def _paste(user: Visitor, script: str) -> None:
    user.press("scene.paste")
    user.write("scene.written", script)
    user.press("scene.written.apply")
    user.sees("script", "12 ·")


def _switches(user: Visitor, times: int) -> list[float]:
    """Seconds from a click on a line to its persona on the desk."""
    found = []
    rows = user.page.locator(".st-key-script label[data-testid=stRadioOption]")
    for number in range(times):
        row = rows.nth(1 + number % 2)
        name = ("Detective", "Villain")[number % 2]
        started = time.perf_counter()
        row.click()
        box = f"[class*='st-key-scene-persona'] input[value^='{name}']"
        user.page.wait_for_selector(box)
        found.append(time.perf_counter() - started)
        user.idle()
    return found


def _rises(user: Visitor) -> tuple[dict[str, list[float]], list[str]]:
    """Persona → arousal of a happy line and of two rounds of "more emotional"."""
    found = {}
    for number, name in enumerate(_PERSONAS):
        line = 1 if number == 0 else 3 + number
        if number:
            user.press("scene.add")
        user.write(f"scene.text.{line}.en", _CHEERFUL)
        user.choose(f"scene.persona.{line}.en", name)
        user.write(f"scene.direction.{line}.en", "happy")
        user.press("scene.speak")
        user.sees("card-now", "Take 1")
        found[name] = [arousal(_taken(user))]
        for take in (2, 3):
            user.press("tap-more")
            user.sees("card-now", f"Take {take} · more emotional")
            found[name].append(arousal(_taken(user)))
    return found, user.complaints


def _taken(user: Visitor) -> bytes:
    """The current take as WAV, as the menu of its card downloads it."""
    user.page.locator(".st-key-foot-now [class*='st-key-icons-'] button:visible").first.click()
    user.page.locator("[data-testid=stPopoverBody]:visible").first.wait_for()
    name = user.page.locator("[data-testid=stPopoverBody] [class*='-wav']").first.get_attribute("class")
    key = next(part for part in str(name).split() if part.startswith("st-key-")).removeprefix("st-key-")
    sound = user.download(key)
    user.page.keyboard.press("Escape")
    user.idle()
    return sound


def _reruns(pack: Path, folder: Path, times: int) -> list[float]:
    """Seconds of computing to draw the page with two takes, without the browser."""
    import os

    from streamlit.testing.v1 import AppTest

    os.environ["DRAMATIS_PACK"] = str(pack)
    os.environ["DRAMATIS_SCENES"] = str(folder / "reruns")
    page = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=300)
    page.query_params["lang"] = "en"
    page.run()
    for key in ("scene.speak", "tap-more"):
        page.button(key=key).click().run()
    return [_timed(page.run) for _ in range(times)]


def _timed(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


if __name__ == "__main__":
    import typer

    typer.run(main)
