import itertools

import pytest

from personas import DEFAULT, persona, preset_ids, presets
from personas.ages import AGE_GROUPS, age_group
from personas.distance import THRESHOLD, distance, nearest
from tts.corpus.labels import voice
from tts.errors import PersonaError

REQUIRED = {
    "brisk-professional": "干练白领",
    "empress-dowager": "老年太后",
    "sunny-youth": "阳光少年",
    "kungfu-uncle": "功夫大叔",
    "narrator-warm-female": "温暖女声旁白",
    "narrator-deep-male": "低沉男声旁白",
    "documentary": "纪录片解说",
    "news-anchor": "新闻主播",
    "villain": "反派",
    "drill-sergeant": "魔鬼教官",
    "bedtime-storyteller": "睡前故事妈妈",
    "robot": "机器人",
    "ghost": "幽灵",
    "whisperer": "耳语者",
    "elder-man": "老爷爷",
    "grandmother": "老奶奶",
    "little-girl": "小女孩",
    "teenage-girl": "少女",
}
LABELS = {"child": "child", "young": "young", "adult": "adult", "elder": "old"}


def test_the_promised_presets_exist():
    for name, chinese in REQUIRED.items():
        assert persona(name).names["zh"] == chinese
    assert len(presets()) >= 36
    assert DEFAULT in preset_ids()


def test_all_ages_and_genders_are_there():
    ages = [each.age for each in presets()]
    assert min(ages) <= 5
    assert max(ages) >= 70
    counts = {group: sum(age_group(age) == group for age in ages) for group in AGE_GROUPS}
    assert all(count >= 3 for count in counts.values()), counts
    genders = [each.gender for each in presets()]
    assert min(genders.count("female"), genders.count("male")) >= 14
    assert genders.count("neutral") >= 3


def test_no_two_presets_are_closer_than_the_threshold():
    found = presets()
    apart, a, b = nearest([each.identity for each in found])
    assert apart >= THRESHOLD, f"{found[a].id} and {found[b].id} are only {apart:.2f} apart"
    # The threshold is not met by one dimension alone being counted wrongly: the usual pair is far apart.
    every = [distance(x.identity, y.identity) for x, y in itertools.combinations(found, 2)]
    assert sorted(every)[len(every) // 2] > 1.5 * THRESHOLD


@pytest.mark.parametrize("name", preset_ids())
def test_every_preset_sounds_of_its_age_and_gender(name):
    each = persona(name)
    label = voice(each.identity)
    if each.gender == "neutral":
        assert 138 <= each.identity.pitch <= 168
        return
    assert label.age == LABELS[age_group(each.age)]
    if age_group(each.age) != "child":
        assert label.gender == each.gender


@pytest.mark.parametrize("name", preset_ids())
def test_every_preset_is_whole(name):
    each = persona(name)
    assert each.licence == "Apache-2.0"
    assert each.tags
    _, clamped = each.style.delivery(each.identity.liveliness)
    assert clamped == ()
    assert sum(share > 0 for share in each.identity.mix) <= 2, "the corpus blends two speakers at most"


def test_names_seeds_and_captions_differ():
    for values in (
        [each.names["en"] for each in presets()],
        [each.names["zh"] for each in presets()],
        [each.seed for each in presets()],
        [each.caption for each in presets()],
    ):
        assert len(set(values)) == len(presets())


def test_a_persona_is_found_by_its_names():
    assert persona("老年太后").id == "empress-dowager"
    assert persona(" kung-fu UNCLE ").id == "kungfu-uncle"


def test_an_unknown_id_lists_the_nearest_and_all():
    with pytest.raises(PersonaError, match="did you mean 'news-anchor'") as error:
        persona("news-ancor")
    assert all(name in str(error.value) for name in preset_ids())
