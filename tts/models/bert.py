"""BERT (Devlin et al. 2019) for inputs that are embedded already: `transformers`' for training, one in
plain torch for speaking, since importing that library takes longer than speaking a line.

Parameters bear the names that `transformers` gives them, so that either loads what the other saved.

Shapes: B texts, L places, D channels.
"""

from __future__ import annotations

from typing import Any, cast

import torch.nn.functional as F
from torch import Tensor, nn

_EPSILON = 1e-12
_SPREAD = 0.02  # of fresh weights


class Bert(nn.Module):
    """Embeddings (B, L, D) → hidden states (B, L, D)."""

    def __init__(self, vocabulary: int, dim: int, layers: int, heads: int, hidden: int, longest: int) -> None:
        """vocabulary: of `embeddings.word_embeddings`, where 0 is padding. longest: L at most.

        Raises ValueError when the heads do not divide D.
        """
        super().__init__()
        if dim % heads:
            raise ValueError(f"{heads} heads cannot share {dim} channels")
        self.config: dict[str, Any] = {
            "vocab_size": vocabulary,
            "hidden_size": dim,
            "num_hidden_layers": layers,
            "num_attention_heads": heads,
            "intermediate_size": hidden,
            "max_position_embeddings": longest,
        }
        self.embeddings = nn.ModuleDict(
            {
                "word_embeddings": nn.Embedding(vocabulary, dim, padding_idx=0),
                "position_embeddings": nn.Embedding(longest, dim),
                "token_type_embeddings": nn.Embedding(1, dim),
                "LayerNorm": nn.LayerNorm(dim, eps=_EPSILON),
            }
        )
        self.encoder = nn.ModuleDict(
            {"layer": nn.ModuleList(_BertLayer(dim, heads, hidden) for _ in range(layers))}
        )
        self.apply(_initialise)

    def embed(self, tokens: Tensor) -> Tensor:
        """Ids (B, L) → (B, L, D)."""
        found: Tensor = self.embeddings["word_embeddings"](tokens)
        return found

    def forward(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """mask (B, L): 0 on padding, which no place looks at."""
        parts: Any = self.embeddings
        places = parts["position_embeddings"].weight[: embedded.shape[1]]
        x: Tensor = parts["LayerNorm"](embedded + places + parts["token_type_embeddings"].weight[0])
        for layer in cast(nn.ModuleList, self.encoder["layer"]):
            x = layer(x, mask[:, None, None] > 0)
        return x


def published(bert: Bert) -> nn.Module:
    """`transformers.BertModel` with the weights of ours, called as ours is."""
    from tts.models.torchaudio_shim import import_torchaudio

    import_torchaudio()
    from transformers import BertConfig, BertModel

    class Published(BertModel):  # type: ignore[no-untyped-call]
        def embed(self, tokens: Tensor) -> Tensor:
            found: Tensor = self.embeddings.word_embeddings(tokens)
            return found

        def forward(self, embedded: Tensor, mask: Tensor) -> Tensor:
            hidden: Tensor = super().forward(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
            return hidden

    same = {**bert.config, "type_vocab_size": 1, "pad_token_id": 0, **_NO_DROPOUT}
    config = BertConfig(**same)
    model: nn.Module = Published(config, add_pooling_layer=False)
    model.load_state_dict(bert.state_dict())
    return model


_NO_DROPOUT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}  # wordings never run out


class _BertLayer(nn.Module):
    def __init__(self, dim: int, heads: int, hidden: int) -> None:
        super().__init__()
        self._heads = heads
        self.attention = nn.ModuleDict(
            {
                "self": nn.ModuleDict({name: nn.Linear(dim, dim) for name in ("query", "key", "value")}),
                "output": _joined(dim, dim),
            }
        )
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(dim, hidden)})
        self.output = _joined(hidden, dim)

    def forward(self, x: Tensor, visible: Tensor) -> Tensor:
        parts = cast(nn.ModuleDict, self.attention["self"])
        q, k, v = (part(x).unflatten(-1, (self._heads, -1)).transpose(1, 2) for part in parts.values())
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=visible).transpose(1, 2).flatten(2)
        x = _join(self.attention["output"], attended, x)
        return _join(self.output, F.gelu(self.intermediate["dense"](x)), x)


def _joined(size: int, dim: int) -> nn.ModuleDict:
    return nn.ModuleDict({"dense": nn.Linear(size, dim), "LayerNorm": nn.LayerNorm(dim, eps=_EPSILON)})


def _join(parts: Any, x: Tensor, residual: Tensor) -> Tensor:
    out: Tensor = parts["LayerNorm"](parts["dense"](x) + residual)
    return out


def _initialise(module: nn.Module) -> None:
    if isinstance(module, (nn.Linear, nn.Embedding)):
        nn.init.normal_(module.weight, std=_SPREAD)
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)
