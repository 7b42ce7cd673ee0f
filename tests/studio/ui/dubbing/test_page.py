"""The Dubbing page with a real engine and a real job store, on the tiny random voice pack."""

import io
import subprocess
import time

import pytest
import soundfile

from studio import ffmpeg
from studio.dubbing.project import Shelf
from studio.jobs.bench import Bench
from studio.jobs.worker import Worker
from studio.store import Store
from tests.studio.ui.conftest import press, shown
from tts.errors import DubError

SRT = """1
00:00:00,200 --> 00:00:01,600
ANNA: Hello there.

2
00:00:01,900 --> 00:00:02,100
BEN: I will never in my life get all of this said, my dear, in so short a time.

3
00:00:02,300 --> 00:00:03,500
[whispering] Who is it?

4
00:00:08,000 --> 00:00:09,000
[door slams]
"""


@pytest.fixture
def desk(tmp_path, monkeypatch, tiny_engine):
    """Does, in this process, all jobs that were handed in; returns them, newest first."""
    from studio.ui import work

    monkeypatch.setenv("DRAMATIS_DUBS", str(tmp_path / "dubs"))
    monkeypatch.setenv("DRAMATIS_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(work, "_crew", lambda folder, pack: None)

    def do_all():
        store = Store.open(tmp_path / "store")
        try:
            worker = Worker(Bench(store), lambda: tiny_engine)
            while worker.work():
                pass
        finally:
            store.close()
        return work.work().jobs()

    return do_all


@pytest.fixture
def page(opened, desk):
    """Opens the page in a new session."""

    def open_page(language="en"):
        return opened(language, "dubbing")

    return open_page


def upload(at, name, content, source=None):
    fields = {field.key.split(".")[1]: field for field in at.file_uploader}
    fields["subtitles"].upload(name, content)
    if source:
        fields["source"].upload(*source)
    at.run()
    return press(at, "dubs.begin")


def new(content=SRT, name="talk.srt"):
    return Shelf.default().new(name, io.BytesIO(content.encode()))


def test_an_empty_shelf_says_what_to_do(page):
    at = page()
    assert "Upload subtitles" in shown(at.info)
    assert at.button(key="dubs.begin").disabled
    assert "上传字幕" in shown(page("zh").info)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("broken.srt", b"1\n00:00:05,000 --> 00:00:01,000\nBack in time.\n", "line"),
        ("picture.srt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "zero bytes"),
        ("sheet.csv", b"start,colour\n1,red\n", "colour"),
        ("sheet.json", b"[{]", "JSON"),
        ("song.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n♪ la la ♪\n".encode(), "nothing to speak"),
    ],
)
def test_bad_uploads_are_refused_with_the_readers_reason(page, name, content, says):
    at = upload(page(), name, content)
    assert says in shown(at.error).replace("\\", "")
    assert not Shelf.default().names()
    assert not list(Shelf.default().folder.iterdir())


def test_a_film_that_is_none_is_refused(page):
    at = upload(page(), "talk.srt", SRT.encode(), ("film.mp4", b"no film at all"))
    assert "film.mp4" in shown(at.error).replace("\\", "")
    assert str(Shelf.default().folder) not in shown(at.error).replace("\\", "")
    assert not Shelf.default().names()


def test_subtitles_are_cast_dubbed_and_a_cue_is_redone(page, desk):
    at = upload(page(), "talk.srt", SRT.encode())
    (name,) = Shelf.default().names()
    assert at.title[0].value == "talk"
    assert "3 cues" in shown(at.caption)
    assert at.get("vega_lite_chart") or at.get("arrow_vega_lite_chart")
    speakers = list(Shelf.default().project(name).cast)
    field = f"dubs.persona.{name}.{speakers.index('ANNA')}"
    at.selectbox(key=field).select("grandmother").run()
    assert Shelf.default().project(name).cast["ANNA"] == "grandmother"
    press(at, "dubs.dub")
    assert at.button(key="dubs.dub").disabled
    (job,) = desk()
    assert job.state == "done", job.error
    at.run()
    assert not at.exception
    assert "too long" in shown(at.warning)
    assert len(at.dataframe[0].value) == 4
    # The cue that does not fit is put on the desk, shortened and spoken by somebody else.
    at.selectbox(key="dubs.chosen").select(2).run()
    assert "needs at least" in shown(at.warning)
    (text,) = [each for each in at.text_area if each.key.startswith("dubs.text.")]
    text.input("Go!")
    next(each for each in at.selectbox if each.key.startswith("dubs.who.")).select("witch")
    next(each for each in at.text_input if each.key.startswith("dubs.how.")).input("whispered")
    press(at, "dubs.redo")
    cue = Shelf.default().project(name).cue(2)
    assert (cue.text, cue.direction, cue.speaker) == ("Go!", "whispered", "BEN (witch)")
    job, _ = desk()
    assert job.state == "done", job.error
    at.run()
    table = at.dataframe[0].value
    assert table[table["No."] == 2]["Text"].item() == "Go!"
    assert {"track.wav", "stems.zip", "subtitles.srt", "report.html"} <= {
        each["name"] for each in job.result["files"]
    }
    labels = " ".join(each.proto.label for each in at.get("download_button")).replace("\\", "")
    assert "track.wav" in labels
    assert "stems.zip" in labels


