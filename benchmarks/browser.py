"""The studio in a real browser: a server of its own, Debian's Chromium, visitors who press its buttons."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Programs that can be driven, the first that is installed."""

_IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.dataset.testScriptState === "notRunning" && !document.querySelector(".st-key-progress");
}"""
_SOUND = """() => {
    window.__pressed = 0; window.__sounded = 0;
    const press = () => { window.__pressed = performance.now(); window.__sounded = 0; };
    addEventListener("pointerdown", press, true);
    addEventListener("keydown", press, true);
    addEventListener("playing", () => { window.__sounded ||= performance.now(); }, true);
}"""


@dataclass(frozen=True)
class Server:
    """A studio that is being served. log: what it wrote."""

    url: str
    log: Path

    def faults(self) -> list[str]:
        """Lines of the log that tell of an exception."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "Error" in line or "Uncaught" in line]


@contextmanager
def serving(pack: Path | None, folder: Path) -> Iterator[Server]:
    """`dramatis studio` as a process of its own; folder: for its log and all it keeps."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "studio.cli", "studio", "--no-browser", "--port", str(port)]
    command += ["--pack", str(pack)] if pack else []
    homes = ("personas", "store", "books", "dubs", "scenes")
    own = {f"DRAMATIS_{name.upper()}": str(folder / name) for name in homes}
    environment = {**os.environ, "NO_COLOR": "1", **own}
    log = folder / "studio.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _await(f"http://localhost:{port}/_stcore/health", process)
            yield Server(f"http://localhost:{port}", log)
        finally:
            process.terminate()
            process.wait(timeout=30)


@dataclass
class Visitor:
    """One session in a browser. page: of Playwright. complaints: errors of its console."""

    page: Any
    complaints: list[str] = field(default_factory=list)

    def idle(self, seconds: float = 60.0) -> None:
        """Wait until the page has been drawn and nothing is being spoken."""
        self.page.wait_for_timeout(60)
        for _ in range(2):  # a script that ends may ask for another
            self.page.wait_for_function(_IDLE, timeout=1000 * seconds)
            self.page.wait_for_timeout(60)

    def sees(self, key: str, text: str, seconds: float = 60.0) -> None:
        """Wait until the container of this key says a text."""
        place = self.page.locator(_of(key)).filter(has_text=text).first
        place.wait_for(timeout=1000 * seconds)
        self.idle()

    def choose(self, key: str, name: str) -> None:
        """Choose by name in the select box of this key."""
        self.page.locator(f"{_of(key)} input").first.click()
        self.page.keyboard.type(name)
        self.page.get_by_role("option", name=name).first.wait_for()
        self.page.keyboard.press("Enter")
        self.idle()

    def press(self, key: str) -> None:
        """Press the button of this key, and wait."""
        self.page.locator(f"{_of(key)} button:visible").first.click()
        self.idle()

    def open(self, key: str) -> None:
        """Open the menu of this key, again where the page was drawn anew meanwhile and closed it."""
        body = self.page.locator("[data-testid=stPopoverBody]:visible").first
        for _ in range(5):
            self.press(key)
            self.page.wait_for_timeout(400)
            self.idle()
            if body.is_visible():
                return
        raise RuntimeError(f"the menu {key} does not stay open")

    def write(self, key: str, text: str) -> None:
        """Write into the field of this key, and wait."""
        place = self.page.locator(f"{_of(key)} :is(input, textarea)").first
        place.fill(text)
        place.press("Tab" if place.evaluate("e => e.tagName") == "TEXTAREA" else "Enter")
        self.idle()

    def visit(self, title: str) -> None:
        """Go to another page of the studio."""
        phone = self.page.viewport_size["width"] <= 640
        place = ".st-key-tabs" if phone else "[data-testid=stHeader]"
        self.page.locator(f"{place} a", has_text=title).first.click()
        self.page.locator("h1", has_text=title).wait_for()
        self.idle()

    def download(self, key: str) -> bytes:
        """The file behind a download button, as the browser got it."""
        with self.page.expect_download() as started:
            self.page.locator(f"{_of(key)} button:visible").first.click()
        return Path(started.value.path()).read_bytes()

    def listen(self) -> None:
        """From now on, note when the pointer goes down and when a player begins to sound."""
        self.page.evaluate(f"({_SOUND})()")

    def first_sound(self, seconds: float = 60.0) -> float:
        """Seconds from the last press to the first sound after it."""
        self.page.wait_for_function("window.__sounded > 0", timeout=1000 * seconds)
        return float(self.page.evaluate("(window.__sounded - window.__pressed) / 1000"))


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window. Raises RuntimeError where none is installed."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise RuntimeError("no browser was found; install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def visitor(
    browser: Any,
    url: str,
    *,
    page: str = "",
    language: str = "en",
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
) -> Visitor:
    """A new session. page: its address beneath that of the studio; the first one has none."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale={"en": "en-US", "zh": "zh-CN"}[language],
        color_scheme="dark" if dark else "light",
        accept_downloads=True,
    )
    tab = context.new_page()
    tab.set_default_timeout(120_000)
    found = Visitor(tab)
    tab.on(
        "console", lambda message: found.complaints.append(message.text) if message.type == "error" else None
    )
    tab.on("pageerror", lambda error: found.complaints.append(str(error)))
    tab.goto(f"{url}/{page}?lang={language}")
    tab.wait_for_selector("h1", timeout=120_000)
    found.idle()
    return found


def _of(key: str) -> str:
    """The selector of an element by the beginning of its key."""
    name = f"st-key-{key.replace('.', '-')}"
    return f":is([class$='{name}'], [class*='{name} '])"


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while True:
        try:
            with urlopen(address, timeout=10) as answer:
                if answer.read() == b"ok":
                    return
        except (URLError, ConnectionError):
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the studio did not start; {process.args!r}")
        time.sleep(0.2)
