import json

from benchmarks.guesses import held_out, main


def test_inflections_are_held_out_together():
    assert held_out(("losing", "temper")) == held_out(("temper", "lost"))
    share = sum(held_out((f"word{n}",)) for n in range(500)) / 500
    assert 0.1 < share < 0.3


def test_figures_of_held_out_expressions(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.guesses.LANGUAGES", ("chinese",))
    main(tmp_path)
    rows = json.loads((tmp_path / "guesses.json").read_text(encoding="utf-8"))["rows"]
    assert {row["language"] for row in rows} == {"chinese"}
    for sort in ("feeling", "manner"):
        guessed = [row[f"{sort} guessed %"] for row in rows]
        assert guessed == sorted(guessed, reverse=True)
        assert rows[-1][f"{sort} right %"] > rows[0][f"{sort} right %"] > 50
        assert rows[0][f"{sort}s"] > 500
