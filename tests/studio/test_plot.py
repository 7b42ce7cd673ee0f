import numpy as np
import pytest

from studio.plot import plot_take
from tts.errors import RequestError
from tts.request import Take, WordTiming

tone = (0.3 * np.sin(2 * np.pi * 150 * np.arange(24_000) / 24_000)).astype(np.float32)


def test_a_take_is_drawn(tmp_path):
    words = (WordTiming("$5", 0.1, 0.4, 0, 2), WordTiming("please", 0.5, 0.9, 3, 9))
    plot_take(Take(tone, words=words), tmp_path / "a.png", title="A tone")
    data = (tmp_path / "a.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 10_000


def test_bad_plots_are_refused(tmp_path):
    with pytest.raises(RequestError, match="png"):
        plot_take(Take(tone), tmp_path / "a.gif")
    with pytest.raises(RequestError, match="does not exist"):
        plot_take(Take(tone), tmp_path / "none" / "a.png")
    with pytest.raises(RequestError, match="nothing to plot"):
        plot_take(Take(tone[:0]), tmp_path / "a.png")
