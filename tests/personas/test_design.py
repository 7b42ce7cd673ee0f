import pytest

from personas import Store
from personas.ages import age_group
from personas.design import DIVERSITY_FLOOR, MOST, design, named
from personas.distance import nearest
from personas.fit import requirements
from tts.errors import PersonaError

DESCRIPTIONS = [
    "a hoarse old pirate",
    "a curious seven-year-old girl",
    "a brisk woman in her thirties with a bright voice",
    "a bored teenage boy",
    "an androgynous narrator",
    "低沉磁性的中年男声",
    "慈祥的老奶奶，语速慢",
    "活泼的小男孩",
]


@pytest.mark.parametrize("description", DESCRIPTIONS)
def test_candidates_fit_and_differ(description):
    made = design(description)
    assert made.notes == ()
    assert len(made.candidates) == 4
    for candidate in made.candidates:
        who = candidate.persona
        for name, met in requirements(made.wanted, who.age, who.gender).items():
            assert met(who.identity), name
        assert candidate.audition.english.isascii()
        assert candidate.audition.chinese
        if made.wanted.gender:
            assert who.gender == made.wanted.gender
        if made.wanted.group:
            assert age_group(who.age) == made.wanted.group
    apart, _, _ = nearest([candidate.persona.identity for candidate in made.candidates])
    assert apart >= DIVERSITY_FLOOR
    assert len({candidate.persona.id for candidate in made.candidates}) == 4


def test_the_same_seed_gives_the_same_voices():
    first = design("a tired detective", n=3, seed=5)
    assert design("a tired detective", n=3, seed=5) == first
    assert design("a tired detective", n=3, seed=6) != first


def test_the_same_meaning_in_both_languages_is_the_same_kind_of_voice():
    english, chinese = design("an old man with a hoarse voice"), design("声音沙哑的老爷爷")
    assert english.wanted.gender == chinese.wanted.gender == "male"
    assert english.wanted.group == chinese.wanted.group == "elder"
    assert english.wanted.traits["roughness"] == pytest.approx(chinese.wanted.traits["roughness"], abs=0.2)


def test_the_description_the_pack_and_the_habit_are_kept():
    found = design("a cheerful woman", pack="a" * 64).candidates[0].persona
    assert found.caption == "a cheerful woman"
    assert found.pack == "a" * 64
    assert found.style.emotions == {"happy": 1.0}
    assert found.licence == "NOASSERTION"
    assert found.consent.startswith("synthetic")


def test_what_was_not_understood_or_contradicts_itself_is_told():
    made = design("an old little boy with a zorbly voice")
    assert made.wanted.not_understood == ("zorbly",)
    assert made.wanted.conflicts


def test_wishes_that_exclude_each_other_are_met_in_part_and_noted():
    made = design("an adult woman of 45 with a voice at 70 Hz")
    assert len(made.candidates) == 4
    assert any("'gender'" in note for note in made.notes)


def test_a_design_that_leaves_little_room_says_so():
    made = design("a man at 100 Hz", n=MOST)
    assert len(made.candidates) == MOST
    apart, _, _ = nearest([candidate.persona.identity for candidate in made.candidates])
    assert (apart < DIVERSITY_FLOOR) == any("little room" in note for note in made.notes)


def test_odd_characters_of_a_description_do_no_harm():
    found = design("an old\n man\x1b[2J \u200b with a deep voice").candidates[0].persona
    assert found.caption.isprintable()


def test_a_candidate_is_locked_by_name(tmp_path):
    store = Store(tmp_path)
    locked = named(design("a hoarse old pirate").candidates[1].persona, "old-salt", "Old Salt", "老盐")
    store.save(locked)
    assert store.get("old-salt") == locked
    assert named(locked, "old-salt").names == {"en": "Old salt", "zh": "Old salt"}
    with pytest.raises(PersonaError, match="lower-case"):
        named(locked, "Old Salt")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [({"n": 0}, "n must lie"), ({"n": 17}, "n must lie"), ({"seed": -1}, "seed must")],
)
def test_bad_arguments_are_refused(arguments, says):
    with pytest.raises(PersonaError, match=says):
        design("a man", **arguments)
