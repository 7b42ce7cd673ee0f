import re

import pytest

from tts.style.rewording import reworded


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("a third faster", "33.3333% faster"),
        ("pauses reduced by a half", "pauses reduced by 50%"),
        ("knock six decibels off", "6 decibels lower"),
        ("a quarter of the volume", "75% lower volume"),
        ("at 40% speed", "60% lower speed"),
        ("half again as fast", "50% more fast"),
        ("increase the speed by a factor of 1.5", "increase the speed by 50%"),
        ("slow the pace by a factor of 2", "slow the pace by 50%"),
        ("an octave and a half lower", "1.5 octaves lower"),
        ("a minor third up", "3 semitones up"),
        ("50 cents higher", "0.5 semitones higher"),
        ("语速降到八成", "语速降低20%"),
        ("语速是平时的1.2倍", "语速提高20%"),
        ("停顿时间翻倍", "停顿时间提高100%"),
        ("语速加一成半", "语速加1.5成"),
        ("升大三度", "升4个半音"),
    ],
)
def test_figures(text, becomes):
    assert reworded(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("60/40 fear and joy", "60% fear, 40% joy"),
        ("70:30 pride and sadness", "70% pride, 30% sadness"),
        ("disappointment more than anger", "mostly disappointment, a hint of anger"),
        ("cheerful with an anxious edge", "cheerful with a hint of anxious"),
        ("not sad enough", "more sad"),
        ("below his usual", "lower than usual"),
        ("三七开的愤怒和悲伤", "三成愤怒,七成悲伤"),
        ("与其说愤怒，不如说失望", "不是愤怒,而是失望"),
    ],
)
def test_comparisons(text, becomes):
    assert reworded(text.replace("，", ",")) == becomes


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("a woman of sixty", 60),
        ("a lad of about sixteen", 16),
        ("a schoolgirl, twelve or so", 12),
        ("woman in her mid thirties", 35),
        ("a guy pushing fifty", 50),
        ("二十出头的小伙子", 22),
        ("年近半百", 48),
        ("年过四十", 42),
        ("九十高龄", 90),
        ("小学三年级的女孩", 9),
        ("大三女生", 21),
        ("二八佳人", 16),
        ("刚满十八的小伙", 18),
        ("6岁半的弟弟", 6),
    ],
)
def test_ages(text, years):
    assert re.search(rf"(?<!\d){years}(?: years old|岁)", reworded(text))


@pytest.mark.parametrize(
    "text", ["father of three", "mother of two boys", "a man of few words", "a ten-year-old whisky"]
)
def test_what_is_no_age_is_none(text):
    assert "years old" not in reworded(text)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("keep the panic out of it", "without the panic it"),
        ("keep the fear under control", "less fear"),
        ("let the joy rip", "unrestrained joy"),
        ("fury at nine out of ten", "fury at intensity 1.8"),
        ("struggling to keep the voice steady", "trembling"),
        ("不是不害怕", "有害怕"),
        ("谁说我难过", "并非难过"),
    ],
)
def test_denials_and_scales(text, becomes):
    assert reworded(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("speed it up, it's dragging", "speed it up"),
        ("it's too loud, whisper it", "whisper it"),
        ("太快了,慢一点", "慢一点"),
        ("慢一点,太快了", "慢一点"),
        ("it's too loud", "it's too loud"),
    ],
)
def test_what_is_wrong_now_yields_to_what_is_wanted(text, becomes):
    assert reworded(text) == becomes


@pytest.mark.parametrize(
    "text", ["calm, a little sad", "语速快一点", "take five", "keep it out loud", "over the phone"]
)
def test_everything_else_stays(text):
    assert reworded(text) == text
