import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import StyleError
from tts.style.delivery import Delivery
from tts.style.emotions import EMOTION_IDS, EMOTIONS, blend
from tts.style.space import NUMBERS, STYLE_LIMITS, Style

numbers = {name: st.none() | st.floats(low, high) for name, (low, high, _) in STYLE_LIMITS.items()}
styles = st.builds(
    Style,
    emotions=st.dictionaries(st.sampled_from(EMOTION_IDS), st.floats(0.01, 1), max_size=3),
    intensity=st.floats(0, 2),
    whisper=st.sampled_from([None, True, False]),
    **numbers,
)


def test_default_is_neutral():
    assert Style().delivery() == (Delivery(), ())


def test_emotions_come_through_as_their_blend():
    style = Style({"happy": 0.7, "sad": 0.3}, intensity=1.2)
    assert style.delivery()[0] == blend({"happy": 0.7, "sad": 0.3}, 1.2)


def test_a_number_takes_the_place_of_the_emotions_value():
    delivery, clamped = Style({"happy": 1}, pitch=-2, rate=0, loudness=6, breathiness=0.5).delivery()
    assert (delivery.pitch, delivery.rate, delivery.loudness, delivery.breath) == (-2, 0, 6, 0.5)
    assert delivery.final == EMOTIONS["happy"].delivery.final
    assert clamped == ()


def test_units():
    delivery, _ = Style(rate=-50, pauses=100, range=2.2).delivery(spread=2.2)
    assert (delivery.rate, delivery.pauses, delivery.range) == (-1, 1, 1)
    assert Style(range=1.5).delivery(spread=3)[0].range == pytest.approx(math.log2(1.5))


def test_a_range_beyond_what_the_voice_has_is_clamped_and_named():
    delivery, clamped = Style(range=-6).delivery(spread=2)
    assert delivery.range == -2
    assert clamped == ("range",)


def test_flags():
    assert Style(whisper=True).delivery()[0].whisper == 1
    shout = Style(shout=True).delivery()[0]
    assert shout.loudness > 4
    assert shout.pitch > 2
    with pytest.raises(StyleError, match="choose one"):
        Style(whisper=True, shout=True)


@given(styles, styles, st.floats(0, 1))
def test_blend_lies_between_its_parts(a, b, share):
    mixed = a.blend(b, share).effective()
    for name in NUMBERS:
        low, high = sorted((a.effective()[name], b.effective()[name]))
        # whisper and shout are not mixed, so compare only where they add nothing
        if not (a.whisper or b.whisper):
            slack = 0.02 * (STYLE_LIMITS[name][1] - STYLE_LIMITS[name][0])
            assert low - slack <= mixed[name] <= high + slack


def test_blend_mixes_emotions_by_weight_and_intensity():
    mixed = Style({"happy": 1}, intensity=1.5).blend(Style({"sad": 1}, intensity=0.5))
    assert mixed.emotions == {"happy": 0.75, "sad": 0.25}
    assert mixed.intensity == 1
    assert Style().blend(Style({"sad": 1}), 0.5) == Style({"sad": 1}, intensity=0.5)


def test_scale():
    style = Style({"angry": 1}, intensity=1, pitch=2, rate=60)
    assert style.scale(2) == Style({"angry": 1}, intensity=2, pitch=4, rate=74)
    assert style.scale(0).delivery() == (Delivery(), ())
    with pytest.raises(StyleError):
        style.scale(-1)


def test_merge_keeps_what_the_other_leaves_unset():
    base = Style({"tender": 1}, intensity=0.6, rate=-10, whisper=True)
    assert base.merge(Style()) == base
    assert base.merge(Style(pitch=3)) == Style({"tender": 1}, 0.6, pitch=3, rate=-10, whisper=True)
    assert base.merge(Style({"angry": 1})) == Style({"angry": 1}, 1.0, rate=-10, whisper=True)
    assert base.merge(Style(intensity=1.4)).intensity == 1.4
    assert base.merge(Style(whisper=False)).whisper is False
    shouted = base.merge(Style(shout=True))
    assert (shouted.shout, shouted.whisper) == (True, None)


def test_diff_reads_well():
    before = Style({"sad": 0.5, "calm": 0.5})
    after = Style({"sad": 0.7, "calm": 0.3}, intensity=1.3, rate=12, whisper=True)
    assert [str(change) for change in before.diff(after)] == [
        "calm 0.50 → 0.30",
        "sad 0.50 → 0.70",
        "intensity 1.00 → 1.30",
        "rate +12 %",
        "whisper unset → true",
    ]
    assert before.diff(before) == ()
    assert [str(change) for change in after.diff(Style({"sad": 1}, 1.3, rate=25.44))] == [
        "calm 0.30 → 0.00",
        "sad 0.70 → 1.00",
        "rate +12 → +25.4 %",
        "whisper true → unset",
    ]


@given(styles)
def test_json_and_yaml_round_trips(style):
    assert Style.from_json(style.to_json()) == style
    assert Style.from_yaml(style.to_yaml()) == style
    hash(style)


def test_yaml_shows_what_is_set():
    style = Style({"happy": 0.7, "sad": 0.3}, intensity=1.2, rate=0.0, whisper=False)
    assert (
        style.to_yaml() == "emotions:\n  happy: 0.7\n  sad: 0.3\nintensity: 1.2\nrate: 0.0\nwhisper: false\n"
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"emotion": {}}, "did you mean 'emotions'"),
        ({"emotions": {"hapy": 1}}, "did you mean 'happy'"),
        ({"emotions": {"happy": 2}}, "within 0–1"),
        ({"emotions": ["happy"]}, "must map"),
        ({"pitch": 40}, "within -12–14 semitones"),
        ({"rate": "fast"}, "must be a number"),
        ({"intensity": float("nan")}, "within 0–2"),
        ({"whisper": "yes"}, "true, false or null"),
        ({"whisper": 1}, "true, false or null"),
        ({"pitch": 10**400}, "within -12–14"),
        ({1: 2}, "unknown style key '1'"),
    ],
)
def test_bad_styles_are_refused(data, says):
    with pytest.raises(StyleError, match=says):
        Style.from_dict(data)


def test_bad_json_is_refused():
    with pytest.raises(StyleError, match="not valid JSON"):
        Style.from_json("{")
    with pytest.raises(StyleError, match="must be an object"):
        Style.from_json("[1]")
    with pytest.raises(StyleError, match="not valid JSON"):
        Style.from_json("[" * 100_000)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("emotions: {happy: 1", "not valid YAML"),
        ("!!python/object/apply:os.system [ls]", "not valid YAML"),
        ("- happy", "must be an object"),
        ("", "must be an object"),
        ("pitch: .nan", "within -12–14"),
        ("speed: 3", "unknown style key 'speed'"),
        ("[" * 10_000, "not valid YAML"),
    ],
)
def test_bad_yaml_is_refused(text, says):
    with pytest.raises(StyleError, match=says):
        Style.from_yaml(text)


def test_a_style_does_not_follow_the_dict_it_was_made_from():
    weights = {"happy": 1.0}
    style = Style(weights)
    weights["happy"] = 0.0
    assert style.emotions == {"happy": 1.0}
