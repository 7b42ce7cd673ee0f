"""Our BERT is that of `transformers`."""

from __future__ import annotations

import pytest
import torch

from tts.models.bert import Bert, published
from tts.models.torchaudio_shim import import_torchaudio


@pytest.fixture(scope="module")
def theirs():
    import_torchaudio()
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=50, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48,
        max_position_embeddings=20, type_vocab_size=1, pad_token_id=0,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return BertModel(config, add_pooling_layer=False).eval()


@pytest.fixture(scope="module")
def ours(theirs):
    bert = Bert(vocabulary=50, dim=32, layers=2, heads=4, hidden=48, longest=20).eval()
    bert.load_state_dict(theirs.state_dict())
    return bert


def test_it_computes_the_same(theirs, ours):
    random = torch.Generator().manual_seed(1)
    embedded = torch.randn(3, 11, 32, generator=random)
    mask = torch.arange(11)[None] < torch.tensor([11, 4, 7])[:, None]
    with torch.inference_mode():
        expected = theirs(inputs_embeds=embedded, attention_mask=mask.long()).last_hidden_state
        found = ours(embedded, mask.long())
    torch.testing.assert_close(found[mask], expected[mask], atol=1e-5, rtol=1e-5)


def test_fresh_weights_are_spread_alike(theirs):
    fresh = Bert(vocabulary=50, dim=32, layers=2, heads=4, hidden=48, longest=20).state_dict()
    for name, value in theirs.state_dict().items():
        if value.numel() > 200:
            assert float(fresh[name].std()) == pytest.approx(float(value.std()), rel=0.3, abs=1e-3), name
        elif "LayerNorm" in name or name.endswith("bias"):
            assert torch.equal(fresh[name], value), name


def test_what_is_trained_is_theirs_with_our_weights_and_names(ours):
    trained = published(ours)
    embedded, mask = torch.randn(2, 7, 32), torch.ones(2, 7, dtype=torch.long)
    torch.testing.assert_close(trained(embedded, mask), ours(embedded, mask), atol=1e-5, rtol=1e-5)
    assert "transformers" in type(trained).__mro__[1].__module__
    assert trained.state_dict().keys() == ours.state_dict().keys()
