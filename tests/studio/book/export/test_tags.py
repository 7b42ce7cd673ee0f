"""Names and tags hold whatever a title may be, and covers come in a form that every container takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio import ffmpeg
from studio.book.export.tags import BookTags, cover_of, file_name, narrators_of
from tts.errors import MediaError


@given(st.text(max_size=300), st.integers(1, 2000))
def test_file_names_suit_every_file_system(title, number):
    name = file_name(number, 2000, title, ".mp3")
    assert name.startswith(f"{number:04d}")
    assert name.endswith(".mp3")
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert len(name.encode("utf-8", "replace")) <= 140
    assert not name[:-4].endswith((" ", "."))


def test_file_names_sort_as_the_book_is_read():
    names = [file_name(number, 120, "Chapter", "") for number in range(1, 121)]
    assert names == sorted(names)
    assert file_name(3, 12, "The Letter: “No!” / 信…", ".mp3") == "03 The Letter “No!” 信….mp3"


def test_languages():
    assert [BookTags("a", language=code).three_letters for code in ("en-GB", "zh_CN", "de", "tlh")] == [
        "eng", "zho", "deu", "und",
    ]  # fmt: skip


def test_narrators_come_by_how_much_they_read():
    assert narrators_of([("A", 1), ("B", 5), ("A", 2), ("C", 3)]) == ("B", "A", "C")


@pytest.mark.parametrize(
    ("ending", "options"), [("gif", []), ("webp", ["-c:v", "libwebp"]), ("png", []), ("jpg", [])]
)
def test_covers(tmp_path, ending, options):
    path = tmp_path / f"a.{ending}"
    ffmpeg.run(["-f", "lavfi", "-i", "testsrc=d=0.04:s=32x32", "-frames:v", "1", *options, ffmpeg.url(path)])
    cover = cover_of(path.read_bytes(), tmp_path)
    assert cover is not None
    assert cover.suffix == (".jpg" if ending == "jpg" else ".png")
    shown = tmp_path / f"shown{cover.suffix}"
    shown.write_bytes(cover.data)
    assert ffmpeg.probe(shown).streams[0].width == 32


def test_what_is_no_cover(tmp_path):
    assert cover_of(None, tmp_path) is None
    with pytest.raises(MediaError, match="no JPEG, PNG, GIF or WebP"):
        cover_of(b"<svg/>", tmp_path)
