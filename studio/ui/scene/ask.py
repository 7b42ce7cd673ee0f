"""What a line, a direction or a bend asks for: the way from widgets to a request that can be spoken."""

from __future__ import annotations

from dataclasses import dataclass, replace

from personas import Persona
from studio.request import Directed, direct, speaker_conflicts
from studio.take import direct_take
from studio.ui.roster import Roster
from studio.ui.scene.line import LONGEST, Line
from studio.ui.scene.take import Ask, SceneTake, Takes
from tts.bend import BEND_LIMITS, Bend
from tts.errors import PersonaError, RequestError
from tts.style.history import History
from tts.style.reading import Evidence, propose, readable
from tts.style.space import Style

_RANDOM = 2**31  # seeds of further readings stay below what a file can hold


@dataclass(frozen=True)
class Reading:
    """How a line is understood before it is spoken.

    style: of the whole, at the line's intensity. own: the intensity that the words alone come to.
    graded: whether there is an emotion whose intensity can be set. evidence: what the words of the line said,
    where it has no direction.
    """

    directed: Directed
    style: Style
    own: float
    graded: bool
    evidence: tuple[Evidence, ...] = ()


def understood(line: Line, persona: Persona) -> Reading:
    """How a line wants to be spoken. Raises StyleError for a direction that cannot be read."""
    caption = line.direction.strip() or None
    plain = direct(persona, caption)
    if caption is None and line.text.strip() and readable(persona.language):
        proposal = propose(line.text, language=persona.language)
        styles = [plain.style.merge(proposal.style), *(s.style for s in proposal.spans if s.style)]
        own = max((style.intensity for style in styles if style.emotions), default=styles[0].intensity)
        style = _at(styles[0], line.intensity)
        graded = any(each.emotions for each in styles)
        return Reading(plain, style, own, graded, proposal.evidence)
    directed = direct(persona, caption, line.intensity)
    return Reading(directed, directed.style, plain.style.intensity, bool(directed.style.emotions))


def _at(style: Style, intensity: float | None) -> Style:
    return style if intensity is None else replace(style, intensity=intensity)


def speaker(line: Line, roster: Roster) -> Persona:
    """The persona of a line. Raises PersonaError when it has been removed meanwhile."""
    found = roster.everyone.get(line.persona)
    if found is None:
        raise PersonaError(f"the persona {line.persona!r} is no longer there; choose another for this line")
    return found


def fresh(line: Line, takes: Takes, persona: Persona, exact: bool = True) -> Ask:
    """The line as it is written. The same ask again is another reading: the next seed. exact: whether the
    engine speaks parts of a text in styles of their own; else the line's words direct the whole or nothing.

    Raises RequestError when there is nothing to speak or too much, MarkupError where its markup is wrong, and
    StyleError as `understood` does.
    """
    if not line.text.strip():
        raise RequestError("the line is empty; write at least one word")
    if len(line.text) > LONGEST:
        raise RequestError(f"the line has {len(line.text)} characters; split it into lines of {LONGEST}")
    reading = understood(line, persona)
    marked = reading.directed.marked(line.text, "script")
    request = reading.directed.request(marked)
    told = (*reading.directed.conflicts, *marked.notes)
    proposal = propose(request.text, language=persona.language) if reading.evidence else None
    if proposal is not None and proposal.spans and not exact:
        told = (*told, "the words direct parts of the text, which a server cannot speak apart: left alone")
    elif proposal is not None:
        request = proposal.applied(request, line.intensity)
    elif line.intensity is not None:
        request = replace(request, style=replace(request.style, intensity=line.intensity))
    seeds = [
        take.ask.first.seed
        for take in takes.kept
        if replace(take.ask.first, seed=0) == replace(request, seed=0)
    ]
    if seeds:
        request = replace(request, seed=(max(seeds) + 1) % _RANDOM)
    return Ask(
        persona,
        request,
        History.of(request.style, request.caption),
        request,
        line.intensity,
        parent=takes.current,
        told=told,
        not_understood=reading.directed.not_understood,
    )


@dataclass(frozen=True)
class Unchanged:
    """A direction that leaves nothing to speak: what is told about it, and its parts that no rule knows."""

    told: tuple[str, ...]
    not_understood: tuple[str, ...]


def directed(take: SceneTake, direction: str) -> Ask | Unchanged:
    """A take as a sentence directs it, with its bends; or why there is nothing to speak.

    Raises StyleError when the direction is empty or too long.
    """
    saved = take.saved()
    found = direct_take(saved, direction)
    edit = found.edit
    told = (*edit.conflicts, *speaker_conflicts(saved.persona, edit.persona), *found.notes)
    if not found.changed:
        return Unchanged(told, edit.not_understood)
    return Ask(
        saved.persona,
        found.first,
        found.history,
        found.request,
        take.ask.intensity,
        take.ask.bends,
        parent=take.number,
        led=direction.strip(),
        changes=edit.changes,
        told=(*told, *found.elsewhere),
        limited=edit.clamped,
        not_understood=edit.not_understood,
    )


def bent(take: SceneTake, bend: Bend) -> Ask:
    """A take with its melody bent once more; a bend of the same words is joined with the one before."""
    ask = take.ask
    bends = list(ask.bends)
    if bends and (bends[-1].start, bends[-1].end) == (bend.start, bend.end):
        last = bends.pop()
        bend = replace(
            bend,
            shift=_within("shift", last.shift + bend.shift),
            width=_within("width", last.width * bend.width),
        )
    if bend.shift or bend.width != 1.0:
        bends.append(bend)
    return replace(
        ask, bends=tuple(bends), parent=take.number, led="bend", changes=(), told=(), not_understood=()
    )


def _within(name: str, value: float) -> float:
    low, high = BEND_LIMITS[name]
    return min(max(value, low), high)
