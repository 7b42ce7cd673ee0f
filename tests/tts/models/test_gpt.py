"""The GPT's training pass."""

from __future__ import annotations

import torch

from tts.models.gpt import ENERGIES, GPT, PATTERNS, PITCHES, Phrase, Steps, _rotate, rotary


def example(rows=2, phones=6, steps=10):
    random = torch.Generator().manual_seed(0)

    def draw(size, *shape):
        return torch.randint(size, shape, generator=random)

    phrase = Phrase(
        draw(40, rows, phones), draw(6, rows, phones), draw(2, rows, phones), torch.full((rows,), phones),
        torch.randn(rows, 2, 5, generator=random), torch.rand(rows, 2, 3, generator=random),
        torch.zeros(rows, 2, 4),
        torch.zeros(rows, dtype=torch.long),
    )  # fmt: skip
    streams = Steps(*(draw(size, rows, steps) for size in (PATTERNS, PATTERNS, PITCHES, ENERGIES, 30)))
    at = torch.arange(steps).repeat(rows, 1).clamp(max=phones) - 1
    return phrase, streams, at, draw(40, rows, steps), torch.full((rows, steps), -1)


def make():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return GPT(
            5, 3, caption_size=4, codes=30, dim=32, layers=2, encoder_layers=1, heads=2, hidden=32
        ).eval()


def test_shapes():
    logits = make()(*example())
    sizes = {"advance": PATTERNS, "voicing": PATTERNS, "pitch": PITCHES, "energy": ENERGIES, "code": 30}
    assert {name: tuple(value.shape) for name, value in logits.items()} == {
        name: (2, 10, size) for name, size in sizes.items()
    }


def test_no_step_sees_a_later_one():
    gpt, (phrase, steps, at, dwell, left) = make(), example()
    before = gpt(phrase, steps, at, dwell, left)
    changed = Steps(*(stream.clone() for stream in vars(steps).values()))
    for stream in vars(changed).values():
        stream[:, 6] = (stream[:, 6] + 1) % 16
    after = gpt(phrase, changed, at, dwell, left)
    for name in before:
        torch.testing.assert_close(before[name][:, :6], after[name][:, :6])
        assert not torch.equal(before[name][:, 7:], after[name][:, 7:])
    # Within a step: advance is decided first, and knows nothing of the others.
    torch.testing.assert_close(before["advance"][:, 6], after["advance"][:, 6])


def test_an_empty_caption_is_no_caption():
    gpt, (phrase, *_) = make(), example()
    with torch.no_grad():
        gpt.caption.bias.fill_(3.0)
    told = Phrase(**vars(phrase) | {"caption": torch.ones(2, 2, 4)})
    assert not torch.allclose(gpt.condition(told), gpt.condition(phrase))
    without = gpt.voice(phrase.voice) + gpt.emotion(phrase.emotion)
    torch.testing.assert_close(gpt.condition(phrase), without)


def test_a_manner_is_heard_where_it_is_spoken():
    gpt, (phrase, steps, _, dwell, left) = make(), example()
    at = torch.tensor([[-1, 0, 0, 1, 2, 2, 3, 4, 5, 5]] * 2)
    first = Phrase(**vars(phrase) | {"manner": torch.tensor([[0, 0, 0, 1, 1, 1]] * 2)})
    alone = gpt(
        Phrase(**vars(phrase) | {"manner": torch.zeros(2, 6, dtype=torch.long)}), steps, at, dwell, left
    )
    both = gpt(first, steps, at, dwell, left)
    other = Phrase(**vars(first) | {"voice": phrase.voice.flip(1)})
    for name, logits in gpt(other, steps, at, dwell, left).items():
        assert not torch.allclose(logits, both[name])
        assert not torch.allclose(both[name][:, 7:], alone[name][:, 7:])
    # With the same voice in both manners it does not matter which of them speaks.
    same = {
        "voice": phrase.voice[:, :1].expand(-1, 2, -1),
        "emotion": phrase.emotion[:, :1].expand(-1, 2, -1),
    }
    for name, logits in gpt(Phrase(**vars(first) | same), steps, at, dwell, left).items():
        torch.testing.assert_close(logits, gpt(Phrase(**vars(phrase) | same), steps, at, dwell, left)[name])


def test_rotation_depends_on_distance_alone():
    x, y = torch.randn(2, 1, 1, 1, 16, generator=torch.Generator().manual_seed(0))

    def product(a: int, b: int) -> float:
        (cos, sin), (cos2, sin2) = rotary(torch.tensor([a]), 16), rotary(torch.tensor([b]), 16)
        return float((_rotate(x, cos, sin) * _rotate(y, cos2, sin2)).sum())

    assert abs(product(3, 7) - product(103, 107)) < 1e-4
    assert abs(product(3, 7) - product(3, 9)) > 1e-3
