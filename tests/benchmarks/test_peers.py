"""How other systems are measured, with one that takes a known time."""

from __future__ import annotations

import time

import pytest
import torch

from benchmarks import peers


def _slow():
    def speak(seconds: float, rows: int) -> float:
        began = time.process_time()
        while time.process_time() - began < 0.01 * rows:
            pass
        return seconds * rows

    return speak, 7_000_000


def test_a_system_is_measured_per_second_of_its_speech(monkeypatch):
    monkeypatch.setitem(peers.PEERS, "slow", _slow)
    threads = torch.get_num_threads()
    try:
        row = peers._measured("slow", 0.5, 4, 1, repeat=1)
    finally:
        torch.set_num_threads(threads)
    assert row["system"] == "slow"
    assert row["parameters, M"] == 7
    assert row["lines"] == 4
    assert 0.02 <= row["CPU s/s"] < 0.06


def test_ours_stands_beside_them(monkeypatch, tiny_pack):
    def row(name, seconds, lines, threads):
        return {"system": name, "lines": lines, "RTF": 0.5 * lines, "CPU s/s": 1.0}

    monkeypatch.setattr(peers, "measured", row)
    rows = peers.beside(tiny_pack, ["One line.", "Another one."], 1.0, threads=2)
    assert [one["system"] for one in rows[:2]] == ["Dramatis", "Dramatis"]
    assert {one["system"] for one in rows[2:]} == set(peers.PEERS)
    assert rows[0]["× our time"] == 1
    for one in rows[2:]:
        ours = rows[0] if one["lines"] == 1 else rows[1]
        assert one["× our CPU"] == pytest.approx(1.0 / ours["CPU s/s"])
