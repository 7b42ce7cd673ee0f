"""The studio end to end, in a real browser, on the tiny random voice pack."""

import subprocess

import pytest

from benchmarks.browser import visitor
from studio.ui.pages import PAGES
from studio.ui.site import ADDRESSES


def decoded_seconds(data, tmp_path):
    """Length of a sound as ffmpeg decodes it, s."""
    file = tmp_path / "file"
    file.write_bytes(data)
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-f", "s16le", "-ar", "24000", "-ac", "1", "-"]
    return len(subprocess.run(command, check=True, capture_output=True).stdout) / 48_000


def test_a_scene_is_spoken_directed_compared_and_taken_home(server, browser, tmp_path):
    ours = visitor(browser, server.url)
    page = ours.page
    ours.listen()
    page.locator("textarea").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("A line from the keyboard.")
    page.keyboard.press("Control+Enter")
    ours.sees("card-now", "Take 1 · as written")
    ours.sees("script", "A line from the keyboard.")
    for number in (2, 3):
        ours.press("tap-more")
        ours.sees("card-now", f"Take {number} · more emotional")
    ours.sees("card-other", "Take 2 · more emotional")
    # A/B: one player stops where the other begins, and a click on the picture seeks.
    page.locator(".st-key-card-other audio").evaluate("e => e.play()")
    page.locator(".st-key-card-now [data-testid=stVegaLiteChart]").first.click(position={"x": 200, "y": 60})
    page.wait_for_function("document.querySelector('.st-key-card-other audio').paused")
    assert page.locator(".st-key-card-now audio").evaluate("e => e.currentTime") > 0
    spoken = page.locator(".st-key-card-now audio").evaluate("e => e.duration")
    page.reload()  # and everything is there again, for nobody else
    page.wait_for_selector("h1")
    ours.idle()
    ours.sees("card-now", "Take 3 · more emotional")
    assert page.locator("textarea").first.input_value() == "A line from the keyboard."
    assert visitor(browser, server.url).page.locator(".st-key-card-now").count() == 0
    ours.open("icons-grandmother-3")
    sound = ours.download("grandmother-3.mp3")
    assert decoded_seconds(sound, tmp_path) == pytest.approx(spoken, abs=0.1)
    assert not ours.complaints
    assert not server.faults()


def test_a_designed_voice_speaks_in_a_scene_and_others_see_nothing(server, browser, tmp_path):
    ours, theirs = visitor(browser, server.url), visitor(browser, server.url, language="zh")
    ours.visit("Voices")
    ours.press("voices.example.3")
    ours.page.wait_for_function("document.querySelectorAll('audio').length === 4", timeout=60_000)
    theirs.visit("声音")
    assert theirs.page.locator("audio").count() == 0
    ours.press("shape-0-1")
    ours.page.wait_for_function("document.querySelectorAll('audio').length === 5", timeout=60_000)
    assert ours.page.locator("[class*='st-key-shape-0-']").count() == 4  # nothing was drawn again
    ours.open("save")
    ours.write("voices.name.en", "Merlin")
    ours.press("voices.save")
    ours.sees("icons-own-merlin", "Merlin")
    ours.page.keyboard.press("Escape")
    bad = tmp_path / "picture.yaml"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    ours.page.locator("input[type=file]").set_input_files(bad)
    ours.page.get_by_text("picture.yaml", exact=False).first.wait_for()
    ours.visit("Scene")
    ours.choose("scene.persona.1.en", "Merlin")
    ours.press("scene.speak")
    ours.sees("script", "Merlin")
    ours.sees("card-now", "Take 1")
    for each in (ours, theirs):
        assert not each.complaints
    assert not server.faults()


def test_a_page_has_an_address_of_its_own(server, browser):
    assert [page.key for page in PAGES[1:]] == list(ADDRESSES)
    user = visitor(browser, server.url, page="settings")
    assert user.page.locator("h1").inner_text() == "Settings"
    user.page.locator(".st-key-settings-name").wait_for()  # keys are made at the machine itself
    user.visit("Scene")
    assert user.page.url.split("?")[0] == f"{server.url}/"
    assert not user.complaints
    assert not server.faults()
