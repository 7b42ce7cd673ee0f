"""Operations counted by hand."""

from __future__ import annotations

import pytest

from benchmarks import floor
from tts.pack import VoicePack


@pytest.fixture(scope="module")
def pack() -> VoicePack:
    return VoicePack.new("tiny")


def test_operations_are_two_for_each_weight_and_frame(pack):
    found = floor.operations(pack)
    assert set(found) == {"encoder", "steps", "blocks", "rest"}
    # A tiny block has two products of 16 × 48 and seven taps on 16 channels; two refiner steps.
    block = 2 * 16 * 48 + 7 * 16
    assert found["blocks"] == pytest.approx(2e-9 * 4 * block * 93.75)
    # Of a tiny layer: 32 → 96, 32 → 32, 32 → 64, 32 → 32.
    assert found["encoder"] == pytest.approx(2e-9 * 32 * (96 + 32 + 64 + 32) * floor.PHONES_PER_SECOND)
    assert floor.step_bytes(pack) == pytest.approx(found["steps"] / 2e-9 / 23.4375)


def test_rates_are_those_of_a_machine():
    assert 0.1 < floor.multiplying("float32", rows=64) < 1e5
    assert 0.1 < floor.reading(1 << 20) < 1e4


def test_the_floor_lies_below_what_is_measured(tiny_pack, monkeypatch):
    monkeypatch.setattr(floor, "multiplying", lambda precision: 100.0)
    monkeypatch.setattr(floor, "reading", lambda size: 10.0)
    rows = floor.floors(tiny_pack, 0.05)
    assert len(rows) == 3
    for row in rows[:2]:
        assert row["× floor"] == pytest.approx(0.05 / row["floor, CPU s/s"])
    whole = sum(floor.operations(VoicePack.from_pretrained(tiny_pack)).values())
    assert rows[0]["floor, CPU s/s"] == pytest.approx(whole / 100)
