"""Coverage: does a take speak its text, all of it and nothing else?

What the engine leaves out it tells (`Take.skipped`). The rest is heard: the voice pack's aligner gives for
every frame of the audio how likely each phone is (CTC, Graves et al. 2006). The likeliest path through the
phones that were to be spoken (Viterbi) is set against the likeliest of all phones, frame by frame; where a
word is missing, doubled or another one, the first falls far behind within a quarter of a second. The worst
such stretch, in nats, is the take's deficit. How well it parts whole takes from damaged ones is measured by
``python -m benchmarks.suspects`` (figures in docs/audiobook.md).

Takes of another engine have no times of phones and no aligner: only their length, against the phones of the
text, level, silences and clipping are checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from studio.book.takes import reading
from tts.request import SAMPLE_RATE, PhoneTiming, SpeechRequest, Take, WordTiming
from tts.text.symbols import PAUSES, PHONE_IDS

if TYPE_CHECKING:
    from torch import Tensor

    from tts.engine import NativeEngine
    from tts.models.aligner import Aligner

Floats = NDArray[np.float32]

DEFICIT = 12.0
"""Nats; a take with more is suspect. One whole take in eighty has more (`benchmarks.suspects`)."""
SLOWEST, FASTEST = 2.0, 50.0
"""Phones a second, pauses left out, beyond which a take ran away or was cut."""
FASTEST_WHOLE = 30.0
"""Likewise, of a take without times of phones, whose pauses count: speech has about 12."""
LONGEST_SILENCE = 3.0
"""Seconds within a take, those that were asked for left out."""
QUIETEST = -60.0
"""dBFS of the loudest stretch, below which a take is silent."""

FRAMES_PER_SECOND = SAMPLE_RATE / 256
"""Frames of the aligner."""

_WINDOW = 24  # frames in which a deficit is summed up
_FLOOR = -12.0  # nats; what a frame can cost at most
_LONGEST = 1500  # frames aligned at once
_CLIPPED, _CLIPS = 0.999, 8  # samples at full scale, and how many there may be
_HUSH, _ACTIVE = 1e-3, 0.02  # of the peak: up to where it is silent, and from where speech counts
_PROOF = "The letter came at noon, and nobody in the house had seen who brought it."


@dataclass(frozen=True)
class Verdict:
    """What the check of one take found.

    deficit: nats, see the module; None where the pack's aligner is no judge. left_out: words that the engine
    could not speak. reasons: sentences about what else is wrong; none = nothing is.
    """

    deficit: float | None = None
    left_out: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def suspect(self) -> bool:
        """Whether a person should listen to the take."""
        return bool(self.left_out or self.reasons)

    @property
    def told(self) -> tuple[str, ...]:
        """All that makes it suspect, as sentences."""
        return (*(f"{word!r} cannot be spoken and is left out" for word in self.left_out), *self.reasons)

    def better_than(self, other: Verdict) -> bool:
        """Whether this take is rather to be delivered than another of the same line."""
        mine, others = ((len(v.left_out), len(v.reasons), v.deficit or 0.0) for v in (self, other))
        return mine < others

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {"deficit": self.deficit, "left_out": list(self.left_out), "reasons": list(self.reasons)}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Verdict:
        """Inverse of `to_dict`."""
        return Verdict(data["deficit"], tuple(data["left_out"]), tuple(data["reasons"]))


@dataclass(frozen=True)
class Judge:
    """Checks takes. aligner: of the voice pack, None where it is no judge (see `proven`)."""

    aligner: Aligner | None

    def verdict(self, take: Take, request: SpeechRequest) -> Verdict:
        """What is to be said of a take of a request."""
        reasons = list(_plain_faults(take, request))
        deficit = None
        if self.aligner is not None and not reasons:
            found = deficits(self.aligner, take.samples, take.phones)
            at = int(found.argmax())
            deficit = round(float(found[at]), 3)
            if deficit > DEFICIT:
                reasons.append(f"what is heard {_place(take.words, at)} fits the text badly")
        return Verdict(deficit, take.skipped, tuple(reasons))


def proven(engine: NativeEngine) -> Judge:
    """A judge with the aligner of the engine's pack, if that recognises most phones of a plain sentence which
    the pack speaks; one that does not, such as an untrained one, has nothing to say of other takes either.
    """
    from tts.models.aligner import edit_distance

    take = engine.speak(SpeechRequest(_PROOF))
    expected = [phone for phone, _, _ in _sounds(take.phones)]
    heard = engine.pack.aligner.recognise(_mel(take.samples))[0]
    recognised = sum(edit_distance(expected, heard)) < 0.5 * len(expected)
    return Judge(engine.pack.aligner if recognised else None)


def deficits(aligner: Aligner, samples: Floats, phones: Sequence[PhoneTiming]) -> NDArray[np.float64]:
    """How much less likely than the best phones the given ones are, in nats, summed over the quarter second
    that begins at each frame (93.75 a second).

    samples: (T,) at 24 kHz. phones: what was to be spoken; their times are used to part long takes only.
    """
    import torch

    with torch.inference_mode():
        scores = aligner(_mel(samples))[0][0].double().numpy()
    pauses = [PHONE_IDS[symbol] for symbol in PAUSES]
    scores[:, 0] = np.logaddexp.reduce(scores[:, [0, *pauses]], axis=1)  # a pause says as little as a blank
    scores[:, pauses] = -np.inf
    scores = np.maximum(scores, _FLOOR)
    lost = np.concatenate(
        [
            scores[begin:end].max(1) - _along(scores[begin:end], ids)
            for begin, end, ids in _stretches(_sounds(phones), len(scores))
        ]
    )
    summed = np.concatenate([[0.0], lost.cumsum()])
    ends = np.minimum(np.arange(len(lost)) + _WINDOW, len(lost))
    return np.asarray(summed[ends] - summed[:-1])


def _along(scores: NDArray[np.float64], ids: Sequence[int]) -> NDArray[np.float64]:
    """Scores (T, N) → those on the likeliest path through the phones of these ids and blanks (T,)."""
    frames = len(scores)
    labels = np.zeros(2 * len(ids) + 1, int)
    labels[1::2] = ids
    on = scores[:, labels]
    may_skip = np.zeros(len(labels), bool)  # the blank between two phones that differ
    may_skip[3::2] = labels[3::2] != labels[1:-2:2]
    best = np.full(len(labels), -np.inf)
    best[:2] = on[0, :2]
    came = np.zeros((frames, len(labels)), np.int8)  # from how many states before
    for t in range(1, frames):
        before = np.concatenate([[-np.inf, -np.inf], best])
        ways = np.stack([best, before[1:-1], np.where(may_skip, before[:-2], -np.inf)])
        came[t] = ways.argmax(0)
        best = ways.max(0) + on[t]
    state = len(labels) - 1
    if state and best[state - 1] > best[state]:
        state -= 1
    if not np.isfinite(best[state]):  # more phones than frames
        return np.full(frames, _FLOOR)
    path = np.zeros(frames, int)
    for t in range(frames - 1, -1, -1):
        path[t] = state
        state -= int(came[t, state])
    return np.asarray(on[np.arange(frames), path])


def _sounds(phones: Sequence[PhoneTiming]) -> list[tuple[int, float, float]]:
    """(id, start, end) of all phones but pauses; of the same phone twice in a row the aligner hears one."""
    kept: list[tuple[int, float, float]] = []
    before = ""
    for phone in phones:
        if phone.symbol not in PAUSES:
            if phone.symbol == before:
                kept[-1] = (kept[-1][0], kept[-1][1], phone.end)
            else:
                kept.append((PHONE_IDS[phone.symbol], phone.start, phone.end))
        before = phone.symbol
    return kept


def _stretches(
    sounds: Sequence[tuple[int, float, float]], frames: int
) -> Iterator[tuple[int, int, list[int]]]:
    """(first frame, end, ids) of stretches of at most about `_LONGEST` frames, parted in the longest gaps."""
    waiting = [(0, frames, list(sounds))]
    while waiting:
        begin, end, inside = waiting.pop()
        if end - begin <= _LONGEST or len(inside) < 2:
            yield begin, end, [phone for phone, _, _ in inside]
            continue
        middle = (begin + end) / 2 / FRAMES_PER_SECOND
        gaps = [
            (later[1] - earlier[2], -abs(later[1] - middle), number)
            for number, (earlier, later) in enumerate(pairwise(inside), 1)
        ]
        number = max(gaps)[2]
        at = round((inside[number - 1][2] + inside[number][1]) / 2 * FRAMES_PER_SECOND)
        at = min(max(at, begin + 1), end - 1)
        waiting += [(at, end, inside[number:]), (begin, at, inside[:number])]


def _mel(samples: Floats) -> Tensor:
    """(T,) at 24 kHz → (1, frames, mels) at the level that the models know."""
    import torch

    from tts.models.spectrogram import LEVEL, log_mel, normalise

    size = np.abs(samples)
    active = samples[size > _ACTIVE * size.max()] if size.any() else samples
    power = float(np.mean(np.square(active, dtype=np.float64))) if len(active) else 0.0
    gain = 10 ** (LEVEL / 20) / max(np.sqrt(power), 1e-5)
    return normalise(log_mel(torch.from_numpy(samples * np.float32(gain))[None]))


def _place(words: Sequence[WordTiming], frame: int) -> str:
    """Where the quarter second from a frame on lies, as the words that are heard there and their time."""
    begin, end = frame / FRAMES_PER_SECOND, (frame + _WINDOW) / FRAMES_PER_SECOND
    there = [word.text for word in words if word.end > begin and word.start < end]
    said = f" at “{' '.join(there)}”" if there else ""
    return f"at {begin:.1f} s{said}"


def _plain_faults(take: Take, request: SpeechRequest) -> Iterator[str]:
    """What can be told without listening to the words."""
    samples = take.samples
    if not len(samples) or not np.isfinite(samples).all():
        yield "the audio is empty or holds no numbers"
        return
    if (loudest := _loudest(samples)) < QUIETEST:
        yield f"it is silent (at most {loudest:.0f} dBFS)"
        return
    if int((np.abs(samples) >= _CLIPPED).sum()) > _CLIPS:
        yield "it is clipped"
    heard = np.flatnonzero(np.abs(samples) > _HUSH * np.abs(samples).max())
    if take.phones:
        sounds = [phone for phone in take.phones if phone.symbol not in PAUSES]
        count, spoken, fastest = len(sounds), sum(phone.end - phone.start for phone in sounds), FASTEST
    else:
        read = reading(request.text, request.language, request.lexicon)
        count, spoken, fastest = read.phones, float(np.ptp(heard)) / take.sample_rate, FASTEST_WHOLE
    rate = count / max(spoken, 1e-3)
    if not SLOWEST <= rate <= fastest:
        how = "slow" if rate < SLOWEST else "fast"
        yield f"it is too {how}: {rate:.1f} phones a second"
    gap = float(np.diff(heard).max(initial=0)) / take.sample_rate
    if gap > LONGEST_SILENCE + sum(pause.seconds for pause in request.breaks):
        yield f"it is silent for {gap:.1f} s in the middle"


def _loudest(samples: Floats) -> float:
    """dBFS of the loudest 50 ms."""
    block = min(SAMPLE_RATE // 20, len(samples))
    power = np.square(samples[: len(samples) // block * block], dtype=np.float64).reshape(-1, block).mean(1)
    return float(10 * np.log10(max(power.max(), 1e-12)))
