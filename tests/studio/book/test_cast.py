"""The cast's file, and the cast that a book suggests."""

from __future__ import annotations

from pathlib import Path

import pytest

from personas import persona, save
from personas.distance import THRESHOLD, distance
from studio.book.cast import Cast, Role, load, parse
from studio.book.casting import suggest
from studio.book.document import Chapter, Document
from studio.book.profiles import profiles
from studio.book.script import Script
from studio.book.scripting import script
from tts.errors import BookError

STORY = """Grandmother Alba sat by the fire. Beside her sat Rosie, a girl of nine, and Captain Thorne, a
hoarse old man.

“It is cold,” said Rosie. “May I have the blanket?”

“You may,” said Grandmother Alba, and gave it to her.

“When I was at sea,” said Captain Thorne, “we had no blankets.”

“What did you have?” asked Rosie.

“Sails,” said Captain Thorne. “And rum.”

“Not for children,” said Grandmother Alba, shaking her head.

“Why not?” said Rosie.

“It is late,” said Grandmother Alba.

“Goodnight,” said the wizard."""


@pytest.fixture(scope="module")
def story() -> Script:
    return script(Document("T", (), "en", (Chapter("", STORY),)))


def test_a_profile_tells_what_the_book_does(story: Script) -> None:
    found = {each.name: each for each in profiles(story)}
    assert set(found) == {"Rosie", "Grandmother Alba", "Captain Thorne", "the wizard"}
    assert (found["Rosie"].gender, found["Rosie"].age) == ("female", 9)
    assert "a girl of nine" in found["Rosie"].described
    assert found["Grandmother Alba"].gender == "female"
    assert found["Grandmother Alba"].age >= 60
    assert (found["Captain Thorne"].gender, found["Captain Thorne"].age >= 60) == ("male", True)
    assert found["Rosie"].lines == 4


def test_a_cast_is_suggested(story: Script, tmp_path: Path) -> None:
    casting = suggest(story)
    cast = casting.cast
    assert set(cast.characters) == {"Rosie", "Grandmother Alba", "Captain Thorne", "the wizard"}
    assert cast.characters["the wizard"].persona == "wizard"
    assert "9 years" in cast.characters["Rosie"].why
    casting.save_voices(tmp_path)
    persona_of = cast.personas(tmp_path)
    rosie, alba, thorne = (persona_of(name) for name in ("Rosie", "Grandmother Alba", "Captain Thorne"))
    assert (rosie.gender, alba.gender, thorne.gender) == ("female", "female", "male")
    assert abs(rosie.age - 9) <= 2
    assert rosie.identity.pitch > alba.identity.pitch > thorne.identity.pitch
    voices = [persona_of("narrator"), rosie, alba, thorne]
    assert all(distance(a.identity, b.identity) >= THRESHOLD for a in voices for b in voices if a is not b)
    assert suggest(story).cast == cast
    assert persona_of("somebody else") == persona(cast.others)


def test_who_is_cast_stays(story: Script) -> None:
    kept = Cast("butler", "ghost", {"Rosie": Role("robot")})
    cast = suggest(story, keep=kept).cast
    assert cast.characters["Rosie"] == Role("robot")
    assert (cast.narrator, cast.others) == ("butler", "ghost")
    assert "Captain Thorne" in cast.characters


def test_the_file_comes_back(story: Script, tmp_path: Path) -> None:
    cast = suggest(story).cast
    assert parse(cast.to_yaml()) == cast
    odd = Cast(characters={"yes": Role("robot", "a: b # c", 3), "2": Role("ghost"), "老王": Role("giant")})
    (tmp_path / "cast.yaml").write_text(odd.to_yaml(), encoding="utf-8")
    assert load(tmp_path / "cast.yaml") == odd
    short = parse("version: 1\ncharacters:\n  Matty: teenage-girl\n")
    assert short.persona_name("Matty") == "teenage-girl"
    assert short.persona_name("narrator") == short.persona_name("Nobody") == "narrator-warm-female"


def test_persona_files_are_looked_up_beside_the_cast(tmp_path: Path) -> None:
    save(persona("robot"), tmp_path / "mine.yaml")
    cast = parse("version: 1\nnarrator: mine.yaml\ncharacters: {Tom: nowhere.yaml, Ann: nobody}\n")
    persona_of = cast.personas(tmp_path)
    assert persona_of("narrator") == persona("robot")
    with pytest.raises(BookError, match=r"persona of 'Tom': there is no persona file .*nowhere.yaml"):
        persona_of("Tom")
    with pytest.raises(BookError, match="persona of 'Ann': unknown persona 'nobody'"):
        persona_of("Ann")


def test_speakers_that_are_missing_are_told(story: Script) -> None:
    cast = parse("version: 1\ncharacters: {Rosi: little-girl, Grandmother Alba: grandmother}\n")
    told = cast.warnings(story)
    assert any("'Rosie'" in each and "did you mean 'Rosi'?" in each for each in told)
    assert any("'Rosi' is in the cast and says nothing" in each for each in told)
    assert not any("'Grandmother Alba'" in each for each in told)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 2", "version 2; this release of dramatis reads 1"),
        ("narrator: x", "version None"),
        ("version: 1\nnarator: x", "unknown key 'narator'; did you mean 'narrator'"),
        ("version: 1\nnarrator: 3", "narrator must be the id"),
        ("version: 1\ncharacters: [a]", "characters must map"),
        ("version: 1\ncharacters:\n  A: {person: b}", "'A': unknown key 'person'; did you mean 'persona'"),
        ("version: 1\ncharacters:\n  A: {why: b}", "'A' has no persona"),
        ("version: 1\ncharacters:\n  A: {persona: b, lines: -1}", "lines must be a whole number"),
        ("version: 1\ncharacters:\n  A: b\n  A: c", "line 4: 'A' is given twice"),
        ("version: 1\ncharacters:\n  2: b", "the character 2 must be a name"),
        ("version: 1\ncharacters:\n  narrator: b", "set 'narrator' at its top"),
        ("version: 1\ncharacters: &a {}\nothers: x", "line 2: anchors are not allowed"),
        ("version: [", "it is not YAML"),
        ("- a", "it must hold 'name: value' lines"),
        ("version: 1\nothers: 9999-99-99", "a value in it cannot be read"),
    ],
)
def test_mistakes_in_the_file(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BookError, match=message):
        parse(text)
    (tmp_path / "cast.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BookError, match=r"cast\.yaml"):
        load(tmp_path / "cast.yaml")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="is missing"):
        load(tmp_path / "cast.yaml")
    (tmp_path / "cast.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BookError, match="is not UTF-8"):
        load(tmp_path / "cast.yaml")