def test_an_empty_text_is_refused(page, desk):
    name = new()
    at = press(page(), f"open-{name}")
    (text,) = [each for each in at.text_area if each.key.startswith("dubs.text.")]
    text.input("…")
    press(at, "dubs.redo")
    assert "needs a word" in shown(at.warning)
    assert Shelf.default().project(name).cue(1).text == "Hello there."
    assert not desk()


def test_sounds_stay_in_the_subtitles_of_a_film_of_the_right_length(page, desk, tmp_path):
    film = io.BytesIO()
    soundfile.write(film, [0.0] * 12 * 8000, 8000, format="WAV")
    at = upload(page(), "talk.srt", SRT.encode(), ("sound.wav", film.getvalue()))
    press(at, "dubs.dub")
    (job,) = desk()
    assert job.state == "done", job.error
    from studio.ui.work import work

    files = work().desk.files(job)
    assert "door slams" in files["subtitles.srt"].read_text(encoding="utf-8")
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(files["mix.wav"]),
        "-f",
        "s16le",
        "-ar",
        "8000",
        "-ac",
        "1",
        "-",
    ]
    sound = subprocess.run(command, check=True, capture_output=True).stdout
    assert len(sound) / 16_000 == pytest.approx(12, abs=0.05)


def test_a_film_is_dubbed_under_its_own_name(page, desk, tmp_path):
    picture = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=5"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=200:duration=5", "-c:v", "mpeg4"]
    ffmpeg.run([*picture, *sound, ffmpeg.url(tmp_path / "a film.mkv")])
    film = (tmp_path / "a film.mkv").read_bytes()
    at = upload(page(), "talk.srt", SRT.split("4\n")[0].encode(), ("a film.mkv", film))
    assert "a film.mkv" in shown(at.caption).replace("\\", "")
    (name,) = Shelf.default().names()
    at.checkbox(key=f"dubs.option.{name}.keep").uncheck().run()
    assert not Shelf.default().project(name).options.keep
    press(at, "dubs.dub")
    (job,) = desk()
    assert job.state == "done", job.error
    from studio.ui.work import work

    made = ffmpeg.probe(work().desk.files(job)["a film.dub.mkv"])
    assert made.seconds == pytest.approx(5, abs=0.2)
    assert len(made.of("audio")) == 1


def test_two_sessions_and_a_deleted_dub(page):
    name = new()
    ours, theirs = press(page(), f"open-{name}"), page()
    assert theirs.session_state["dubs.open"] == ""
    press(theirs, f"remove-{name}")
    ours.run()
    assert not ours.exception
    assert "no such dub" in shown(ours.error)


def test_a_long_file_is_drawn_at_once(page):
    cues = [
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\n{'ABCD'[n % 4]}: So.\n"
        for n in range(500)
    ]
    name = new("\n".join(cues))
    at = press(page("zh"), f"open-{name}")
    took = []
    for _ in range(3):
        began = time.perf_counter()
        at.run()
        took.append(time.perf_counter() - began)
    assert len(Shelf.default().project(at.session_state["dubs.open"]).spoken) == 500
    assert min(took) < 0.3, took


def test_names_lead_nowhere_else(desk):
    shelf = Shelf.default()
    for name in ("..", "a/b", "/etc", "", ".x"):
        with pytest.raises(DubError, match="no such dub"):
            shelf.project(name)
    assert new(name="../../dub.json\n.srt")
    assert not list(shelf.folder.glob(".*"))
