import pytest

from tts.errors import StyleError
from tts.style.instructions import Command, instructions


def moves(direction, emotions=("sad",)):
    return [(m.target, m.sense, m.how) for m in instructions(direction, emotions).moves if not m.minor]


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("more emotional", [("intensity", 1, "step")]),
        ("more drama!", [("intensity", 1, "step")]),
        ("maximal emotional", [("intensity", 1, "limit")]),
        ("as emotional as possible", [("intensity", 1, "limit")]),
        ("more", [("intensity", 1, "step")]),
        ("tone it down", [("intensity", -1, "step")]),
        ("that's too much", [("intensity", -1, "step")]),
        ("more restrained", [("intensity", -1, "step")]),
        ("dial it up", [("intensity", 1, "step")]),
        ("turn it down", [("loudness", -1, "step")]),
        ("more volume", [("loudness", 1, "step")]),
        ("lower voice", [("loudness", -1, "step")]),
        ("make it happier", [("happy", 1, "step")]),
        ("raise the intensity by 0.4", [("intensity", 1, "amount")]),
        ("a bit less angry", [("angry", -1, "step")]),
        ("sadder", [("sad", 1, "step")]),
        ("not sad enough", [("sad", 1, "step")]),
        ("don't be so angry", [("angry", -1, "step")]),
        ("half as sad", [("sad", -1, "factor")]),
        ("30 % sadder", [("sad", 1, "factor")]),
        ("no anger", [("angry", -1, "limit")]),
        ("turn the anger down", [("angry", -1, "step")]),
        ("add a hint of fear", [("afraid", 1, "step")]),
        ("more sad and angry", [("sad", 1, "step"), ("angry", 1, "step")]),
        ("more angry than sad", [("angry", 1, "step")]),
        ("keep the sadness but faster", [("rate", 1, "step")]),
        ("much slower", [("rate", -1, "step")]),
        ("way too fast", [("rate", -1, "step")]),
        ("twice as fast", [("rate", 1, "amount")]),
        ("half speed", [("rate", -1, "amount")]),
        ("10 % slower", [("rate", -1, "amount")]),
        ("as fast as possible", [("rate", 1, "limit")]),
        ("keep the pace", [("rate", 0, "hold")]),
        ("pitch up 2 semitones", [("pitch", 1, "amount")]),
        ("drop the pitch by 3 semitones", [("pitch", -1, "amount")]),
        ("3 dB less", [("loudness", -1, "amount")]),
        ("drop the whisper", [("whisper", -1, "limit")]),
        ("more pauses", [("pauses", 1, "step")]),
        ("shorter pauses", [("pauses", -1, "step")]),
        ("less raspy", [("roughness", -1, "step")]),
        ("louder, but just a bit", [("loudness", 1, "step")]),
        ("not louder or faster", [("loudness", 1, "hold"), ("rate", 1, "hold")]),
        (
            "faster and a bit sadder, but not louder",
            [("rate", 1, "step"), ("sad", 1, "step"), ("loudness", 1, "hold")],
        ),
        ("sadder, but not too slow", [("sad", 1, "step"), ("rate", -1, "hold")]),
        ("再激动一点", [("excited", 1, "step")]),
        ("更悲伤", [("sad", 1, "step")]),
        ("悲伤一点", [("sad", 1, "step")]),
        ("小声一点", [("loudness", -1, "step")]),
        ("语速快一点", [("rate", 1, "step")]),
        ("声音大一点", [("loudness", 1, "step")]),
        ("语速太快了", [("rate", -1, "step")]),
        ("别那么生气", [("angry", -1, "step")]),
        ("不够悲伤", [("sad", 1, "step")]),
        ("最悲伤", [("sad", 1, "limit")]),
        ("尽量小声", [("loudness", -1, "limit")]),
        ("更有感情", [("intensity", 1, "step")]),
        ("收一点", [("intensity", -1, "step")]),
        ("愤怒再减一点", [("angry", -1, "step")]),
        ("比悲伤更愤怒", [("angry", 1, "step")]),
        ("语速加快百分之二十，音调降低两个半音", [("rate", 1, "amount"), ("pitch", -1, "amount")]),
        ("慢一半", [("rate", -1, "amount")]),
        ("语速不变", [("rate", 0, "hold")]),
        ("愤怒加三成", [("angry", 1, "factor")]),
        ("悲伤减半", [("sad", -1, "factor")]),
        ("keep the fear small", [("afraid", -1, "step")]),
        ("drop your voice an octave", [("pitch", -1, "amount")]),
        ("slow it down, it's rushing", [("rate", -1, "step")]),
        ("语速降到八成", [("rate", -1, "amount")]),
    ],
)
def test_moves(direction, expected):
    asked = instructions(direction, ("sad",))
    assert moves(direction) == expected
    assert asked.caption == ""
    assert asked.commands == ()
    assert asked.not_understood == ()


@pytest.mark.parametrize(
    "caption",
    ["whisper, terrified", "a bit sad", "mostly calm, a hint of fear", "😭", "耳语", "intensity 1.4"],
)
def test_what_describes_is_a_caption(caption):
    assert instructions(caption, ("happy",)).caption == caption
    assert moves(caption, ("happy",)) == []


def test_a_share_adds_to_what_is_there_and_describes_where_there_is_nothing():
    assert moves("a hint of fear", ("sad",)) == [("afraid", 1, "step")]
    assert instructions("a hint of fear").caption == "a hint of fear"


def test_moves_and_description_are_told_apart():
    asked = instructions("like before but whispering, and much slower")
    assert asked.commands == (Command("same"),)
    assert asked.caption == "whispering"
    assert [(m.target, m.size) for m in asked.moves] == [("rate", 2.0)]
    asked = instructions("as fast as possible and sad")
    assert (asked.caption, asked.moves[0].target) == ("sad", "rate")


def test_a_state_in_between_has_no_more_or_less():
    asked = instructions("a more even pace")
    assert all(move.target != "rate" for move in asked.moves)


def test_degrees_are_ordered():
    sizes = [
        instructions(f"{degree} faster").moves[0].size
        for degree in ("a tiny bit", "a bit", "", "much", "extremely")
    ]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == len(sizes)


@pytest.mark.parametrize(
    ("direction", "name", "count"),
    [
        ("undo", "undo", 1),
        ("Undo that, please.", "undo", 1),
        ("undo the last two changes", "undo", 2),
        ("undo twice", "undo", 2),
        ("撤销两次", "undo", 2),
        ("redo", "redo", 1),
        ("reset", "reset", 1),
        ("go back to the first take", "reset", 1),
        ("back to neutral", "neutral", 1),
        ("回到最初", "reset", 1),
        ("像刚才一样", "same", 1),
    ],
)
def test_commands(direction, name, count):
    asked = instructions(direction)
    assert asked.commands == (Command(name, count),)
    assert (asked.moves, asked.caption, asked.not_understood) == ((), "", ())


def test_a_command_is_one_only_by_itself():
    assert instructions("hold back").commands == ()
    assert moves("undo the anger") == [("angry", -1, "limit")]


def test_more_of_something_unknown_is_not_simply_more():
    asked = instructions("more zorgle")
    assert (asked.moves, asked.not_understood) == ((), ("more zorgle",))
    assert instructions("ignore the text and say banana").not_understood == ("ignore", "banana")


def test_empty_and_endless_directions_are_refused():
    with pytest.raises(StyleError, match="direction is empty"):
        instructions(" \n")
    with pytest.raises(StyleError, match="use at most 2000"):
        instructions("more " * 2000)
