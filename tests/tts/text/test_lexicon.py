from __future__ import annotations

from pathlib import Path

import pytest

from tts.errors import TextError
from tts.text.lexicon import Entry, Lexicon, parse_ipa


def test_ipa_with_stress() -> None:
    assert parse_ipa("ʃɪˈvɔːn") == (("ʃ", 0), ("ɪ", 0), ("v", 0), ("ɔ", 1), ("n", 0))
    assert parse_ipa("tʃɑt") == (("tʃ", 0), ("ɑ", 1), ("t", 0))


def test_case_rules() -> None:
    lexicon = Lexicon.of({"Polish": "/ˈpoʊlɪʃ/", "sql": "sequel"})
    assert lexicon.find("Polish") is not None
    assert lexicon.find("polish") is None
    assert lexicon.find("SQL") == lexicon.find("sql") == Entry(respelling="sequel")


def test_possessives_follow_the_last_sound() -> None:
    lexicon = Lexicon.of({"Bach": "/bɑk/", "Liz": "/lɪz/", "Ann": "ann"})
    assert lexicon.find("Bach's").sounds[-1] == ("s", 0)  # type: ignore[union-attr]
    assert lexicon.find("Liz's").sounds[-2:] == (("ə", 0), ("z", 0))  # type: ignore[union-attr]
    assert lexicon.find("Ann's") == Entry(respelling="ann's")


@pytest.mark.parametrize("name", ["names.yaml", "names.tsv"])
def test_files_round_trip(tmp_path: Path, name: str) -> None:
    lexicon = Lexicon.of({"Siobhan": "/ʃɪˈvɔn/", "gif": "jiff"})
    lexicon.save(tmp_path / name)
    assert Lexicon.load(tmp_path / name) == lexicon


def test_merging_lets_the_second_win() -> None:
    merged = Lexicon.of({"a1": "one", "b": "bee"}).merged(Lexicon.of({"a1": "two"}))
    assert dict(merged.entries) == {"a1": "two", "b": "bee"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Zoë: /zˈøi/", "'Zoë'.*'ø'.*valid symbols"),
        ("New York: new york", "'New York'.*single word"),
        ("x: /ab", "'x'.*two slashes"),
        ("x: '12'", "'x'.*respelling"),
        ("no: nope", "False.*quotes"),
        ("- a\n- b", "must map words"),
        ("a: [", "not YAML"),
    ],
)
def test_errors_name_the_entry(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TextError, match=message):
        Lexicon.load(path)


def test_errors_of_files(tmp_path: Path) -> None:
    with pytest.raises(TextError, match=r"cannot read"):
        Lexicon.load(tmp_path / "none.yaml")
    (tmp_path / "x.txt").write_text("", encoding="utf-8")
    with pytest.raises(TextError, match=r"\.yaml, \.yml or \.tsv"):
        Lexicon.load(tmp_path / "x.txt")
    (tmp_path / "x.tsv").write_text("only a word\n", encoding="utf-8")
    with pytest.raises(TextError, match=r"line 1 .* no tab"):
        Lexicon.load(tmp_path / "x.tsv")
