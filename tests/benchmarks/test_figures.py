"""Figures set into documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.figures import BEGIN, END, SECTIONS, figures, filled, main, table


def test_a_table_has_the_rows_and_the_columns_asked_for():
    rows = [{"a": 1.2345, "b": None, "c": [1.0, 2.0]}, {"a": "x", "b": 3, "c": None}]
    assert table(rows, {}) == "| a | b | c |\n|---|---|---|\n| 1.23 | – | 1–2 |\n| x | 3 | – |"
    assert table(rows, {"b": "second"}) == "| second |\n|---|\n| – |\n| 3 |"


def test_documents_are_filled_and_checked(tmp_path):
    out = tmp_path / "bench"
    out.mkdir()
    (out / "control.json").write_text(json.dumps({"quick": True, "rows": [{"speaker": "model", "r": 0.99}]}))
    (out / "contour.json").write_text(json.dumps({"rows": [{"p95": 0.5}]}))
    documents = [tmp_path / "README.md", tmp_path / "card.md"]
    for document in documents:
        document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    with pytest.raises(SystemExit, match="not up to date"):
        main(out, *documents, check=True)
    main(out, *documents)
    main(out, *documents, check=True)
    readme, card = (document.read_text() for document in documents)
    for text in (readme, card):
        assert text.startswith(f"before\n{BEGIN}\n")
        assert text.endswith(f"{END}\nafter\n")
        assert "old" not in text
        assert "| model | 0.99 |" in text
        assert "A quick run on little material. (`python -m benchmarks.control`)" in text
    assert "p95" in card
    assert "p95" not in readme


def test_a_document_without_marks_is_refused():
    with pytest.raises(ValueError, match="has no"):
        filled("nothing here", "figures")
    assert figures(Path("nowhere"), brief=False) == ""


def test_every_section_has_a_benchmark():
    for section in SECTIONS:
        module = section.command.split(".")[-1]
        source = Path(f"benchmarks/{module}.py").read_text(encoding="utf-8")
        assert f'"{section.name}' in source or f'f"{section.name.split("-")[0]}-' in source, section.name
