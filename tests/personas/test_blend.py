from dataclasses import replace

import pytest

from personas import SYNTHETIC, persona, presets
from personas.blend import blend
from personas.distance import body, distance
from tts.errors import PersonaError

A, B = persona("villain"), persona("grandmother")


def test_the_ends_are_the_two_voices():
    assert distance(blend(A, B, 0).identity, A.identity) < 1e-6
    assert distance(blend(A, B, 1).identity, B.identity) < 1e-6


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.75, 0.9])
def test_the_way_between_is_straight(share):
    between = blend(A, B, share).identity
    whole = distance(A.identity, B.identity)
    assert distance(A.identity, between) == pytest.approx(share * whole, rel=0.02)
    assert distance(between, B.identity) == pytest.approx((1 - share) * whole, rel=0.02)
    assert body(between) == pytest.approx(body(A.identity) ** (1 - share) * body(B.identity) ** share)


def test_all_presets_can_be_blended():
    for each in presets():
        made = blend(each, A, 0.5)
        assert abs(sum(made.identity.mix) - 1) < 1e-9
        assert min(each.age, A.age) <= made.age <= max(each.age, A.age)


def test_gender_is_the_nearer_ones_unless_half_way():
    assert blend(A, B, 0.2).gender == "male"
    assert blend(A, B, 0.5).gender == "neutral"
    assert blend(A, B, 0.8).gender == "female"
    assert blend(A, persona("wizard"), 0.5).gender == "male"


def test_licences_consents_and_packs_are_kept():
    mine = replace(A, licence="CC-BY-4.0", consent="Ann Example, 2026-03-01", pack="a" * 64)
    made = blend(mine, B, 0.5)
    assert made.licence == "Apache-2.0 AND CC-BY-4.0"
    assert made.consent == "Ann Example, 2026-03-01"
    assert made.pack is None
    assert blend(mine, mine, 0.5).pack == "a" * 64
    assert blend(A, B).consent == SYNTHETIC


def test_it_has_an_id_and_names_of_its_own():
    made = blend(A, B, 0.5)
    assert made.id == "villain-grandmother"
    assert made.names["zh"] == "反派与老奶奶"
    assert blend(A, B, 0.5, id="mix").id == "mix"
    with pytest.raises(PersonaError, match="lower-case"):
        blend(A, B, 0.5, id="../x")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_shares_have_ends(share):
    with pytest.raises(PersonaError, match="share must lie within 0–1"):
        blend(A, B, share)
