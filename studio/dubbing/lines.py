"""Slots and a cast → requests: who speaks each cue, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from studio.dubbing.cast import Cast
from studio.dubbing.cue import Cue
from studio.dubbing.pacing import Line
from studio.dubbing.slots import Slot
from studio.request import direct
from tts.errors import DramatisError, DubError
from tts.request import SpeechRequest
from tts.style.reading import propose, readable
from tts.style.space import Style


def lines(
    slots: Sequence[Slot],
    cast: Cast,
    language: str | None = None,
    performed: Mapping[int, Style] | None = None,
    auto_direct: bool = True,
    spans: bool = True,
) -> Iterator[Line]:
    """The lines of a dub, in the slots' order.

    language: of all of it, None = each persona's own. performed: number of a cue → the style that the
    original was heard in, which goes over the persona's habits and below a direction. auto_direct: whether
    the words direct a cue that nothing else directs. spans: whether parts of a cue may have a style of their
    own, which some engines cannot give them.

    Raises DubError naming the cue where a direction is malformed or a speaker has no role.
    """
    for slot in slots:
        try:
            yield _line(slot, cast, language, (performed or {}).get(slot.cue.number), auto_direct, spans)
        except DramatisError as error:
            raise DubError(f"line {slot.cue.line}: {error}") from None


def _line(
    slot: Slot, cast: Cast, language: str | None, performed: Style | None, auto_direct: bool, spans: bool
) -> Line:
    cue = slot.cue
    role = cast.role(cue.speaker)
    if role is None:
        raise DubError(f"{cue.speaker} is not in the cast; add a line such as '{cue.speaker}: persona'")
    persona = role.persona
    if performed is not None:
        persona = replace(persona, style=persona.style.merge(performed))
    directed = direct(persona, cue.direction or role.direction, cue.intensity)
    notes = [f"not understood: {part}" for part in directed.not_understood]
    notes += [f"conflict: {conflict}" for conflict in directed.conflicts]
    request = directed.request(cue.text, language=language)
    if auto_direct and directed.caption is None and performed is None:
        request, told = _by_its_words(request, cue, spans)
        notes += told
    return Line(slot, request, role.persona.id, (*slot.notes, *notes))


def _by_its_words(request: SpeechRequest, cue: Cue, spans: bool) -> tuple[SpeechRequest, list[str]]:
    """The request directed by what its words say, and what they say."""
    if not readable(request.language):
        return request, []
    proposal = propose(request.text, language=request.language)
    if proposal.spans and not spans:
        return request, ["its words direct parts of it, which this engine cannot speak apart"]
    says = [f"{each.quote!r} ({each.says})" for each in proposal.evidence]
    told = [f"directed by its words: {', '.join(says)}"] if says else []
    return proposal.applied(request, cue.intensity), told
