"""Aligner: mel → which phone is spoken in each frame, and from it phone timings and the phoneme error.

One network, two heads: a CTC head (Graves et al. 2006) that recognises freely, and a frame head trained on
known timings that aligns sharply. A corpus without timings trains the CTC head alone.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tts.models.framenet import FrameNet
from tts.models.spectrogram import MELS
from tts.text.symbols import PAUSES, PHONE_IDS, PHONES

BLANK = 0  # the id of <pad>
_PAUSE_IDS = tuple(PHONE_IDS[p] for p in PAUSES)


class Aligner(nn.Module):
    """See the module. All pauses count as one class, since silence does not tell its punctuation."""

    def __init__(self, dim: int = 160, layers: int = 6) -> None:
        super().__init__()
        self.config = {"dim": dim, "layers": layers}
        self.net = FrameNet(MELS, dim, layers, dim, expansion=2)
        self.ctc = nn.Linear(dim, len(PHONES))
        self.frame = nn.Linear(dim, len(PHONES))

    def forward(self, mel: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """mel (B, T, MELS), normalised → CTC and frame log-probabilities, each (B, T, len(PHONES))."""
        hidden = F.gelu(self.net(mel, mask=mask))
        return self.ctc(hidden).float().log_softmax(-1), self.frame(hidden).float().log_softmax(-1)

    @torch.inference_mode()
    def recognise(self, mel: Tensor) -> list[list[int]]:
        """mel (B, T, MELS) → the phone ids heard in each utterance, pauses left out."""
        best = self(mel)[0].argmax(-1).tolist()
        return [
            [
                p
                for p, q in zip(row, [BLANK, *row], strict=False)
                if p not in (q, BLANK) and p not in _PAUSE_IDS
            ]
            for row in best
        ]

    @torch.inference_mode()
    def align(self, mel: Tensor, phones: Tensor) -> npt.NDArray[np.int64]:
        """mel (T, MELS), phone ids (P,) → (P,) first frame of each phone, rising, the first 0.

        Viterbi over monotone paths in which every phone has a frame. Raises ValueError when P > T.
        """
        scores = self(mel[None])[1][0][:, collapse_pauses(phones)].double().cpu().numpy()
        frames, count = scores.shape
        if count > frames:
            raise ValueError(f"{count} phones do not fit into {frames} frames")
        best = np.full(count, -np.inf)
        best[0] = scores[0, 0]
        moved = np.zeros((frames, count), bool)
        for t in range(1, frames):
            step = np.concatenate([[-np.inf], best[:-1]])
            moved[t] = step > best
            best = np.where(moved[t], step, best) + scores[t]
        starts = np.zeros(count, np.int64)
        phone = count - 1
        for t in range(frames - 1, 0, -1):
            if phone and moved[t, phone]:
                starts[phone] = t
                phone -= 1
        return starts


def collapse_pauses(phones: Tensor) -> Tensor:
    """Phone ids with every kind of pause replaced by the plain one."""
    return torch.where((phones >= min(_PAUSE_IDS)) & (phones <= max(_PAUSE_IDS)), _PAUSE_IDS[0], phones)


def edit_distance(a: list[int], b: list[int]) -> tuple[int, int, int]:
    """(substitutions, deletions from a, insertions into a) of a cheapest edit from a to b (Levenshtein)."""
    previous = [(j, 0, 0, j) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        row = [(i, 0, i, 0)]
        for j, y in enumerate(b, 1):
            diagonal, up, left = previous[j - 1], previous[j], row[-1]
            row.append(
                min(
                    (diagonal[0] + (x != y), diagonal[1] + (x != y), diagonal[2], diagonal[3]),
                    (up[0] + 1, up[1], up[2] + 1, up[3]),
                    (left[0] + 1, left[1], left[2], left[3] + 1),
                )
            )
        previous = row
    return previous[-1][1:]
