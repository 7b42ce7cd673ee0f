"""Throughput, stages, a cold start and their picture, on the tiny pack."""

from __future__ import annotations

import json

from benchmarks import start, throughput
from benchmarks.speed_picture import draw
from benchmarks.stages import STAGES, split
from tts.request import SpeechRequest

TEXTS = ["One line.", "Another line, a longer one.", "A third.", "And a fourth, which is the last."]


def test_batches_by_threads(tiny_pack, monkeypatch):
    monkeypatch.setattr(throughput, "_LINES", (1, 4))
    rows = throughput.batches(tiny_pack, TEXTS, (1, 2))
    assert [(row["threads"], row["lines"]) for row in rows] == [(1, 1), (1, 4), (2, 4)]
    assert all(row["CPU s/s"] > 0 for row in rows)


def test_processes_speak_at_once(tiny_pack):
    (row,) = throughput.processes(tiny_pack, TEXTS, (2,))
    assert row["processes"] == 2
    assert row["× real time"] > 1


def test_every_stage_costs_something(tiny_engine):
    requests = [SpeechRequest(text, seed=n) for n, text in enumerate(TEXTS)]
    found = split(tiny_engine.pack, requests, rows=3, repeat=1)
    assert tuple(found) == STAGES
    assert all(0 < cost < 1 for cost in found.values())


def test_a_cold_process_speaks(tiny_pack, monkeypatch):
    monkeypatch.setattr(start, "_RUNS", 1)
    first, helped = start.starts(tiny_pack)
    assert first["first audio, CPU s"] < first["all, CPU s"]
    assert helped["s"] < first["s"]


def test_what_is_there_is_drawn(tmp_path):
    assert draw(tmp_path) is None
    rows = {
        "speed-peers": [{"system": "Dramatis", "lines": 1, "CPU s/s": 0.05}],
        "speed-batches": [{"threads": n, "lines": 4, "× real time": 20 * n} for n in (1, 2)],
        "speed-processes": [{"processes": 1, "× real time": 22}],
        "speed-lengths": [{"seconds": s, "cpu": 0.04} for s in (3, 30)],
        "speed-stages": [{"lines together": 1, "text": 0.001, "steps": 0.02, "sum": 0.021}],
    }
    for name, many in rows.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"rows": many}))
    path = draw(tmp_path)
    assert path is not None
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
