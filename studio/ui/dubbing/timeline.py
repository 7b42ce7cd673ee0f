"""The timeline: each cue's slot, and the speech in it, in its speaker's colour.

The chart zooms with the wheel and moves with the pointer; a cue that is pressed comes to the desk. The
specification is written out: to build one with Altair's classes takes a tenth of a second at every touch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from studio.dubbing.project import Project
from studio.dubbing.report import SILENT
from studio.ui.chart import LABEL, PLAIN
from studio.ui.dubbing.cast import called
from studio.ui.dubbing.fit import Dubbed
from studio.ui.words import Words

PALETTE = (
    "#6b7fd7", "#e07a5f", "#3aa68c", "#d6a22e", "#b565b8",
    "#4aa3d0", "#d65a7c", "#86a23b", "#9a7a5c", "#7d8290",
)  # fmt: skip
"""Colours of speakers, which are told apart on light and dark."""

_ROW = 34  # px
_FIRST = 120.0  # s that are shown at first
_OPEN = 1.0  # s that a slot without an end is drawn


def colours(project: Project) -> dict[str, str]:
    """Speaker → colour."""
    return {who: PALETTE[at % len(PALETTE)] for at, who in enumerate(project.cast)}


def timeline(
    name: str, project: Project, result: Dubbed | None, shade: Mapping[str, str], words: Words
) -> int | None:
    """Draw it; returns the number of a cue that was pressed just now."""
    st.subheader(words("dubs.timeline"), anchor=False)
    spec = chart(project, result, shade, words)
    key = f"dubs.timeline.{name}"
    event: Any = st.vega_lite_chart(spec, theme=None, width="stretch", on_select="rerun", key=key)
    st.caption(words("dubs.timeline.help"))
    chosen = event.selection.get("cue", []) if event else []
    number = int(chosen[0]["number"]) if chosen else None
    before = st.session_state.get(f"{key}.before")
    st.session_state[f"{key}.before"] = number
    return number if number != before else None


def chart(project: Project, result: Dubbed | None, shade: Mapping[str, str], words: Words) -> dict[str, Any]:
    """A Vega-Lite chart of slots and speech, a row a speaker."""
    slots = [
        {"t": cue.start, "end": cue.end or cue.start + _OPEN, "who": called(cue.speaker, words),
         "number": cue.number, "text": cue.text}
        for cue in project.spoken
    ]  # fmt: skip
    speech = [
        {"t": cue["heard_start"], "end": cue["heard_end"], "who": called(cue["speaker"], words),
         "number": cue["number"], "text": cue["text"], "state": words(f"dubs.state.{cue['state']}"),
         "over": bool(cue["shortest"])}
        for cue in (result.cues if result else ())
        if cue["state"] != SILENT and cue["heard_start"] is not None
    ]  # fmt: skip
    rows = list(dict.fromkeys([each["who"] for each in (*slots, *speech)]))
    scale = {"domain": [called(who, words) for who in shade], "range": list(shade.values())}
    x = {
        "field": "t", "type": "quantitative", "title": None,
        "scale": {"domain": [0, min(project.end, _FIRST)], "nice": False},
        "axis": {"grid": True, "gridOpacity": 0.15, "domain": False, "ticks": False, "labelColor": LABEL,
                 "labelFlush": True, "labelSeparation": 12, "tickCount": {"expr": "width / 90"},
                 "labelExpr": "floor(datum.value/60) + ':' + format(datum.value%60, '04.1f')"},
    }  # fmt: skip
    y = {
        "field": "who", "type": "nominal", "sort": rows, "title": None,
        "axis": {"domain": False, "ticks": False, "labelColor": LABEL, "labelLimit": 90, "grid": False},
    }  # fmt: skip
    colour = {"field": "who", "type": "nominal", "scale": scale, "legend": None}
    tooltip = [
        {"field": "number", "title": words("dubs.number")},
        {"field": "text", "title": words("dubs.text")},
        {"field": "t", "title": words("start"), "format": ".2f", "type": "quantitative"},
        {"field": "end", "title": words("end"), "format": ".2f", "type": "quantitative"},
    ]
    zoom = {"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}
    press = {"name": "cue", "select": {"type": "point", "fields": ["number"], "on": "click"}}
    fitting = {"field": "state", "title": words("dubs.state")}
    shared = {"x": x, "x2": {"field": "end"}, "y": y, "color": colour, "tooltip": tooltip}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": slots},
            "params": [press, zoom],
            "mark": {"type": "rect", "height": {"band": 0.8}, "cornerRadius": 4, "opacity": 0.28,
                     "cursor": "pointer", "clip": True},
            "encoding": shared,
        }
    ]  # fmt: skip
    if speech:
        late = {"condition": {"test": "datum.over", "value": "#d33"}, "value": None}
        layers.append(
            {
                "data": {"values": speech},
                "mark": {"type": "rect", "height": {"band": 0.4}, "cornerRadius": 3, "opacity": 0.95,
                         "strokeWidth": 2, "clip": True, "cursor": "pointer"},
                "encoding": {**shared, "stroke": late, "tooltip": [*tooltip, fitting]},
            }
        )  # fmt: skip
    return {
        "description": words("dubs.table", cues=len(slots), speakers=words.listed(rows)),
        "height": _ROW * max(len(rows), 1) + 24,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers,
        **PLAIN,
    }
