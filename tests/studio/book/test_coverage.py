from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studio.book.coverage import DEFICIT, Judge, Verdict, deficits, proven
from tts.engine import NativeEngine, load
from tts.request import PhoneTiming, SpeechRequest, Take, WordTiming

TEXT = "The driver climbed down, and nobody in the house had heard the carriage."


@pytest.fixture(scope="module")
def engine() -> NativeEngine:
    return load()


@pytest.fixture(scope="module")
def judge(engine) -> Judge:
    return proven(engine)


@pytest.fixture(scope="module")
def take(engine) -> Take:
    return engine.speak(SpeechRequest(TEXT, seed=1))


def cut(take, first, last):
    a, b = (round(second * take.sample_rate) for second in (first, last))
    return take.samples[:a], take.samples[a:b], take.samples[b:]


def word(take, text) -> WordTiming:
    return next(word for word in take.words if word.text.strip(",.") == text)


def damaged(take, how) -> Take:
    carriage, house = word(take, "carriage"), word(take, "house")
    before, said, after = cut(take, house.start, house.end)
    parts = {
        "cut": (before, after),
        "silenced": (before, np.zeros_like(said), after),
        "repeated": (before, said, said, after),
        "another": (before, cut(take, carriage.start, carriage.end)[1], after),
        "ended early": (cut(take, word(take, "heard").start, 0)[0],),
        "spoken over": (
            before,
            said + cut(take, carriage.start, carriage.end)[1].max() * _noise(said),
            after,
        ),
    }[how]
    return replace(take, samples=np.concatenate(parts).astype(np.float32))


def _noise(like):
    return np.random.default_rng(0).normal(0, 1, len(like)).clip(-1, 1)


def test_a_whole_take_passes(judge, take):
    verdict = judge.verdict(take, SpeechRequest(TEXT))
    assert verdict.deficit is not None
    assert verdict.deficit < DEFICIT
    assert not verdict.suspect


@pytest.mark.parametrize("how", ["cut", "silenced", "repeated", "another", "ended early"])
def test_a_damaged_take_is_suspect_and_the_place_is_told(judge, take, how):
    verdict = judge.verdict(damaged(take, how), SpeechRequest(TEXT))
    assert verdict.deficit is not None
    assert verdict.deficit > DEFICIT
    assert verdict.suspect
    assert "fits the text badly" in verdict.told[0]
    if how in ("silenced", "another"):
        assert "house" in verdict.told[0]


def test_a_long_take_is_aligned_in_stretches(engine, judge):
    text = " ".join([TEXT] * 5)
    take = engine.speak(SpeechRequest(text, seed=2))
    assert take.seconds > 20
    whole = judge.verdict(take, SpeechRequest(text))
    assert not whole.suspect
    late = take.words[-8]
    before, said, after = cut(take, late.start, late.end)
    broken = replace(take, samples=np.concatenate([before, np.zeros_like(said), after]))
    assert judge.verdict(broken, SpeechRequest(text)).suspect
    assert len(deficits(engine.pack.aligner, take.samples, take.phones)) == len(take.samples) // 256


def test_an_aligner_that_recognises_nothing_is_no_judge(tiny_engine):
    assert proven(tiny_engine).aligner is None


def plain(samples, phones=None, rate=24_000):
    phones = phones or (PhoneTiming("ɑ", 0.1, 0.3), PhoneTiming("t", 0.3, 0.4))
    return Take(samples.astype(np.float32), rate, (), tuple(phones))


def tone(seconds):
    return 0.3 * np.sin(2 * np.pi * 200 * np.arange(round(24_000 * seconds)) / 24_000)


@pytest.mark.parametrize(
    ("take", "told"),
    [
        (plain(np.zeros(0)), "empty"),
        (plain(np.full(100, np.nan)), "no numbers"),
        (plain(np.zeros(24_000)), "silent"),
        (plain(np.sign(tone(1.0))), "clipped"),
        (plain(tone(1.0), [PhoneTiming("ɑ", 0.0, 2.0)]), "too slow"),
        (plain(tone(1.0), [PhoneTiming("ɑ", n / 100, (n + 1) / 100) for n in range(9)]), "too fast"),
        (plain(np.concatenate([tone(0.5), np.zeros(24_000 * 4), tone(0.5)])), "silent for 4.0 s"),
    ],
)
def test_plain_faults_are_told(take, told):
    verdict = Judge(None).verdict(take, SpeechRequest("ah"))
    assert told in verdict.reasons[0]
    assert verdict.suspect


def test_what_cannot_be_spoken_is_told():
    verdict = Judge(None).verdict(replace(plain(tone(1.0)), skipped=("☃",)), SpeechRequest("☃ ah"))
    assert verdict.left_out == ("☃",)
    assert verdict.told == ("'☃' cannot be spoken and is left out",)
    assert verdict.reasons == ()


def test_verdicts_are_compared_and_kept():
    good, bad, worse = Verdict(1.0), Verdict(20.0, reasons=("a",)), Verdict(40.0, reasons=("a",))
    assert good.better_than(bad)
    assert bad.better_than(worse)
    assert not good.better_than(good)
    assert good.better_than(replace(good, left_out=("x",)))
    for verdict in (good, bad, Verdict(None, ("x",), ("b", "c"))):
        assert Verdict.from_dict(verdict.to_dict()) == verdict
