"""A body that was parsed → a request that is ready to be spoken, counted against the caller's rate."""

from __future__ import annotations

import anyio.to_thread

from studio import asked
from studio.api.access import Caller
from studio.api.errors import ApiError
from studio.api.service import Service
from studio.asked import Asked, SpeechOptions


async def read(service: Service, caller: Caller, options: SpeechOptions) -> Asked:
    """What is asked, outside the event loop, since captions take a while.

    Raises ApiError when the text is too long (400) or the caller's rate is used up (429), and what
    `studio.asked.read` raises.
    """
    check_length(service, options.input)
    service.spend_characters(caller, len(options.input))
    return await anyio.to_thread.run_sync(
        asked.read, options, service.store.voices, service.references.style_for(caller.owner)
    )


def check_length(service: Service, text: str) -> None:
    """Raise ApiError when a text is empty, or longer than one request may be."""
    longest = service.settings.characters
    if not text.strip():
        raise ApiError("the text is empty; give at least one word to speak", 400, "input", "empty_string")
    if len(text) > longest:
        raise ApiError(
            f"the text has {len(text)} characters, one request may have {longest}; "
            'cut it, or hand it in as a job: POST /v1/jobs with the kind "speech"',
            400,
            "input",
            "string_above_max_length",
        )
