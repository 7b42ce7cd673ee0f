"""Directions: a style edited by a sentence such as "more emotional"."""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter
from pydantic import Field

from studio.api.service import CallerOf, Service, ServiceOf
from studio.asked import Body, Name, Text
from studio.request import direct, speaker_conflicts
from studio.voices import voice_named
from tts.errors import RequestError
from tts.style.directions import apply
from tts.style.history import History
from tts.style.space import Style

router = APIRouter(tags=["direction"])


class DirectionBody(Body):
    """A style, or the history that an earlier reply returned, and what to change."""

    direction: Annotated[Text, Field(min_length=1, max_length=2000)]
    """Such as "more emotional", "a bit slower", "undo", 再激动一点."""

    style: Text | dict[str, Any] | None = None
    """A caption, or a style as it is returned here."""

    history: dict[str, Any] | None = None
    """In place of style; with it, undo can go back."""

    persona: Name | None = None
    """Whose habits the style counts from."""

    measured: dict[Name, float] | None = None
    """What the take measured, such as {"rate": 12}; directions start from that."""


@router.post("/v1/directions")
async def edit(body: DirectionBody, service: ServiceOf, caller: CallerOf) -> dict[str, Any]:
    """Edit a style: the new one, a readable diff, and the history for the next direction."""
    service.spend_characters(caller, len(body.direction))
    return await anyio.to_thread.run_sync(_edited, body, service)


def _edited(body: DirectionBody, service: Service) -> dict[str, Any]:
    if (body.style is None) == (body.history is None):
        raise RequestError("give either a style or a history, one of them")
    persona = voice_named(body.persona, service.store.voices) if body.persona is not None else None
    more: dict[str, Any] = {}
    if persona is not None:
        more = {"habit": persona.style, "spread": persona.identity.liveliness}
    if body.history is not None:
        history = History.from_dict(body.history)
    elif isinstance(body.style, dict):
        history = History.of(Style.from_dict(body.style))
    else:
        caption = (body.style or "").strip()
        base = persona or voice_named("neutral-narrator", service.store.voices)
        history = History.of(direct(base, caption or None).style, caption or None)
    made = apply(body.direction, history, body.measured or {}, **more)
    told = made.to_dict()
    if persona is not None:
        told["conflicts"] += speaker_conflicts(persona, made.persona)
    return {**told, "caption": made.history.present.caption, "history": made.history.to_dict()}
