import math
from dataclasses import replace

import numpy as np
import pytest

from personas import presets
from personas.distance import JND, body, coordinates, distance, distances, nearest, spread, tract
from tts.style.identity import Identity

MAN = Identity()


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(MAN, pitch=MAN.pitch * 2 ** (1.95 / 12)), 1.0),
        (replace(MAN, tract=2 ** (2 * 1.73 / 12)), 2.0),
        (replace(MAN, mix=(0.75, 0.25, 0.0, 0.0)), 1.0),
        (replace(MAN, mix=(0.0, 1.0, 0.0, 0.0)), 4.0),
        (replace(MAN, liveliness=MAN.liveliness * 2**0.4), 1.0),
        (replace(MAN, brightness=-2.5), 1.0),
        (replace(MAN, breath=0.6), 3.0),
        (replace(MAN, roughness=0.2, rate=0.14), math.sqrt(2)),
    ],
)
def test_one_step_is_one_just_noticeable_difference(other, expected):
    assert distance(MAN, other) == pytest.approx(expected, abs=1e-6)
    assert distance(other, MAN) == pytest.approx(expected, abs=1e-6)


def test_a_voice_is_no_distance_from_itself_and_detours_are_longer():
    for each in presets():
        assert distance(each.identity, each.identity) == 0
    a, b, c = (each.identity for each in presets()[:3])
    assert distance(a, c) <= distance(a, b) + distance(b, c)


def test_the_female_speaker_counts_as_a_smaller_body():
    woman = Identity((0, 0, 0, 1))
    assert body(woman) == pytest.approx(1.16)
    assert tract(body(woman), woman.mix) == pytest.approx(1)
    same_body = replace(woman, tract=1 / 1.16)
    assert distance(MAN, same_body) == pytest.approx(1 / JND["speaker"])
    assert distance(MAN, woman) > distance(MAN, same_body)


def test_the_table_agrees_with_the_pairs():
    found = [each.identity for each in presets()[:6]]
    table = distances(found)
    assert table.shape == (6, 6)
    assert table[1, 4] == pytest.approx(distance(found[1], found[4]))
    apart, i, j = nearest(found)
    assert apart == table[i, j] == min(table[np.triu_indices(6, 1)])
    with pytest.raises(ValueError, match="two voices"):
        nearest(found[:1])


def test_coordinates_are_one_a_dimension():
    assert coordinates(MAN).shape == (11,)


def test_points_in_the_plane_keep_the_distances_of_a_plane():
    corners = np.array([[0.0, 0.0], [3.0, 0.0], [3.0, 1.0], [0.0, 1.0]])
    table = np.linalg.norm(corners[:, None] - corners[None], axis=2)
    points = spread(table)
    assert np.allclose(np.linalg.norm(points[:, None] - points[None], axis=2), table)
    assert np.ptp(points[:, 0]) > np.ptp(points[:, 1])
    assert spread(np.zeros((1, 1))).tolist() == [[0.0, 0.0]]
