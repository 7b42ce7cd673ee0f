"""Takes are laid out with the pauses asked, levelled towards one another, and never cut or overlapped."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from studio.book.assembly import MISSING_SECONDS, Levels, lay_out, missing_mark, parts, sound
from studio.book.codings import FRAME
from studio.book.pauses import Pauses
from studio.book.script import ScriptLine
from studio.book.takes import Delivered
from studio.sound.loudness import loudness
from tts.errors import BookError
from tts.request import SAMPLE_RATE, Receipt, Take, WordTiming

PAUSES = Pauses()


def spoken(
    text: str,
    boundary: str = "sentence",
    seconds: float = 1.0,
    level: float = 0.1,
    edge: float = 0.06,
    asked: float = 0.0,
    speaker: str = "narrator",
) -> Delivered:
    """A line whose take is a tone with silent edges."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    tone = level * np.sin(2 * np.pi * 300 * time)
    tone[(time < edge) | (time >= seconds - edge)] = 0
    word = WordTiming(text, edge, seconds - edge, 0, len(text))
    take = Take(tone.astype(np.float32), words=(word,), receipt=Receipt(asked={"loudness": asked}))
    return Delivered(ScriptLine(text, boundary=boundary, speaker=speaker), take)


def test_pauses_count_from_word_to_word():
    lines = [
        spoken("One."),
        spoken("Two.", "paragraph"),
        spoken("“Three,”", "none", speaker="Ann"),
        spoken("he said."),
    ]
    timeline = lay_out("One", lines, PAUSES)
    words = [placed.words[0] for placed in timeline.placed]
    gaps = [after.start - before.end for before, after in pairwise(words)]
    assert gaps == pytest.approx(
        [PAUSES.sentence, PAUSES.paragraph + PAUSES.turn, PAUSES.comma + PAUSES.turn], abs=1e-3
    )
    assert words[0].start == pytest.approx(PAUSES.head, abs=1e-3)
    assert PAUSES.tail <= timeline.seconds - words[-1].end <= PAUSES.tail + FRAME / SAMPLE_RATE


def test_takes_are_never_overlapped_however_long_their_edges():
    timeline = lay_out("One", [spoken("a,", "none", edge=0.4), spoken("b", edge=0.4)], PAUSES)
    first, second = timeline.placed
    assert first.end == second.start


def test_the_sound_is_where_the_timeline_says():
    lines = [spoken("One."), spoken("Two.", "scene"), spoken("Three.")]
    timeline = lay_out("One", lines, PAUSES)
    whole = np.concatenate(list(sound(timeline, Levels())))
    assert len(whole) == timeline.length
    for placed in timeline.placed:
        middle = (placed.start + placed.end) // 2
        assert np.abs(whole[middle - 1000 : middle + 1000]).max() > 0.02
    for before, after in pairwise(timeline.placed):
        assert np.abs(whole[before.end : after.start]).max() == 0


def level_of(line: Delivered, levels: Levels) -> float:
    timeline = lay_out("", [line], PAUSES)
    (placed,) = timeline.placed
    whole = np.concatenate(list(sound(timeline, levels)))
    return loudness(whole[placed.start : placed.end], SAMPLE_RATE).integrated


def test_speakers_are_levelled_and_a_whisper_stays_softer():
    levels = Levels()
    loud, soft = spoken("Loud.", level=0.2), spoken("Soft.", level=0.05)  # 12 dB apart
    assert level_of(loud, levels) - level_of(soft, levels) == pytest.approx(
        12 * (1 - levels.strength), abs=0.3
    )
    whisper = spoken("Hush.", level=0.1 * 10 ** (-8 / 20), asked=-8)
    plain = spoken("Plain.", level=0.1)
    assert level_of(plain, levels) - level_of(whisper, levels) == pytest.approx(8 * levels.dynamics, abs=0.3)
    assert level_of(spoken("a", level=0.001), levels) == pytest.approx(
        level_of(spoken("a", level=0.001), Levels(strength=0)) + levels.limit, abs=0.1
    )


def test_the_ends_of_takes_do_not_click():
    line = spoken("One.", edge=0.0)
    timeline = lay_out("", [line], PAUSES)
    whole = np.concatenate(list(sound(timeline, Levels())))
    (placed,) = timeline.placed
    inside = np.abs(np.diff(whole[placed.start + 500 : placed.end - 500])).max()
    assert np.abs(np.diff(whole)).max() <= inside * 1.05


def test_a_line_with_nothing_to_speak_takes_only_its_pauses():
    silent = Delivered(ScriptLine("…"), None)
    timeline = lay_out("", [spoken("One."), silent, spoken("Two.")], PAUSES)
    first, none, last = timeline.placed
    assert none.start == none.end
    assert (last.words[0].start - first.words[0].end) == pytest.approx(
        PAUSES.sentence + PAUSES.clause, abs=0.2
    )


def test_a_missing_line_is_heard():
    missing = Delivered(ScriptLine("Gone."), None, missing=True)
    timeline = lay_out("", [spoken("One."), missing, spoken("Two.")], PAUSES)
    placed = timeline.placed[1]
    assert (placed.end - placed.start) / SAMPLE_RATE == pytest.approx(MISSING_SECONDS)
    mark = np.concatenate(list(sound(timeline, Levels())))[placed.start : placed.end]
    np.testing.assert_array_equal(mark, missing_mark(Levels()))
    halves = [loudness(half, SAMPLE_RATE).integrated for half in np.array_split(mark, 2)]
    assert all(half == pytest.approx(Levels().reference - 6, abs=4) for half in halves)


def test_long_chapters_are_parted_at_the_best_break():
    lines = [
        spoken(f"Line {n}.", "scene" if n == 13 else "paragraph" if n % 5 == 4 else "sentence")
        for n in range(40)
    ]
    found = parts("One", lines, PAUSES, 33.0)
    assert [part.title for part in found] == ["One (1)", "One (2)", "One (3)"]
    assert [placed.number for part in found for placed in part.placed] == list(range(40))
    assert all(part.seconds <= 33 for part in found)
    assert found[0].placed[-1].number == 13
    assert found[1].placed[-1].delivered.line.boundary == "paragraph"
    assert [part.title for part in parts("One", lines, PAUSES, 3600)] == ["One"]


def test_a_single_line_that_is_too_long_is_told():
    with pytest.raises(BookError, match="part it in the script"):
        parts("One", [spoken("One."), spoken("Two.", seconds=60)], PAUSES, 30)


def test_settings_of_levels_name_what_is_wrong():
    assert Levels.from_dict({"dynamics": 1}).dynamics == 1
    with pytest.raises(BookError, match="unknown level 'dynamic'; valid: reference"):
        Levels.from_dict({"dynamic": 1})
    with pytest.raises(BookError, match="the level 'room' must lie within -90–-60"):
        Levels.from_dict({"room": -50})
