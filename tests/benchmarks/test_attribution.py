"""The labelled passages are read as they were written, and scored as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.attribution import TEXTS, interval, is_right, passages, score

MADE = """### One
{Tom/Mr. Hale}“Come in,” said Tom. {Tom}“Sit.”

{narrator}“No,” I said.

### Two
He read “War and Peace.” {?}“Who?” somebody asked.
"""


def test_passages(tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    path.write_text(MADE, encoding="utf-8")
    one, two = passages(path)
    assert (one.title, one.text) == ("One", "“Come in,” said Tom. “Sit.”\n\n“No,” I said.")
    assert one.labels == {0: ("Tom", "Mr. Hale"), 21: ("Tom",), 29: ("narrator",)}
    assert list(two.labels.values()) == [("?",)]
    figures, wrong, sure = score(path, "en")
    assert figures["quotes"] == 4
    assert figures["heard"] == 1
    assert figures["right"] + len(wrong) / 4 == 1
    assert len(sure) == 4


def test_is_right() -> None:
    assert is_right("the old man", ("Grandfather", "old man"))
    assert is_right("Conor's wife", ("conor’s wife",))
    assert is_right("narrator", ("?",))
    assert not is_right("Tom", ("Tim",))
    assert not is_right("narrator", ("Tom",))


def test_every_file_is_labelled() -> None:
    counts = {path.name: sum(len(each.labels) for each in passages(path)) for path in TEXTS.glob("*.txt")}
    assert set(counts) == {"dev_en.txt", "dev_zh.txt", "test_en.txt", "test_zh.txt"}
    assert sum(counts.values()) >= 200
    assert counts["dev_zh.txt"] + counts["test_zh.txt"] >= 40


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_part_that_the_rules_were_made_on_stays_right(language: str) -> None:
    figures, *_ = score(TEXTS / f"dev_{language}.txt", language)
    assert figures["right"] >= 0.95
    assert figures["heard"] == 1


def test_interval() -> None:
    low, high = interval(90, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
