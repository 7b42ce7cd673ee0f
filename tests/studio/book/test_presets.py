"""A preset passes what keeps its limits, and says in numbers what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.book.presets import ACX, M4B, PODCAST, Measured, preset_of
from tts.errors import BookError

GOOD = Measured(
    seconds=60, rms=-20, peak=-3.5, floor=-68, integrated=-19.5, spread=4, true_peak=None, head=0.7, tail=2
)


def test_what_keeps_the_limits_passes():
    assert ACX.faults(GOOD) == ()
    assert M4B.faults(GOOD) == ()
    assert PODCAST.faults(replace(GOOD, integrated=-16.2, true_peak=-1.2)) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rms": -23.4}, "RMS is -23.40 dBFS, allowed is -23 to -18 dBFS"),
        ({"rms": -17.9}, "RMS is -17.90"),
        ({"peak": -2.9}, "peak is -2.90 dBFS, allowed is at most -3 dBFS"),
        ({"floor": -58.0}, "noise floor is -58.00 dBFS, allowed is at most -60 dBFS"),
        ({"head": 0.2}, "room tone at the head is 0.20 s, allowed is 0.5 to 1 s"),
        ({"tail": 6.0}, "room tone at the tail is 6.00 s"),
    ],
)
def test_what_does_not_is_told_in_numbers(change, said):
    (fault,) = ACX.faults(replace(GOOD, **change))
    assert fault.startswith(said)


def test_a_true_peak_counts_for_podcasts():
    loud = replace(GOOD, integrated=-16.0, true_peak=-0.4)
    assert PODCAST.faults(loud) == ("true peak is -0.40 dBTP, allowed is at most -1 dBTP",)


def test_an_unknown_name_lists_the_presets():
    assert preset_of("acx") is ACX
    with pytest.raises(BookError, match="valid: acx, podcast, m4b"):
        preset_of("audible")
