"""The held-out captions are whole, and the scoring finds what is right and what is wrong."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import typer

from benchmarks.captions import (
    MEASURES,
    STEPS,
    by_kind,
    by_measure,
    interval,
    judge,
    main,
    misses,
    run,
    speed,
)
from benchmarks.labelled import KINDS, LANGUAGES, SETS, Labelled, captions
from tts.style.captions import Understanding
from tts.style.emotions import EMOTION_IDS
from tts.style.space import NUMBERS, Style


def label(kind="emotion", **labels):
    return Labelled.from_dict({"caption": "x", "kind": kind, **labels})


def verdict(style, labelled, **persona):
    """Measure → whether everything it judged is right."""
    return {name: all(things) for name, things in judge(style, persona, labelled).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sets_are_large_varied_and_apart(language):
    test, dev = captions(language, "test"), captions(language, "dev")
    assert len(test) >= 310
    assert len(dev) >= 500
    texts = Counter(" ".join(one.caption.lower().split()) for one in (*test, *dev))
    assert max(texts.values()) == 1
    kinds = Counter(one.kind for one in test)
    assert set(kinds) == set(KINDS)
    assert kinds["negation"] >= 40
    assert kinds["mixture"] >= 40
    assert 0.3 < kinds["emotion"] / len(test) < 0.4
    emotions = Counter(name for one in test for name in one.shares)
    assert min(emotions[name] for name in EMOTION_IDS) >= 8
    asked = {name for one in test for name in one.directions}
    assert asked >= {*NUMBERS, "whisper", "shout"} - {"tilt"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", SETS)
def test_every_caption_is_judged_in_something_that_its_kind_is_about(language, part):
    about = {"attribute": ("direction", "whisper/shout"), "negation": ("negation",), "mixture": ("mixture",),
             "emotion": ("emotion",), "age/gender": ("persona",), "numeric": ("exact",),
             "intensity": ("intensity",)}  # fmt: skip
    for one in captions(language, part):
        judged = judge(Style(), {}, one)
        assert judged, f"a caption of kind {one.kind} has no label"
        assert set(judged) & set(about.get(one.kind, MEASURES))


@pytest.mark.parametrize(
    ("labels", "problem"),
    [
        ({"kind": "mood"}, "unknown kind"),
        ({"emotions": {"glad": 1}}, "unknown emotions"),
        ({"emotions": {"sad": 0.5, "angry": 0.1}}, "sum to 1"),
        ({"emotions": {"sad": 1}, "accept": [["angry"]]}, "among accept"),
        ({"accept": [["angry"]]}, "needs emotions"),
        ({"directions": {"speed": "+"}}, "speed"),
        ({"directions": {"tremor": "-"}}, "tremor"),
        ({"directions": {"pitch": 40.0}}, "pitch"),
        ({"denied": {"sad": True}}, "denied"),
        ({"persona": {"age": [30, 20]}}, "age"),
        ({"intensity": "much"}, "intensity"),
        ({"colour": "red"}, "unknown keys"),
    ],
)
def test_labels_that_mean_nothing_are_refused(labels, problem):
    with pytest.raises(ValueError, match=problem):
        label(**labels)


def test_the_strongest_emotion_counts():
    either = label(emotions={"sad": 1}, accept=[["sad"], ["disappointed"]])
    assert verdict(Style({"disappointed": 1.0}), either) == {"emotion": True}
    assert verdict(Style({"sad": 0.6, "angry": 0.4}), either) == {"emotion": True}
    assert verdict(Style({"sad": 0.4, "angry": 0.6}), either) == {"emotion": False}
    assert verdict(Style(), either) == {"emotion": False}
    assert verdict(Style({"sad": 1.0}, intensity=0), either) == {"emotion": False}


def test_neutral_allows_no_more_than_a_trace():
    plain, none = label(emotions={"neutral": 1}), label(emotions={})
    assert verdict(Style(), plain) == {"emotion": True}
    assert verdict(Style({"neutral": 1.0}), none) == {"no emotion": True}
    assert verdict(Style({"calm": 1.0}, intensity=0.2), none) == {"no emotion": True}
    assert verdict(Style({"calm": 1.0}, intensity=0.3), none) == {"no emotion": False}
    assert verdict(Style({"calm": 1.0}), label(emotions={}, accept=[[], ["calm"]])) == {"no emotion": True}


def test_directions_are_against_neutral():
    asked = label("attribute", directions={"rate": "-", "loudness": "0", "whisper": True})
    assert judge(Style(rate=-10, whisper=True, loudness=0), {}, asked) == {
        "direction": (True, True),
        "whisper/shout": (True,),
    }
    assert judge(Style(rate=10), {}, asked) == {"direction": (False, True), "whisper/shout": (False,)}
    assert verdict(Style({"sad": 1.0}), label(directions={"rate": "-"})) == {"direction": True}
    assert verdict(Style({"sad": 1.0}, rate=0), label(directions={"rate": "-"})) == {"direction": False}
    assert set(STEPS) == set(NUMBERS)


def test_negation_wants_the_denied_away_and_the_rest_right():
    asked = label("negation", emotions={"disappointed": 1}, denied={"angry": 0.2})
    assert verdict(Style({"disappointed": 1.0}), asked)["negation"]
    assert not verdict(Style({"disappointed": 0.6, "angry": 0.4}), asked)["negation"]
    assert not verdict(Style(), asked)["negation"]
    steady = label("negation", emotions={"sad": 1}, denied={"tremor": "+", "shout": True})
    assert not verdict(Style({"sad": 1.0}), steady)["negation"]
    assert verdict(Style({"sad": 1.0}, tremor=0.0), steady)["negation"]
    assert not verdict(Style({"sad": 1.0}, tremor=0.0, shout=True), steady)["negation"]


def test_mixtures_want_every_part_and_the_larger_one_larger():
    more = label("mixture", emotions={"calm": 0.7, "afraid": 0.3})
    assert verdict(Style({"calm": 0.9, "afraid": 0.1}), more) == {"emotion": True, "mixture": True}
    assert verdict(Style({"calm": 0.5, "afraid": 0.5}), more) == {"emotion": True, "mixture": False}
    assert verdict(Style({"calm": 1.0}), more) == {"emotion": True, "mixture": False}
    assert verdict(Style({"calm": 0.3, "afraid": 0.7}), more) == {"emotion": False, "mixture": False}
    both = label("mixture", emotions={"angry": 0.5, "sad": 0.5}, exact_shares=True)
    assert verdict(Style({"angry": 1.0, "sad": 1.0}), both) == {
        "emotion": True,
        "mixture": True,
        "exact": True,
    }
    assert not verdict(Style({"angry": 0.6, "sad": 0.4}), both)["exact"]


def test_figures_are_exact_and_have_a_direction():
    asked = label("numeric", emotions={}, directions={"pitch": -3.0, "rate": 20})
    assert judge(Style(pitch=-3, rate=20.1), {}, asked)["exact"] == (True, True)
    assert judge(Style(pitch=-2.9, rate=-20), {}, asked) == {
        "no emotion": (True,),
        "direction": (True, False),
        "exact": (False, False),
    }
    loud = label("numeric", emotions={"happy": 1}, intensity=1.6)
    assert verdict(Style({"happy": 1.0}, intensity=1.6), loud)["exact"]
    assert not verdict(Style({"happy": 1.0}), loud)["exact"]


def test_intensity_and_persona():
    faint = label("intensity", emotions={"sad": 1}, intensity="-")
    assert verdict(Style({"sad": 1.0}, intensity=0.5), faint)["intensity"]
    assert verdict(Style({"sad": 0.5, "neutral": 0.5}), faint) == {"emotion": True, "intensity": True}
    assert not verdict(Style({"sad": 1.0}), faint)["intensity"]
    boy = label("age/gender", persona={"gender": "male", "age": [5, 12]})
    assert judge(Style(), {"gender": "male", "age": 9}, boy) == {"persona": (True, True)}
    assert judge(Style(), {"gender": "male", "age": 30}, boy) == {"persona": (True, False)}
    assert judge(Style(), {}, boy) == {"persona": (False, False)}


def test_figures_of_many_captions():
    many = [
        Labelled.from_dict({"caption": f"caption {index}", "kind": "emotion", "emotions": {"sad": 1}})
        for index in range(10)
    ]

    def understand(caption):
        style = Style({"angry": 1.0}) if caption == "caption 3" else Style({"sad": 1.0})
        return Understanding(caption, "en", style, {}, (), ())

    results = run(many, understand)
    emotion, everything = by_measure(results)
    assert emotion["measure"] == "emotion"
    assert emotion["cases"] == everything["cases"] == 10
    assert emotion["right %"] == pytest.approx(90)
    low, high = emotion["95 %"]
    assert 60 <= low < 90 < high <= 100
    [row] = by_kind(results)
    assert (row["kind"], row["emotion"]) == ("emotion", "9/10")
    [miss] = misses(results)
    assert "caption 3" in miss
    assert "wrong: emotion" in miss
    assert speed(results)["ms p95"] >= speed(results)["ms p50"] >= 0
    with pytest.raises(ValueError, match="no caption"):
        run([], understand)


def test_the_interval_counts_captions_not_things():
    alone = interval([(True,), (False,)] * 50)
    together = interval([(True,) * 10, (False,) * 10] * 5)
    assert together[1] - together[0] > 2 * (alone[1] - alone[0])
    with pytest.raises(ValueError, match="nothing was judged"):
        interval([()])


def test_the_test_set_stays_closed_and_the_figures_reach_the_file(tmp_path, capsys):
    main("test", "en", details=True, out=tmp_path)
    printed = capsys.readouterr().out
    assert "stay closed" in printed
    assert not any(one.caption in printed for one in captions("en", "test") if len(one.caption) > 15)
    report = json.loads((tmp_path / "captions.json").read_text(encoding="utf-8"))
    assert {row["measure"] for row in report["rows"]} >= {"emotion", "direction", "negation", "mixture"}
    assert {row["kind"] for row in report["kinds"]} == set(KINDS)
    assert report["speed"][0]["captions"] == len(captions("en", "test"))
    main("dev", "zh", out=tmp_path)
    assert (tmp_path / "captions-dev.json").exists()
    with pytest.raises(typer.BadParameter, match="dev or test"):
        main("train", out=tmp_path)
