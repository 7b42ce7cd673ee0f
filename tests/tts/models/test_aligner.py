"""Alignment by Viterbi, recognition by CTC, and the edit distance between phone strings."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tts.models.aligner import BLANK, Aligner, collapse_pauses, edit_distance
from tts.models.spectrogram import MELS
from tts.text.symbols import PHONE_IDS, PHONES


class Heard(Aligner):
    """An aligner that heard given posteriors: (T, len(PHONES)) in the place of a mel."""

    def forward(self, mel, mask=None):
        return mel, mel


def posteriors(ids, sharp=8.0, seed=0):
    """(T, len(PHONES)) log-probabilities of phone ids at each frame, with noise."""
    scores = torch.randn(len(ids), len(PHONES), generator=torch.Generator().manual_seed(seed))
    scores[torch.arange(len(ids)), torch.tensor(ids)] += sharp
    return scores.log_softmax(-1)


@pytest.fixture(scope="module")
def heard():
    return Heard(dim=8, layers=1)


@given(st.lists(st.tuples(st.integers(7, 46), st.integers(1, 9)), min_size=1, max_size=12))
def test_clear_phones_are_found_where_they_are(segments):
    heard = Heard(dim=8, layers=1)
    # Two equal neighbours cannot be told apart.
    segments = [s for s, before in zip(segments, [(0, 0), *segments], strict=False) if s[0] != before[0]]
    ids = [phone for phone, count in segments for _ in range(count)]
    starts = heard.align(posteriors(ids, 30.0), torch.tensor([phone for phone, _ in segments]))
    assert starts.tolist() == [0, *np.cumsum([count for _, count in segments])[:-1]]


def test_a_missing_phone_gets_one_frame_and_noise_is_bridged(heard):
    a, b, c = 10, 20, 30
    starts = heard.align(posteriors([a] * 8 + [c] * 8), torch.tensor([a, b, c]))
    assert starts[0] == 0
    assert starts[2] - starts[1] == 1
    assert starts[1] in (7, 8)
    starts = heard.align(posteriors([a, a, c, a, a, b, b, b]), torch.tensor([a, b]))
    assert starts.tolist() == [0, 5]


def test_all_pauses_sound_alike(heard):
    ids = [PHONE_IDS["_"]] * 4 + [12] * 4 + [PHONE_IDS["_"]] * 4
    assert heard.align(posteriors(ids), torch.tensor([PHONE_IDS["_"], 12, PHONE_IDS["?"]])).tolist() == [
        0,
        4,
        8,
    ]
    assert collapse_pauses(torch.arange(9)).tolist() == [0, 1, 1, 1, 1, 1, 1, 7, 8]


def test_more_phones_than_frames(heard):
    with pytest.raises(ValueError, match="4 phones do not fit into 3 frames"):
        heard.align(posteriors([9, 9, 9]), torch.tensor([9, 10, 9, 10]))


def test_recognition_leaves_out_repeats_blanks_and_pauses(heard):
    row = posteriors([PHONE_IDS["_"], 9, 9, BLANK, 9, 10, 10, PHONE_IDS["."], 11])
    assert heard.recognise(row[None]) == [[9, 9, 10, 11]]


def test_shapes_and_padding():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        aligner = Aligner(dim=8, layers=1).eval()
    mel = torch.randn(2, 20, MELS)
    ctc, frame = aligner(mel)
    assert ctc.shape == frame.shape == (2, 20, len(PHONES))
    torch.testing.assert_close(ctc.exp().sum(-1), torch.ones(2, 20))
    padded = aligner(torch.cat([mel, torch.ones(2, 5, MELS)], 1), (torch.arange(25) < 20)[None].expand(2, -1))
    torch.testing.assert_close(padded[1][:, :20], frame)


short = st.lists(st.integers(0, 3), max_size=7)


@given(short, short)
def test_edit_distance_is_one(a, b):
    wrong, deleted, inserted = edit_distance(a, b)
    assert len(a) - deleted + inserted == len(b)
    assert sum(edit_distance(b, a)) == wrong + deleted + inserted
    assert (wrong + deleted + inserted == 0) == (a == b)
    assert abs(len(a) - len(b)) <= wrong + deleted + inserted <= max(len(a), len(b))


def test_edit_distance_of_known_strings():
    assert edit_distance([1, 2, 3], [1, 4, 3]) == (1, 0, 0)
    assert edit_distance([1, 2, 3], [1, 3]) == (0, 1, 0)
    assert edit_distance([1, 3], [1, 2, 3]) == (0, 0, 1)
