"""Decoding: what the pointer guarantees; compiled steps are those of the trained model and the reference."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.models.decoder import LONGEST_PAUSE, LONGEST_PHONE, TAIL
from tts.models.generation import Decoding, Forced, Sampling
from tts.models.gpt import ENERGIES, GPT, PATTERNS, PITCHES, Phrase, Steps, frame_pointers
from tts.models.int8 import rounded_steps, with_int8_steps
from tts.models.reference import ReferenceDecoding
from tts.models.streams import frame_phones, phone_starts, pointers
from tts.text.symbols import PHONES

VOICE, EMOTION, CAPTION, CODES = 5, 3, 4, 30
LIKELIEST = Sampling(temperature=0, prosody=0)


@pytest.fixture(scope="module")
def gpt() -> GPT:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        sizes = {"dim": 32, "layers": 2, "encoder_layers": 1, "heads": 2, "hidden": 32}
        return rounded_steps(GPT(VOICE, EMOTION, caption_size=CAPTION, codes=CODES, **sizes).eval())


def phrase(lengths, frames=None, seed=0) -> Phrase:
    random = torch.Generator().manual_seed(seed)
    rows, most = len(lengths), max(lengths)
    phones = torch.zeros(rows, most, dtype=torch.long)
    accents = torch.zeros(rows, most, dtype=torch.long)
    for row, length in enumerate(lengths):
        phones[row, :length] = torch.randint(7, len(PHONES), (length,), generator=random)
        accents[row, :length] = torch.randint(6, (length,), generator=random)
        phones[row, 0], phones[row, length - 1] = 1, 3
    return Phrase(
        phones, accents, (torch.arange(most) >= 4).long().repeat(rows, 1), torch.tensor(lengths),
        torch.randn(rows, 2, VOICE, generator=random), torch.rand(rows, 2, EMOTION, generator=random),
        torch.randn(rows, 2, CAPTION, generator=random),
        torch.tensor(frames or [0] * rows),
    )  # fmt: skip


def row_of(asked: Phrase, row: int) -> Phrase:
    """One row, without its padding."""
    length = int(asked.length[row])
    fields = {name: value[row : row + 1] for name, value in vars(asked).items()}
    return Phrase(**fields | {name: fields[name][:, :length] for name in ("phones", "accents", "manner")})


def spoken(gpt, asked, seeds=None, sampling=None, forced=None, decoding=Decoding) -> list[Steps]:
    """Streams of each row, (1, S) each."""
    seeds = seeds or list(range(len(asked.length)))
    found = decoding(gpt, asked, seeds, sampling or Sampling(), forced).steps()
    said, speaking = (np.stack(parts) for parts in zip(*found, strict=True))
    return [steps_of(said[speaking[:, row], row]) for row in range(len(seeds))]


def steps_of(streams) -> Steps:
    """(S, 5) → (1, S) each."""
    return Steps(*torch.from_numpy(streams.T[:, None].copy()))


def first_steps(gpt, asked, rows, sampling) -> Steps:
    """The first step of one phrase with many seeds, (rows, 1) each."""
    many = Phrase(*(value.repeat(rows, *[1] * (value.ndim - 1)) for value in vars(asked).values()))
    streams, _ = next(Decoding(gpt, many, range(rows), sampling).steps())
    return Steps(*torch.from_numpy(streams.T[..., None].copy()))


def forward(gpt, asked: Phrase, steps: Steps) -> dict[str, torch.Tensor]:
    """Logits of one row given its own streams, as in training."""
    advance = steps.advance[0].numpy()
    at, dwell = (torch.from_numpy(values)[None] for values in pointers(advance))
    left = torch.full_like(at, -1)
    if asked.frames[0] > 0:
        left = (asked.frames[0] - torch.arange(len(advance)) * 4)[None]
    with torch.inference_mode():
        return gpt(asked, steps, at, dwell, left)


def same(a: Steps, b: Steps) -> bool:
    return all(torch.equal(getattr(a, f.name), getattr(b, f.name)) for f in dataclasses.fields(Steps))


@pytest.mark.parametrize("frames", [None, [90, 61]])
def test_the_likeliest_step_is_that_of_the_trained_network(gpt, frames):
    asked = phrase([9, 5], frames)
    free = []
    for row, steps in enumerate(spoken(gpt, asked, sampling=LIKELIEST)):
        alone = row_of(asked, row)
        logits = forward(gpt, alone, steps)
        assert torch.equal(logits["voicing"].argmax(-1), steps.voicing)
        assert torch.equal(logits["energy"].argmax(-1), steps.energy)
        assert torch.equal(logits["code"].argmax(-1), steps.code)
        pitch = 1 + logits["pitch"][..., 1:].argmax(-1)
        assert torch.equal(torch.where(steps.voicing > 0, pitch, 0), steps.pitch)
        # Of the advance patterns some are not allowed: no allowed one may be likelier than the chosen.
        free += (logits["advance"].argmax(-1) == steps.advance).flatten().tolist()
    assert sum(free) > 0


def test_guidance_is_the_difference_that_emotion_and_caption_make(gpt):
    asked = phrase([7, 4])
    for row, steps in enumerate(spoken(gpt, asked, sampling=Sampling(0, 0, guidance=2.5))):
        alone = row_of(asked, row)
        nothing = dataclasses.replace(
            alone, emotion=torch.zeros_like(alone.emotion), caption=torch.zeros_like(alone.caption)
        )
        told, untold = forward(gpt, alone, steps), forward(gpt, nothing, steps)
        for name in ("voicing", "energy", "code"):
            guided = untold[name] + 2.5 * (told[name] - untold[name])
            assert torch.equal(guided.argmax(-1), getattr(steps, name)), name


def test_draws_follow_the_trained_probabilities(gpt):
    """The first code, given all that is drawn before it, over many seeds."""
    asked = phrase([4])
    rows = 600
    steps = first_steps(gpt, asked, rows, Sampling(1.0, 0.0, top_p=1.0))
    assert all(len(getattr(steps, name).unique()) == 1 for name in ("advance", "voicing", "pitch", "energy"))
    first = Steps(*(stream[:1] for stream in vars(steps).values()))
    expected = forward(gpt, asked, first)["code"][0, 0].softmax(-1)
    found = torch.bincount(steps.code[:, 0], minlength=CODES) / rows
    assert (found - expected).abs().max() < 4 * float((expected.max() / rows).sqrt())


def test_the_nucleus_leaves_out_unlikely_codes(gpt):
    asked = phrase([4])
    steps = first_steps(gpt, asked, 200, Sampling(1.0, 0.0, top_p=0.3))
    first = Steps(*(stream[:1] for stream in vars(steps).values()))
    expected, order = forward(gpt, asked, first)["code"][0, 0].softmax(-1).sort(descending=True)
    kept = int((expected.cumsum(0) < 0.3).sum()) + 1
    assert set(steps.code[:, 0].tolist()) <= set(order[:kept].tolist())


@pytest.mark.parametrize("sampling", [Sampling(), Sampling(guidance=1.7), Sampling(0.9, 1.1, 0.8)])
def test_in_company_a_row_says_what_it_says_alone(gpt, sampling):
    asked = phrase([6, 12, 4, 9], [0, 130, 40, 0])
    together = spoken(gpt, asked, [5, 6, 7, 8], sampling)
    for row, steps in enumerate(together):
        assert same(spoken(gpt, row_of(asked, row), [5 + row], sampling)[0], steps), row


CASES = {
    "plain": ([7, 12, 4], None, Sampling(), None),
    "guided": ([6, 9], None, Sampling(guidance=1.8), None),
    "likeliest": ([11, 5], None, LIKELIEST, None),
    "wide": ([9, 9], None, Sampling(1.3, 1.2, 1.0), None),
    "lengths": ([9, 5, 20, 14], [90, 0, 21, 60], Sampling(), None),
    "whispered": ([12], None, Sampling(), {"whispered": (0, slice(2, 7), True)}),
    "held": ([10, 10], [0, 300], Sampling(), {"held": (slice(None), [2, 6], 37)}),
    "drawn": ([10, 8], None, Sampling(), {"contour": (0, slice(3, 25), 4.0)}),
}


@pytest.mark.parametrize("case", CASES)
def test_compiled_steps_are_those_of_the_reference(gpt, case):
    lengths, frames, sampling, force = CASES[case]
    asked, forced = phrase(lengths, frames, seed=len(case)), Forced()
    most = max(lengths)
    room = {
        "whispered": torch.zeros(len(lengths), most, dtype=torch.bool),
        "held": torch.zeros(len(lengths), most, dtype=torch.long),
        "contour": torch.full((len(lengths), 40), torch.nan),
    }
    for name, (rows, places, value) in (force or {}).items():
        room[name][rows, places] = value
        spreads = {
            "base": torch.tensor([[1.0, 5.0]] * len(lengths)),
            "spread": torch.full((len(lengths), 2), 2.0),
        }
        forced = Forced(**{name: room[name]} | spreads)
    seeds = [3 + row for row in range(len(lengths))]
    ready = with_int8_steps(gpt)
    expected = spoken(gpt, asked, seeds, sampling, forced, ReferenceDecoding)
    for one, other in zip(spoken(ready, asked, seeds, sampling, forced), expected, strict=True):
        assert same(one, other)


def test_what_stands_in_the_padding_does_not_matter(gpt):
    asked = phrase([5, 11])
    other = dataclasses.replace(asked, phones=asked.phones.clone(), accents=asked.accents.clone())
    other.phones[0, 5:], other.accents[0, 5:] = 30, 5
    for a, b in zip(spoken(gpt, asked), spoken(gpt, other), strict=True):
        assert same(a, b)
    (steps, _), row = spoken(gpt, asked), row_of(asked, 0)
    whole = {name: getattr(asked, name)[:1] for name in ("phones", "accents", "manner")}
    padded = forward(gpt, dataclasses.replace(row, **whole), steps)
    alone = forward(gpt, row, steps)
    for name, logits in alone.items():
        torch.testing.assert_close(padded[name], logits)


def test_seeds_differ_and_repeat(gpt):
    asked = phrase([8])
    assert same(spoken(gpt, asked, [3])[0], spoken(gpt, asked, [3])[0])
    assert not same(spoken(gpt, asked, [3])[0], spoken(gpt, asked, [4])[0])


@settings(max_examples=25)
@given(st.lists(st.integers(3, 25), min_size=1, max_size=4), st.integers(0, 99))
def test_every_phone_begins_once_in_order_and_the_end_is_prompt(gpt, lengths, seed):
    asked = phrase(lengths, seed=seed)
    for row, steps in enumerate(spoken(gpt, asked, [seed + row for row in range(len(lengths))])):
        starts = phone_starts(steps.advance[0].numpy())
        assert len(starts) == lengths[row]
        assert starts[0] == 0
        frames = 4 * steps.advance.shape[1]
        assert TAIL <= frames - starts[-1] < TAIL + 4
        waits = np.diff(starts)
        assert waits.min(initial=1) >= 1
        pause = asked.phones[row, : lengths[row] - 1] <= 6
        pause[0] = False  # the silence at the beginning is short
        allowed = torch.where(pause, LONGEST_PAUSE, LONGEST_PHONE).numpy()
        assert (waits < allowed + 8).all()


@settings(max_examples=40)
@given(st.data())
def test_an_asked_length_is_met_exactly_with_all_phones(gpt, data):
    rows = data.draw(st.integers(1, 3))
    lengths = [data.draw(st.integers(3, 20)) for _ in range(rows)]
    # From the fastest speech there is, four phones a step, to twenty times slower.
    frames = [data.draw(st.integers(length + TAIL + 4, 20 * length + 40)) for length in lengths]
    asked = phrase(lengths, frames, seed=rows)
    for row, steps in enumerate(spoken(gpt, asked)):
        assert steps.advance.shape[1] == -(-frames[row] // 4)
        starts = phone_starts(steps.advance[0].numpy())
        assert len(starts) == lengths[row]
        assert TAIL - 2 <= frames[row] - starts[-1] <= TAIL + 8


def test_too_short_a_length_still_begins_what_fits(gpt):
    asked = phrase([20], [21])
    (steps,) = spoken(gpt, asked)
    assert len(phone_starts(steps.advance[0].numpy())) == 20
    (steps,) = spoken(gpt, phrase([20], [8]))
    assert steps.advance.tolist() == [[PATTERNS - 1] * 2]


def test_pitch_follows_what_is_drawn_where_voiced(gpt):
    asked = phrase([10, 10])
    contour, held = torch.full((2, 30), torch.nan), torch.zeros(2, 10, dtype=torch.long)
    contour[0, 5:20] = 3.0
    held[:, 2] = held[:, 5] = 40
    forced = Forced(contour, torch.tensor([[1.0, 5.0]] * 2), torch.tensor([[2.0, 4.0]] * 2), None, held)
    for row, steps in enumerate(spoken(gpt, asked, forced=forced)):
        pitch, voicing = steps.pitch[0], steps.voicing[0]
        assert ((pitch > 0) == (voicing > 0)).all()
        if row == 0:
            third = frame_phones(steps.advance[0].numpy())[2::4][5:20]
            # One spread above the mean of the first manner, half a one below that of the second.
            expected = torch.from_numpy(np.where(third < 4, 48 + 12, 48 - 6))
            assert len(set(expected.tolist())) == 2
            voiced = voicing[5:20] > 0
            assert (pitch[5:20][voiced] == expected[voiced]).all()
        assert len(pitch.unique()) > 5
    far = Forced(torch.full((1, 9), 90.0), torch.zeros(1, 2), torch.ones(1, 2))
    (steps,) = spoken(gpt, phrase([10]), forced=far)
    assert set(steps.pitch[0, :9].tolist()) <= {0, PITCHES - 1}  # the widest there is


def test_a_whisper_is_not_voiced_and_what_follows_is(gpt):
    asked = phrase([12])
    whispered = torch.zeros(1, 12, dtype=torch.bool)
    whispered[0, :6] = True
    (steps,) = spoken(gpt, asked, forced=Forced(whispered=whispered))
    phones = frame_phones(steps.advance[0].numpy())
    voiced = ((steps.voicing[0][:, None] >> torch.arange(4)) & 1).flatten().numpy()
    assert not voiced[phones < 6].any()
    assert voiced[phones >= 6].any()


@settings(max_examples=30)
@given(st.data())
def test_a_held_phone_lasts_as_long_as_asked(gpt, data):
    lengths = [data.draw(st.integers(4, 14)) for _ in range(2)]
    held = torch.zeros(2, 14, dtype=torch.long)
    for row, length in enumerate(lengths):
        for _ in range(data.draw(st.integers(1, 3))):
            held[row, data.draw(st.integers(0, length - 2))] = data.draw(st.integers(4, 200))
    asked = phrase(lengths, seed=data.draw(st.integers(0, 50)))
    for row, steps in enumerate(spoken(gpt, asked, forced=Forced(held=held[:, : max(lengths)]))):
        waits = np.diff(phone_starts(steps.advance[0].numpy()))
        assert len(waits) == lengths[row] - 1
        for index in np.flatnonzero(held[row].numpy()):
            assert waits[index] == held[row, index]


def test_streams_stay_in_their_ranges(gpt):
    steps = spoken(gpt, phrase([30]), sampling=Sampling(1.5, 1.5, 1.0))[0]
    for stream, size in ((steps.advance, PATTERNS), (steps.voicing, PATTERNS), (steps.pitch, PITCHES),
                         (steps.energy, ENERGIES), (steps.code, CODES)):  # fmt: skip
        assert stream.min() >= 0
        assert stream.max() < size


@given(st.lists(st.integers(0, PATTERNS - 1), min_size=1, max_size=30))
def test_pointers_agree_with_the_frames(patterns):
    patterns[0] |= 1
    at, _ = pointers(np.asarray(patterns))
    by_step = frame_pointers(torch.from_numpy(at), torch.tensor(patterns))
    assert by_step.flatten().tolist() == frame_phones(np.asarray(patterns)).tolist()
