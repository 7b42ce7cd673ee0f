"""The report of a book as files: JSON for machines, a page for people, and a picture of each chapter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from studio.book.masters import Master
from studio.book.picture import Colours, draw
from studio.book.presets import Preset
from studio.book.report import BookReport, Cost, PieceReport, Remark, Speaker
from studio.book.takes import write_durably
from studio.webpage import section, webpage


def write_report(
    report: BookReport, language: str, masters: Sequence[Master | None], preset: Preset, folder: Path
) -> Path:
    """Write report.json, report.html and the pictures into a folder; returns the page's path.

    Files of earlier reports there are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    colours = Colours(tuple(speaker.name for speaker in report.cast))
    for piece, master in zip(report.pieces, masters, strict=True):
        if master is not None and piece.picture is not None:
            draw(master, preset, colours, folder / piece.picture)
    told = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    write_durably(folder / "report.json", told.encode("utf-8", "replace"))
    page = folder / "report.html"
    write_durably(page, html(report, language).encode("utf-8", "replace"))
    return page


def html(report: BookReport, language: str) -> str:
    """The report as a page without scripts; pictures are files beside it."""
    verdict = "passes" if report.passed else "does not pass yet"
    authors = f"<p>{escape(', '.join(report.authors))}</p>" if report.authors else ""
    parts = [
        f"<h1>{escape(report.title)}</h1>{authors}",
        f'<p class="{"good" if report.passed else "bad"}">{_time(report.seconds)} of audio; '
        f"{verdict}: <b>{report.preset}</b>, {escape(report.asked)}.</p>",
        section("Lines that are missing", _remarks(report.missing)) if report.missing else "",
        section("Lines to listen to", _remarks(report.suspects)) if report.suspects else "",
        "".join(f"<p>{escape(limit[:1].upper() + limit[1:])}.</p>" for limit in report.limits),
        section("Files", _pieces(report.pieces)),
        section("Cast", _cast_table(report.cast)),
        section("Cost", _cost_text(report.cost)),
        section("Pictures", "\n".join(map(_picture, report.pieces))),
    ]
    return webpage(report.title, language, _STYLE, parts)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells are HTML."""
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<div><table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"


def _remarks(remarks: Sequence[Remark]) -> str:
    return _table(
        ("line", "speaker", "text", "why"),
        [
            (each.place, escape(each.speaker), escape(each.text), "<br>".join(map(escape, each.why)))
            for each in remarks
        ],
    )


def _pieces(pieces: Sequence[PieceReport]) -> str:
    heads = (
        "",
        "title",
        "length",
        "lines",
        "RMS dB",
        "LUFS",
        "peak dB",
        "floor dB",
        "asked/measured",
        "verdict",
    )
    rows = []
    for number, piece in enumerate(pieces, 1):
        found = piece.measured
        numbers = (
            (
                _time(found.seconds),
                str(piece.lines),
                f"{found.rms:.1f}",
                f"{found.integrated:.1f}",
                f"{found.peak:.1f}",
                f"{found.floor:.0f}",
                ", ".join(
                    f"{name} ±{value:.2g}{_UNITS.get(name, '')}" for name, value in piece.missed.items()
                ),
            )
            if found
            else ("–", str(piece.lines), *["–"] * 5)
        )
        if found is None:
            verdict = f'<span class="bad">{piece.missing} lines missing</span>'
        elif piece.faults:
            verdict = '<span class="bad">' + "<br>".join(map(escape, piece.faults)) + "</span>"
        else:
            verdict = '<span class="good">passes</span>'
        rows.append((str(number), escape(piece.title), *numbers, verdict))
    return _table(heads, rows)


def _cast_table(cast: Sequence[Speaker]) -> str:
    return _table(
        ("speaker", "persona", "lines", "audio"),
        [(escape(one.name), escape(one.persona), str(one.lines), _time(one.seconds)) for one in cast],
    )


def _cost_text(cost: Cost) -> str:
    rate = f", {cost.cpu / cost.audio:.2f} CPU seconds a second of audio" if cost.audio else ""
    return (
        f"<p>{cost.takes} takes, {_time(cost.audio)} of audio, {_time(cost.cpu)} of CPU time{rate}; "
        f"{_time(cost.wall)} of rendering.</p>"
    )


def _picture(piece: PieceReport) -> str:
    if piece.picture is None:
        return ""
    return (
        f'<p><img src="{piece.picture}" alt="{escape(piece.title)}: loudness over time, and who speaks"></p>'
    )


_UNITS = {"pitch": " st", "range": " st", "rate": " %", "loudness": " dB", "seconds": " s"}

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h1 + p { margin-top: 0; opacity: .75; }
div { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; }
th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884; }
img { max-width: 100%; background: white; }
.good { color: #2e7d4f; } .bad { color: #c0392b; }
@media (prefers-color-scheme: dark) { .good { color: #7fcf9d; } .bad { color: #ff8a7a; } }
"""


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
