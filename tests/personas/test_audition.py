from dataclasses import replace

import yaml

from personas import persona, presets
from personas.ages import AGE_GROUPS
from personas.audition import _SENTENCES, audition
from tts.style.emotions import EMOTION_IDS
from tts.style.space import Style

ENTRIES = yaml.safe_load(_SENTENCES.read_text(encoding="utf-8"))


def test_every_preset_has_a_sentence():
    for each in presets():
        spoken = audition(each)
        assert spoken.english.isascii()
        assert 8 <= len(spoken.english.split()) <= 25
        assert spoken.chinese


def test_role_goes_before_mood_before_age():
    pirate = persona("pirate-captain")
    assert "ashore" in audition(pirate).english
    nobody = replace(pirate, tags=())
    assert "did it" in audition(nobody).english, "proud and amused, half and half: the first counts"
    plain = replace(nobody, style=Style())
    assert audition(plain) != audition(nobody)
    assert audition(replace(plain, age=7)).english in [e["en"] for e in ENTRIES if "child" in e["for"]]


def test_the_seed_chooses_among_several():
    plain = replace(persona("villain"), tags=(), style=Style())
    assert audition(replace(plain, seed=0)) != audition(replace(plain, seed=1))


def test_every_age_and_every_emotion_but_neutral_has_a_sentence():
    keys = {key for entry in ENTRIES for key in entry["for"]}
    assert set(AGE_GROUPS) <= keys
    assert set(EMOTION_IDS) - {"neutral"} <= keys


def test_sentences_differ_and_are_whole():
    assert len({entry["en"] for entry in ENTRIES}) == len(ENTRIES)
    for entry in ENTRIES:
        assert set(entry) == {"for", "en", "zh"}
        assert entry["en"].strip()[-1] in ".?!"
