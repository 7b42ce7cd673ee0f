"""A dub end to end in a real browser, on the tiny random voice pack."""

import subprocess

import pytest
import soundfile

from benchmarks.browser import visitor

SRT = (
    "1\n00:00:00,500 --> 00:00:01,500\nANNA: You came back.\n\n2\n00:00:02,000 --> 00:00:03,000\nBEN: Yes.\n"
)


def give(user, field, file):
    """Upload a file, and wait until the page knows it."""
    with user.page.expect_response(lambda answer: "upload_file" in answer.url):
        user.page.locator("input[type=file]").nth(field).set_input_files(file)
    user.page.wait_for_timeout(300)
    user.idle()


def test_subtitles_become_a_track_of_the_right_length(server, browser, tmp_path):
    good, bad = tmp_path / "talk.srt", tmp_path / "bad.srt"
    good.write_text(SRT)
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    sound = tmp_path / "sound.wav"
    soundfile.write(sound, [0.0] * 4 * 8000, 8000)
    ours = visitor(browser, server.url)
    ours.visit("Dubbing")
    give(ours, 1, sound)
    for file in (bad, good):
        give(ours, 0, file)
        ours.page.locator(".st-key-dubs-begin button:enabled").click()
        if file is bad:
            ours.page.get_by_text("zero bytes").first.wait_for()
    ours.page.locator(".st-key-desk").wait_for()
    ours.idle()
    ours.press("dubs.dub")
    ours.page.locator("[data-testid=stDataFrame]").wait_for()
    ours.idle()
    with ours.page.expect_download() as started:
        ours.page.get_by_role("button", name="mix.wav").click()
    track = tmp_path / "mix.wav"
    started.value.save_as(track)
    command = ["ffmpeg", "-v", "error", "-i", str(track), "-f", "s16le", "-ar", "8000", "-ac", "1", "-"]
    heard = subprocess.run(command, check=True, capture_output=True).stdout
    assert len(heard) / 16_000 == pytest.approx(4, abs=0.05)
    assert not ours.complaints
    assert not server.faults()
