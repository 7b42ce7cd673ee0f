"""The report of a dub as a page for people, in one file without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from studio.dubbing.fit import BORROWED, FAILED, FITS, STRETCHED, TOO_LONG
from studio.dubbing.report import SILENT, CueReport, Report
from studio.webpage import section, webpage

_COLOURS = {
    FITS: "#4c8c4a", STRETCHED: "#5b82b8", BORROWED: "#c99a2e", TOO_LONG: "#c0392b", FAILED: "#7b241c",
    SILENT: "#9aa0a6",
}  # fmt: skip
_MEANINGS = {
    FITS: "spoken at the length of its slot",
    STRETCHED: "made a little faster or slower to fit",
    BORROWED: "uses silence before or after its slot",
    TOO_LONG: "does not fit: runs over, never cut",
    FAILED: "could not be spoken",
    SILENT: "a sound, a song or nothing",
}
_ROW = 60.0  # s of the film on one row of the timeline at most
_WIDTH, _NAMES, _LINE = 1000, 130, 18  # of its drawing, of the names in it, and the height of a line
_STYLE = """
:root { color-scheme: light dark; --line: #8883; --soft: #888; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin-top: 2rem; }
p.good { color: #4c8c4a; } p.bad { color: #c0392b; }
div.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
th.number, td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
td small { color: var(--soft); display: block; }
b.state { border-radius: .3rem; color: #fff; font-size: .8rem; padding: .1rem .4rem; white-space: nowrap; }
svg { display: block; height: auto; margin: .4rem 0; width: 100%; }
svg text { fill: var(--soft); font-size: 11px; }
"""


def page(report: Report) -> str:
    """The page, HTML."""
    bad = [cue for cue in report.cues if not cue.good]
    counts = report.counts()
    verdict = "every cue fits" if not bad else f"{len(bad)} of {len(report.cues)} cues need a look"
    sections = [
        f"<h1>{escape(report.subtitles)}</h1>",
        f'<p class="{"bad" if bad else "good"}">{_clock(report.seconds)} of track; {verdict}.</p>',
        f"<p>{' '.join(f'{_state(state)} {count}' for state, count in counts.items() if count)}</p>",
        _figures(report),
        section("To look at", _cues(bad)) if bad else "",
        section("Timeline", _timeline(report)),
        section("Cast", _cast(report)),
        section("Notes", _list(report.notes)) if report.notes else "",
        section("All cues", _cues(report.cues)),
    ]
    return webpage(f"Dub of {report.subtitles}", "en", _STYLE, sections)


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f'<li dir="auto">{escape(item)}</li>' for item in items) + "</ul>"


def _figures(report: Report) -> str:
    figures = report.figures()
    if not figures["spoken"]:
        return ""
    told = [
        f"Length before any stretch: {figures['mean_error_ms']:.0f} ms off on average, "
        f"{figures['p99_error_ms']:.0f} ms at the 99th percentile.",
        f"{figures['unstretched']:.0%} of the lines are not stretched; factors "
        f"{figures['smallest_factor']:.2f}–{figures['largest_factor']:.2f}.",
    ]
    if mixed := report.mixed:
        told.append(
            f"The original speaks at {mixed.original:.1f} LUFS, the dub at {mixed.dub:.1f} LUFS; "
            f"it was given {mixed.gain:+.1f} dB."
        )
    return f"<p>{' '.join(told)}</p>"


def _cast(report: Report) -> str:
    rows = [
        f'<tr><td dir="auto">{escape(part.speaker)}</td><td>{escape(part.persona)}</td>'
        f'<td class="number">{part.cues}</td><td class="number">{_clock(part.seconds)}</td></tr>'
        for part in report.parts
    ]
    return _table(("speaker", "persona", "cues", "speech"), rows, numbers=2)


def _cues(cues: Sequence[CueReport]) -> str:
    heads = (
        "cue",
        "slot",
        "speaker",
        "text",
        "state",
        "natural",
        "asked",
        "spoken",
        "pace",
        "stretch",
        "heard",
    )
    return _table(heads, [_row(cue) for cue in cues], numbers=6)


def _row(cue: CueReport) -> str:
    heard = f"{_clock(cue.heard_start)}–{_clock(cue.heard_end)}" if cue.heard_start is not None else ""
    remarks = [*cue.notes, *(f"not spoken: {aside}" for aside in cue.asides)]
    remarks += [f"cannot be said: {word}" for word in cue.skipped]
    remarks += [f"listen: {doubt}" for doubt in cue.doubts]
    if cue.shortest is not None:
        remarks.insert(0, f"needs at least {cue.shortest:.2f} s, runs over by {cue.over:.2f} s")
    if cue.borrowed_before or cue.borrowed_after:
        remarks.append(f"borrows {cue.borrowed_before:.2f} s before and {cue.borrowed_after:.2f} s after")
    under = "".join(f'<small dir="auto">{escape(remark)}</small>' for remark in remarks)
    direction = f" <i>({escape(cue.direction)})</i>" if cue.direction else ""
    cells = [
        f'<td class="number">{cue.number}<small>line {cue.line}</small></td>',
        f'<td class="number">{_clock(cue.start)}<small>{_seconds(cue.end, cue.start)}</small></td>',
        f'<td dir="auto">{escape(cue.speaker)}<small>{escape(cue.persona)}</small></td>',
        f'<td dir="auto">{escape(cue.text)}{direction}{under}</td>',
        f"<td>{_state(cue.state)}</td>",
        *(f'<td class="number">{_plain(value)}</td>' for value in (cue.natural, cue.asked, cue.spoken)),
        f'<td class="number">{_plain(cue.pace)}</td><td class="number">{_plain(cue.stretch)}</td>',
        f'<td class="number">{heard}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _timeline(report: Report) -> str:
    """Rows of a minute: the slots as outlines, speech as bars in the colour of its state."""
    length = min(_ROW, 10.0 * ceil(report.seconds / 10))
    speakers = [part.speaker for part in report.parts]
    rows = []
    for number in range(ceil(report.seconds / length)):
        row = _Row(number * length, length)
        inside = [cue for cue in report.cues if cue.heard_start is not None and row.meets(cue)]
        if inside:
            rows.append(
                row.drawn(inside, [name for name in speakers if any(c.speaker == name for c in inside)])
            )
    keys = "; ".join(f"{_state(state)} {meaning}" for state, meaning in _MEANINGS.items())
    return f"<p>{keys}.</p>\n" + "\n".join(rows)


@dataclass(frozen=True)
class _Row:
    """A stretch of the timeline. first: where it begins, and length: both s."""

    first: float
    length: float

    def meets(self, cue: CueReport) -> bool:
        """Whether a cue is heard in it."""
        end = self.first + self.length
        return (cue.heard_end or 0.0) > self.first and (cue.heard_start or 0.0) < end

    def drawn(self, cues: Sequence[CueReport], speakers: Sequence[str]) -> str:
        """An SVG picture with a line a speaker."""
        parts = []
        for row, name in enumerate(speakers):
            shown = name if len(name) < 19 else f"{name[:17]}…"
            parts.append(f'<text x="0" y="{row * _LINE + 13}">{escape(shown)}</text>')
        for cue in cues:
            y = speakers.index(cue.speaker) * _LINE + 3
            if cue.end is not None:
                parts.append(self._box(cue.start, cue.end, y, 12, 'fill="none" stroke="#8888"', ""))
            told = f"<title>{cue.number}: {escape(cue.text)}</title>"
            start, end = cue.heard_start or 0.0, cue.heard_end or 0.0
            parts.append(self._box(start, end, y + 2, 8, f'fill="{_COLOURS[cue.state]}"', told))
        under = len(speakers) * _LINE + 12
        for second in range(0, int(self.length) + 1, 10):
            x, clock = self._x(self.first + second) - 10, _clock(self.first + second)[:-3]
            parts.append(f'<text x="{x:.0f}" y="{under}">{clock}</text>')
        box = f"0 0 {_WIDTH + 20} {len(speakers) * _LINE + 16}"
        return (
            f'<svg viewBox="{box}" role="img" aria-label="from {_clock(self.first)}">{"".join(parts)}</svg>'
        )

    def _x(self, second: float) -> float:
        return _NAMES + (second - self.first) / self.length * (_WIDTH - _NAMES)

    def _box(self, start: float, end: float, y: int, height: int, look: str, inside: str) -> str:
        left = self._x(max(start, self.first))
        width = max(self._x(min(end, self.first + self.length)) - left, 0.5)
        return f'<rect x="{left:.1f}" y="{y}" width="{width:.1f}" height="{height}" {look}>{inside}</rect>'


def _table(heads: Sequence[str], rows: Sequence[str], numbers: int) -> str:
    """numbers: how many of the last columns are."""
    words, figures = heads[: len(heads) - numbers], heads[len(heads) - numbers :]
    head = "".join(f"<th>{name}</th>" for name in words)
    head += "".join(f'<th class="number">{name}</th>' for name in figures)
    body = "\n".join(rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>'


def _state(state: str) -> str:
    return f'<b class="state" style="background:{_COLOURS[state]}">{state}</b>'


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _seconds(end: float | None, start: float) -> str:
    return "open" if end is None else f"{end - start:.2f} s"


def _clock(seconds: float | None) -> str:
    """h:mm:ss.cc, the hours where there are any."""
    hundredths = round((seconds or 0.0) * 100)
    minutes, rest = divmod(hundredths, 6000)
    hours = f"{minutes // 60}:{minutes % 60:02d}" if minutes >= 60 else f"{minutes}"
    return f"{hours}:{rest // 100:02d}.{rest % 100:02d}"
