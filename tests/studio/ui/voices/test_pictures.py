import numpy as np
import pytest

from personas import persona, presets
from personas.distance import distance, distances, spread
from studio.ui.voices.pictures import Point, chart_of, nearest, profile
from studio.ui.voices.plane import Plane
from studio.ui.words import Words


@pytest.fixture(scope="module")
def plane():
    return Plane.through([each.identity for each in presets()])


def test_the_plane_keeps_distances_as_classical_scaling_does(plane):
    identities = [each.identity for each in presets()]
    assert np.allclose([plane.place(each) for each in identities], spread(distances(identities)), atol=1e-6)


def test_a_point_of_the_map_can_be_chosen_and_labels_do_not_touch(plane):
    points = [Point(each.id, each, each.names["en"], "shipped") for each in presets()]
    points.append(Point("0-1", persona("villain"), "Mine", "offer"))
    drawn = chart_of(points, plane, Words("en"))
    values = {each["id"]: each for each in drawn["data"]["values"]}
    assert len(values) == 39
    assert values["0-1"]["label"] == "Mine"
    assert {values["0-1"]["side"], values["villain"]["side"]} == {"left", "right"}  # one lies on the other
    assert sum(bool(each["label"]) for each in values.values()) > 12
    assert values["witch"]["about"] == "Witch · female, 71"
    assert drawn["layer"][0]["params"][0]["select"] == {"type": "point", "fields": ["id"]}


def test_a_profile_shows_where_a_voice_was():
    old, child = persona("elder-man").identity, persona("little-girl").identity
    now = {each["name"]: each for each in profile(child, Words("en"), old)["data"]["values"]}
    assert now["pitch"]["now"] > now["pitch"]["was"]
    assert now["size"]["now"] < now["size"]["was"]
    assert all(0 <= each["now"] <= 1 for each in now.values())
    assert len(profile(child, Words("zh"))["layer"]) == 2


def test_the_nearest_voice():
    others = [each for each in presets() if each.id != "witch"]
    who, apart = nearest(persona("witch").identity, others)
    assert apart == min(distance(persona("witch").identity, each.identity) for each in others)
    assert who in others
    assert nearest(persona("witch").identity, []) is None
