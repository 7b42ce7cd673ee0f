"""Names nobody may know: found, reviewed, imported, and said as the book wants."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.book.document import Chapter, Document
from studio.book.names import (
    LEXICON_VARIABLE,
    BookLexicon,
    Word,
    import_pls,
    ipa,
    load,
    parse,
    personal,
    unknown,
)
from studio.book.script import Script
from studio.book.scripting import script
from tts.errors import BookError, TextError
from tts.text.frontend import utterances
from tts.text.lexicon import Lexicon, parse_ipa
from tts.text.phonemize import pronounce

TEXT = """The gates of Karrow stood open. John Smith had never seen Karrow before, nor had Queen Ysolde.

“Is this Karrow’s gate?” asked John. “It is,” said Ysolde. However, the Captain said nothing."""


@pytest.fixture(scope="module")
def made() -> Script:
    left_out = Chapter("", "In Zzyzx.", included=False)
    return script(Document("T", (), "en", (Chapter("", TEXT), left_out)))


def test_uncommon_names_are_found(made: Script) -> None:
    found = unknown(made)
    assert list(found) == ["Karrow", "Ysolde"]
    karrow = found["Karrow"]
    assert karrow.count == 3
    assert karrow.example == "The gates of Karrow stood open."
    assert not karrow.say
    said = pronounce(["Karrow"], "en-us")[0].sounds
    assert parse_ipa(karrow.guess.strip("/")) == said


def test_no_names_by_capitals_in_chinese() -> None:
    assert unknown(script(Document("书", (), "zh", (Chapter("", "老王说：“你好。”"),)))) == {}


def test_every_guess_is_a_pronunciation() -> None:
    words = "Siobhan Nguyen Xochitl Tchaikovsky Worcestershire Aelfwyn Qo'noS".split()
    for each in pronounce(words, "en-us"):
        assert parse_ipa(ipa(each.sounds)) == each.sounds


def test_the_file_comes_back(made: Script, tmp_path: Path) -> None:
    book = BookLexicon(unknown(made)).merged({"Ysolde": "ih zold"})
    assert parse(book.to_yaml()) == book
    (tmp_path / "lexicon.yaml").write_text(book.to_yaml(), encoding="utf-8")
    assert load(tmp_path / "lexicon.yaml") == book
    assert book.lexicon() == Lexicon.of({"Ysolde": "ih zold"})
    assert book.words["Ysolde"].reviewed
    assert book.words["Ysolde"].count == 2


def test_what_is_reviewed_stays(made: Script) -> None:
    old = BookLexicon({"Karrow": Word("kar row", reviewed=True), "Gone": Word("gone")})
    new = old.with_new(unknown(made))
    assert new.words["Karrow"].say == "kar row"
    assert new.words["Karrow"].reviewed
    assert new.words["Karrow"].count == 3
    assert {"Gone", "Ysolde"} <= set(new.words)


def test_the_book_goes_before_the_user_before_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("Karrow: carrow\nYsolde: zold\n", encoding="utf-8")
    monkeypatch.setenv(LEXICON_VARIABLE, str(own))
    book = parse("version: 1\nwords: {Karrow: kay row}")
    both = personal().merged(book.lexicon())

    def sounds(text: str, lexicon: Lexicon | None) -> list[str]:
        return [phone.symbol for part in utterances(text, "en-us", lexicon) for phone in part.phones]

    assert sounds("Karrow", both) == sounds("kay row", None)
    assert sounds("Ysolde", both) == sounds("zold", None)
    assert sounds("Tamsin", both) == sounds("Tamsin", None)
    monkeypatch.setenv(LEXICON_VARIABLE, str(tmp_path / "missing.yaml"))
    with pytest.raises(TextError, match=r"missing\.yaml"):
        personal()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 3", "version 3; this release"),
        ("version: 1\nword: {}", "unknown key 'word'; did you mean 'words'"),
        ("version: 1\nwords: [a]", "words must map"),
        ("version: 1\nwords: {A: {sya: b}}", "'A': unknown key 'sya'; did you mean 'say'"),
        ("version: 1\nwords: {A: {reviewed: 1}}", "reviewed must be true or false"),
        ("version: 1\nwords: {A: 3}", "'A' needs a pronunciation"),
        ("version: 1\nwords: {Nova: /x9/}", "'x' in the IPA"),
        ("version: 1\nwords: {off: {say: a}}", "the word False must be a text"),
        ("version: 1\nwords: {Ann Lee: ann}", "must be a single word"),
    ],
)
def test_mistakes_in_the_file(text: str, message: str) -> None:
    with pytest.raises(BookError, match=message):
        parse(text)


PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa"
  xml:lang="en-US">
  <lexeme><grapheme>Siobhan</grapheme><phoneme>ʃɪˈvɔːn</phoneme></lexeme>
  <lexeme><grapheme>Worf</grapheme><grapheme>worf</grapheme>
    <phoneme>wɔːf</phoneme><phoneme prefer="true">wɔrf</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>world wide web consortium</alias></lexeme>
  <lexeme><grapheme>Los Angeles</grapheme><phoneme>lɒs</phoneme></lexeme>
  <lexeme><grapheme>Odd</grapheme><phoneme alphabet="x-sampa">Qd</phoneme></lexeme>
  <lexeme><grapheme>Empty</grapheme></lexeme>
</lexicon>"""


def pls(folder: Path, text: str) -> Path:
    path = folder / "names.pls"
    path.write_text(text, encoding="utf-8")
    return path


def test_pls_is_imported(tmp_path: Path) -> None:
    found, notes = import_pls(pls(tmp_path, PLS))
    assert found["Siobhan"] == "/ʃɪvˈɔn/"
    assert found["Worf"] == found["worf"] == "/wˈɔɹf/"
    assert found["W3C"] == "world wide web consortium"
    assert set(found) == {"Siobhan", "Worf", "worf", "W3C"}
    assert len(notes) == 3
    assert any("Los Angeles" in note and "single word" in note for note in notes)
    assert any("x-sampa" in note for note in notes)
    assert BookLexicon().merged(found).lexicon().find("Siobhan's") is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PLS.replace("en-US", "de"), "is for de, the book is in en"),
        (PLS.replace("lexicon", "lexikon"), "its root is <lexikon>"),
        ("<lexicon><lexeme></lexicon>", "no well-formed XML"),
        (
            '<!DOCTYPE lexicon [<!ENTITY a SYSTEM "file:///etc/passwd">]><lexicon>&a;</lexicon>',
            "entities of its own",
        ),
        ("", "no well-formed XML"),
    ],
)
def test_what_is_no_pls_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BookError, match=message):
        import_pls(pls(tmp_path, text))
