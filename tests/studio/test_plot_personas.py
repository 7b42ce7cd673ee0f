import matplotlib.image
import pytest

from personas import persona, presets
from studio.plot_personas import pitch_range, plot_personas
from tts.errors import RequestError


@pytest.mark.parametrize("count", [1, 2, 38])
def test_the_map_is_drawn(tmp_path, count):
    path = tmp_path / "map.png"
    plot_personas(presets()[:count], path, marked=["villain"])
    picture = matplotlib.image.imread(path)
    assert picture.shape[0] > 600
    assert len({tuple(pixel) for pixel in picture[::7, ::7, :3].reshape(-1, 3)}) > 3, "there are colours"


def test_pitch_ranges_are_two_deviations():
    low, high = pitch_range(persona("robot"))
    assert low < persona("robot").identity.pitch < high
    assert high / low == pytest.approx(2 ** (4 * persona("robot").identity.liveliness / 12))


def test_what_cannot_be_drawn_is_refused(tmp_path):
    with pytest.raises(RequestError, match="no persona to draw"):
        plot_personas([], tmp_path / "map.png")
    with pytest.raises(RequestError, match="ending must be png"):
        plot_personas(presets(), tmp_path / "map.jpg")
