import numpy as np
import pytest

from tts.style.captions import understand
from tts.style.emotions import EMOTION_IDS
from tts.style.guess import NONE, THRESHOLDS, Guesser, examples, guess, guesser, manners
from tts.style.space import FLAGS, NUMBERS


def test_a_guesser_learns_from_examples():
    small = Guesser.of(
        [(("tears", "in", "eyes"), "sad"), (("full", "of", "joy"), "happy"), (("slow",), "rate-")]
    )
    assert set(small.classes) == {"sad", "happy", "rate-"}
    told = small.probabilities(("tearful", "eyes"))
    assert max(told, key=told.get) == "sad"
    assert sum(told.values()) == pytest.approx(1)


def test_what_shares_nothing_is_anything():
    told = Guesser.of([(("tears",), "sad"), (("joy",), "happy")]).probabilities(("xyz",))
    assert told["sad"] == pytest.approx(told["happy"])


@pytest.mark.parametrize("language", THRESHOLDS)
def test_most_of_what_it_was_fitted_to_is_known(language):
    known = [pair for pair in examples(language) if pair[1] != NONE][::25]
    best = []
    for tokens, name in known:
        told = guesser(language).probabilities(tokens)
        best.append(max(told, key=told.get) == name)
    assert np.mean(best) > 0.85


@pytest.mark.parametrize("language", THRESHOLDS)
def test_classes_are_emotions_and_manners(language):
    names = {name for _, name in examples(language)}
    assert names - {NONE} == set(EMOTION_IDS) & names | set(manners(language))
    for name, delivery in manners(language).items():
        assert set(delivery) <= {*NUMBERS, *FLAGS}
        assert name.rstrip("+-") in delivery


def test_figures_of_speech_that_the_lexicon_lacks():
    assert guess("tears brimming over her eyelashes").emotion == "sad"
    assert guess("像刚爬上十几层楼梯一样大口喘气").delivery["breathiness"] > 0
    assert guess("the periodic table") is None
    assert guess("12") is None


def test_a_guess_is_told_and_yields_to_what_is_said():
    caption = "a snarly rattle from the windpipe"
    told = understand(caption)
    assert told.style.roughness > 0
    assert "roughness +0.55" in told.guessed[0]
    assert told.not_understood == ("snarly rattle", "windpipe")
    assert understand(caption, guess=False).style.roughness is None
    assert understand(f"no roughness, {caption}").style.roughness == 0
    assert understand(f"calm, {caption}").style.emotions == {"calm": 1.0}


def test_numbers_say_nothing_about_a_feeling():
    assert understand("five stars").guessed == ()
    assert understand("on 3 May").guessed == ()
