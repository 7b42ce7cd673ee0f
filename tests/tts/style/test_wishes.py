import pytest

from tts.style.figures import figures
from tts.style.phrases import cut
from tts.style.steering import steered
from tts.style.wishes import EXPLICIT, WORD, Wishes


def wishes(*clauses):
    said = Wishes()
    for clause in clauses:
        said.read(steered(figures(cut(clause))))
    return said


def graded(said):
    return [(wish.mark.text, round(wish.degree, 2), wish.share, wish.negation) for wish in said.wishes]


@pytest.mark.parametrize(
    ("clause", "wish"),
    [
        ("very sad", ("sad", 1.4, None, None)),
        ("slow down a lot", ("slow down", 1.4, None, None)),
        ("a hint of fear", ("fear", 1.0, 0.2, None)),
        ("not angry", ("angry", 1.0, None, "not")),
        ("not too happy", ("happy", 1.0, None, "soft")),
        ("less breathy", ("breathy", 1.0, None, "less")),
    ],
)
def test_words_around_a_wish_grade_it(clause, wish):
    assert graded(wishes(clause)) == [wish]


def test_a_negation_reaches_over_or_and_over_one_manner():
    assert [wish.negation for wish in wishes("not sad or angry").wishes] == ["not", "not"]
    assert [wish.negation for wish in wishes("不要用气声耳语").wishes] == ["not", "not"]
    assert [wish.negation for wish in wishes("not loud", "slow").wishes] == ["not", None]


def test_a_clause_of_degrees_grades_the_one_before():
    assert graded(wishes("sad", "only a little")) == [("sad", 0.6, None, None)]


def test_figures_ages_and_hints():
    said = wishes("pitch up 2 semitones", "a woman 30 years old", "pitch down 1 semitone")
    assert said.exact == {"pitch": -1.0}
    assert "asked for twice" in said.conflicts[0]
    assert (WORD, {"gender": "female"}) in said.hints
    assert (EXPLICIT, {"age": 30}) in said.hints


def test_what_is_not_known_is_kept_and_a_clause_of_nothing_else_is_a_riddle():
    said = wishes("sad zorgle", "a frobnicating quux", "fast food")
    assert said.unknown == ["zorgle", "frobnicating quux", "fast food"]
    assert said.riddles == ["a frobnicating quux"]
