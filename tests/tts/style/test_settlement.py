import pytest

from tts.style.phrases import Mark
from tts.style.settlement import settle
from tts.style.wishes import PRONOUN, WORD, Wish, Wishes
from tts.style.wordings import Role


def emotion(name, strength=1.0, **graded):
    return Wish(Mark("emotion", ({name: 1.0}, strength), name), **graded)


def manner(text="word", **values):
    return Wish(Mark("attribute", values, text))


def settled(*wishes, **said):
    return settle(Wishes(list(wishes), **said), may_guess=False)


def test_feelings_share_what_no_share_is_given_for():
    assert settled(emotion("sad"), emotion("angry")).style.emotions == {"sad": 0.5, "angry": 0.5}
    shares = settled(emotion("calm"), emotion("afraid", share=0.2)).style.emotions
    assert shares == pytest.approx({"calm": 0.8, "afraid": 0.2})


def test_what_is_meant_less_gives_way_to_what_is_meant():
    shares = settled(emotion("angry", negation="soft"), emotion("calm")).style.emotions
    assert shares["angry"] < 0.15 < shares["calm"]
    assert settled(emotion("angry", negation="soft")).style.emotions == {"angry": 1.0}


def test_what_is_ruled_out_is_plain_or_a_conflict():
    assert settled(emotion("sad", negation="not")).style.emotions == {"neutral": 1.0}
    told = settled(emotion("sad"), emotion("sad", negation="not"))
    assert told.style.emotions == {"sad": 1.0}
    assert "ruled out" in told.conflicts[0]


def test_strength_is_graded_and_limited():
    assert settled(emotion("sad", 1.6, degree=1.8)).style.intensity == 2.0
    assert settled(emotion("sad", degree=0.4)).style.intensity == 0.4


def test_a_figure_goes_before_a_word_and_a_word_before_a_role():
    role = Wish(
        Mark("role", Role("", {"gender": "male"}, {"angry": 1.0}, 1.0, {"rate": 30.0, "pitch": -2.0}), "x")
    )
    told = settled(role, manner(rate=-20.0), emotion("calm"), exact={"pitch": 3.0})
    assert told.style.emotions == {"calm": 1.0}
    assert told.style.rate < 0
    assert told.style.pitch == 3
    assert told.persona == {"gender": "male"}


def test_a_role_may_imply_a_whisper():
    role = Wish(Mark("role", Role("", delivery={"whisper": True}), "x"))
    assert settled(role).style.whisper is True
    assert (
        settled(role, Wish(Mark("attribute", {"whisper": True}, "x"), negation="not")).style.whisper is False
    )


def test_opposed_words_are_told_and_denials_of_both_are_neither():
    told = settled(manner(rate=22.0), manner("slow", rate=-20.0))
    assert told.style.rate == -20
    assert "up and down" in told.conflicts[0]
    fast, slow = manner(rate=22.0), manner(rate=-20.0)
    fast.negation = slow.negation = "not"
    assert settled(fast, slow).style.rate == 0


def test_hints_count_by_how_they_are_given():
    said = [(PRONOUN, {"gender": "male"}), (WORD, {"gender": "female", "age": 30})]
    assert settled(hints=said).persona == {"gender": "female", "age": 30}
    both = settled(hints=[(WORD, {"gender": "male"}), (WORD, {"gender": "female"})])
    assert both.persona == {"gender": "male"}
    assert "both male and female" in both.conflicts[0]


def test_riddles_are_guessed_only_where_allowed():
    riddle = Wishes(riddles=["a snarly rattle from the windpipe"])
    assert settle(riddle, may_guess=False).guessed == ()
    told = settle(riddle, may_guess=True)
    assert told.style.roughness > 0
    assert len(told.guessed) == 1
    assert riddle.wishes == []
