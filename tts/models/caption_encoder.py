"""Caption encoder: a sentence about a voice, English or Chinese → an embedding that conditions the GPT.

A small BERT (Devlin et al. 2019, see `bert.py`) over UTF-8 bytes, so that no wording and no language is
out of vocabulary, trained from scratch to predict what the caption says of delivery, emotion and speaker.
Each byte also brings the hashed n-grams that end with it (as in Pagnoni et al. 2024, Byte Latent
Transformer): they hold the words, which are learnt from bytes alone many times as slowly.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tts.models.bert import Bert
from tts.models.voice import DELIVERY_SIZE, EMOTION_SIZE

EMBEDDING = 128
LONGEST = 192  # bytes; what is beyond is not read by the encoder
GRAMS = ((3, 2048), (6, 6144), (9, 6144))
"""(Bytes of an n-gram, buckets it is hashed into); 3 bytes are a Chinese character."""
_GRAM_SIZE = 32
HINTS = 4
"""Speaker numbers predicted beside delivery and emotion: female, male, child, elder, each 0–1."""


class CaptionEncoder(nn.Module):
    """See the module."""

    def __init__(self, dim: int = 128, layers: int = 1) -> None:
        super().__init__()
        self.config = {"dim": dim, "layers": layers}
        self.bert = Bert(vocabulary=258, dim=dim, layers=layers, heads=4, hidden=3 * dim, longest=LONGEST)
        self.grams = nn.ModuleList(nn.Embedding(buckets, _GRAM_SIZE) for _, buckets in GRAMS)
        for weights in self.grams.parameters():
            nn.init.normal_(weights, std=0.1)
        self.join = nn.Linear(len(GRAMS) * _GRAM_SIZE, dim, bias=False)
        nn.init.normal_(self.join.weight, std=0.02)  # as BERT's own embeddings
        self.embed = nn.Linear(dim, EMBEDDING)
        self.read = nn.Linear(EMBEDDING, DELIVERY_SIZE + EMOTION_SIZE + HINTS)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Byte ids (B, L), 0 = padding → embeddings (B, EMBEDDING) and what is read off them (B, n)."""
        mask = (tokens > 0).long()
        grams = [
            table(hashed(tokens, length) % buckets)
            for (length, buckets), table in zip(GRAMS, self.grams, strict=True)
        ]
        parts = self.bert.embed(tokens) + self.join(torch.cat(grams, -1))
        hidden = self.bert(parts, mask)
        weights = mask[..., None].to(hidden.dtype)
        pooled = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
        embedding = torch.tanh(self.embed(pooled))
        return embedding, self.read(embedding)

    @torch.inference_mode()
    def encode(self, captions: Sequence[str]) -> Tensor:
        """Captions → (B, EMBEDDING)."""
        embedding: Tensor = self(tokenise(captions).to(self.read.weight.device))[0]
        return embedding


def hashed(tokens: Tensor, length: int) -> Tensor:
    """Byte ids (B, L) → (B, L) a number of the `length` bytes that end at each place (polynomial hash)."""
    padded = F.pad(tokens, (length - 1, 0))
    found = torch.zeros_like(tokens)
    for begin in range(length):
        found = (found * 1_000_003 + padded[:, begin : begin + tokens.shape[1]]) % 2_147_483_647
    return found


def tokenise(captions: Sequence[str]) -> Tensor:
    """Captions → (B, L) byte ids: 1 begins, byte b is b + 2, 0 pads. L is at most `LONGEST`."""
    rows = [
        [1, *(byte + 2 for byte in caption.encode("utf-8", "replace")[: LONGEST - 1])] for caption in captions
    ]
    tokens = torch.zeros(len(rows), max(len(row) for row in rows), dtype=torch.long)
    for index, row in enumerate(rows):
        tokens[index, : len(row)] = torch.tensor(row)
    return tokens
