import yaml

from personas import wording
from personas.sculpt import MOVE_LIMITS
from tts.style.phrases import Mark, cut
from tts.style.tokens import tokenize


def test_the_longest_phrase_wins_and_ends_with_a_mark():
    vocabulary = wording.Vocabulary.of([("old", {"n": 1}), ("old sea captain", {"n": 2})])
    marks = [Mark("word", None, word) for word in "the old sea captain is old".split()]
    found = [("".join(m.text for m in group), says) for group, says in vocabulary.find(marks)]
    assert found == [("the", ()), ("oldseacaptain", ({"n": 2},)), ("is", ()), ("old", ({"n": 1},))]


def test_no_phrase_reaches_over_a_break():
    vocabulary = wording.Vocabulary.of([("sea captain", {})])
    assert all(not says for _, says in vocabulary.find(cut("the sea, captain")))


def test_a_phrase_in_two_entries_says_both():
    vocabulary = wording.Vocabulary.of(
        [("blacksmith", {"gender": "male"}), ("smith, blacksmith", {"role": "x"})]
    )
    assert vocabulary.entries[("blacksmith",)] == ({"gender": "male"}, {"role": "x"})


def test_the_tables_hold_known_keys_only():
    table = yaml.safe_load((wording._WORDS).read_text(encoding="utf-8"))
    known = {
        "words",
        "gender",
        "age",
        "size",
        "role",
        "pitch",
        "range",
        "rate",
        "tilt",
        "breathiness",
        "roughness",
        "noun",
    }
    for entry in table["speakers"]:
        assert set(entry) <= known, entry
        assert entry.get("gender") in (None, "female", "male", "neutral")
        assert entry.get("size") in (None, "big", "small")
    for entry in table["directions"]:
        assert set(entry) - {"words"} <= set(MOVE_LIMITS), entry
    assert all(tokenize(phrase) for phrase in table["fillers"].split(","))


def test_no_direction_moves_both_ways():
    for tokens, entries in wording.directions().entries.items():
        moves = [entry["move"] for entry in entries if "move" in entry]
        assert len(moves) <= 1, tokens
