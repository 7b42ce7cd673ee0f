import pytest

from personas import DEFAULT, presets
from studio.ui.roster import Roster
from studio.ui.scene.line import LONGEST, Line
from studio.ui.scene.script import read, write
from studio.ui.words import Words
from tts.errors import RequestError

PEOPLE = Roster((), presets())


def lines(text, known=()):
    return read(text, PEOPLE, known).lines


def test_names_directions_and_intensities():
    found = lines(
        "Villain (cold, intensity 1.4): Give me the letter.\n"
        "\n"
        "mia（害怕）：Never!\n"
        "OLD SAILOR: So be it: all is lost.\n"
        "He said: nothing.\n"
        "(whispering) The wind rose.\n"
        "老奶奶 (温柔，强度 0.5): My dear.\n"
    )
    told = [(line.persona, line.character, line.direction, line.intensity, line.text) for line in found]
    assert told[0] == ("villain", "", "cold", 1.4, "Give me the letter.")
    assert told[1][1:] == ("mia", "害怕", None, "Never!")
    assert told[2][1:] == ("OLD SAILOR", "", None, "So be it: all is lost.")
    assert told[3] == (DEFAULT, "", "", None, "He said: nothing.")
    assert told[4] == (DEFAULT, "", "whispering", None, "The wind rose.")
    assert told[5] == ("grandmother", "", "温柔", 0.5, "My dear.")
    assert [line.id for line in found] == [1, 2, 3, 4, 5, 6]


def test_characters_are_cast_once_and_apart():
    script = read("Ann: Hello.\nBob: Hello.\nAnn: Bye.", PEOPLE)
    assert set(script.cast) == {"Ann", "Bob"}
    assert script.lines[0].persona == script.lines[2].persona == script.cast["Ann"]
    assert len({DEFAULT, *script.cast.values()}) == 3
    again = read("Ann: Me again.\nEve: And me.", PEOPLE, script.lines)
    assert again.lines[0].persona == script.cast["Ann"]
    assert set(again.cast) == {"Eve"}


def test_what_is_written_is_read_again():
    script = (
        Line(1, "Note: this is *important*.", "villain", "", "angry, a bit slower", 1.25),
        Line(2, "Yes?", "witch", "Ann"),
        Line(3, "Two\nlines.", DEFAULT),
    )
    for language in ("en", "zh"):
        found = lines(write(script, PEOPLE, Words(language)), script)
        assert [line.text for line in found] == ["Note: this is *important*.", "Yes?", "Two lines."]
        assert [line.persona for line in found] == ["villain", "witch", DEFAULT]
        assert (found[0].direction, found[0].intensity, found[1].character) == (
            "angry, a bit slower",
            1.25,
            "Ann",
        )


def test_long_lines_are_parted_after_sentences():
    text = "This is a sentence. " * 250
    found = lines(f"Villain (sad): {text}")
    assert all(len(line.text) <= LONGEST and line.text.endswith(".") for line in found)
    assert " ".join(line.text for line in found) == text.strip()
    assert {(line.persona, line.direction) for line in found} == {("villain", "sad")}
    assert all(len(line.text) <= LONGEST for line in lines("x" * 5000))


@pytest.mark.parametrize(
    ("text", "says"), [("", "empty"), ("\n \n", "empty"), ("Hello.\n" * 400, "400 lines")]
)
def test_scripts_that_are_refused(text, says):
    with pytest.raises(RequestError, match=says):
        lines(text)
