"""What is spoken → replies: audio as it is made, server-sent events, or one JSON object.

Nothing is sent before the first sound is there, so that whatever is wrong with a request has its own status.
When the client goes away or stops reading, the work for it ends.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import AsyncGenerator, Awaitable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar
from urllib.parse import quote

import anyio
import anyio.to_thread
from fastapi import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from studio.api.access import Caller
from studio.api.errors import ApiError, content, described
from studio.api.service import Service
from studio.asked import Asked
from studio.encoding import MEDIA_TYPES, Encoder, encode, encoder
from studio.provenance import DIGITAL_SOURCE_TYPE, Origin
from studio.signing import Signer
from tts.request import SAMPLE_RATE, AudioChunk, SpeechRequest, Take

T = TypeVar("T")

_TOKENS_A_SECOND = 24_000 / 1024  # acoustic tokens, each of four frames of 256 samples
_LONGEST_NOTES = 2000  # characters of a header

Chunks = AsyncGenerator[AudioChunk, None]


class Flow(Response):
    """A body that is sent while it is being made, from `chunks` that `made` encodes.

    All three are closed when the reply is complete, or when nobody wants it any more.
    """

    def __init__(
        self,
        body: AsyncGenerator[bytes, None],
        chunks: Chunks,
        made: Encoder,
        service: Service,
        media_type: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status_code, self.media_type, self.background = 200, media_type, None
        self._body, self._chunks, self._made, self._service = body, chunks, made, service
        self.init_headers(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._send(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await self._body.aclose()
                await self._chunks.aclose()
                await anyio.to_thread.run_sync(self._made.abandon)

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(_until_gone, receive, group.cancel_scope)
            try:
                await send(
                    {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
                )
                async for data in self._body:
                    with anyio.fail_after(self._service.settings.stall):
                        await send({"type": "http.response.body", "body": data, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            except Exception as error:  # noqa: BLE001  # a broken-off reply is how the client is told
                if described(error).status == 500:
                    self._service.journal.failure(scope, error)
            group.cancel_scope.cancel()


async def _until_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


async def while_there(http: Request, work: Awaitable[T]) -> T:
    """The result of some work, which ends with an ApiError (499) when the client goes away meanwhile."""
    outcome: list[T] = []
    failure: Exception | None = None
    async with anyio.create_task_group() as group:
        group.start_soon(_until_gone, http.receive, group.cancel_scope)
        try:
            outcome.append(await work)
        except Exception as error:  # noqa: BLE001  # raised below, outside of the group
            failure = error
        group.cancel_scope.cancel()
    if failure is not None:
        raise failure
    if not outcome:
        raise ApiError("the client went away", 499)
    return outcome[0]


async def speak(service: Service, http: Request, caller: Caller, request: SpeechRequest) -> Take:
    """The whole of a request, counted for the journal; see `Scheduler.speak`."""
    take = await while_there(http, service.scheduler.speak(request, caller.line))
    note(http, request, take.seconds)
    return take


def note(http: Request, request: SpeechRequest, seconds: float) -> None:
    """Tell the journal how much was spoken."""
    noted: dict[str, Any] = http.scope.setdefault("noted", {"characters": 0, "seconds": 0.0})
    noted["characters"] += len(request.text)
    noted["seconds"] = round(noted["seconds"] + seconds, 3)


def _heard(http: Request, chunk: AudioChunk) -> None:
    noted: dict[str, Any] = http.scope["noted"]
    noted["seconds"] = round(noted["seconds"] + len(chunk.samples) / chunk.sample_rate, 3)


async def stream_audio(
    service: Service, http: Request, caller: Caller, asked: Asked, format: str
) -> Response:
    """The audio as it is made, as one file of a format of `MEDIA_TYPES`."""
    chunks = service.scheduler.stream(asked.request, caller.line)
    first = await _first(http, chunks)
    note(http, asked.request, len(first.samples) / first.sample_rate)
    origin = Origin(asked.persona.id)
    if _is_whole(first):
        await chunks.aclose()
        audio = await anyio.to_thread.run_sync(encode, first.samples, SAMPLE_RATE, format, origin)
        return Response(audio, media_type=MEDIA_TYPES[format], headers=headers(asked, first))
    made = encoder(format, SAMPLE_RATE, origin, _length(asked.request, first))

    async def body() -> AsyncGenerator[bytes, None]:
        if data := await anyio.to_thread.run_sync(made.feed, first.samples):
            yield data
        async for chunk in chunks:
            _heard(http, chunk)
            if data := await anyio.to_thread.run_sync(made.feed, chunk.samples):
                yield data
        if data := await anyio.to_thread.run_sync(made.finish):
            yield data

    return Flow(body(), chunks, made, service, MEDIA_TYPES[format], headers(asked, first))


async def stream_events(
    service: Service,
    http: Request,
    caller: Caller,
    asked: Asked,
    format: str,
    timestamps: str | None = None,
    receipt: bool = False,
) -> Response:
    """The audio in OpenAI's events, with the times of words and phones and the receipt where they are asked.

    speech.audio.delta …, speech.audio.done; speech.audio.error in its place when something breaks on the way.
    """
    chunks = service.scheduler.stream(asked.request, caller.line)
    first = await _first(http, chunks)
    note(http, asked.request, len(first.samples) / first.sample_rate)
    made = encoder(format, SAMPLE_RATE, Origin(asked.persona.id), _length(asked.request, first))

    async def body() -> AsyncGenerator[bytes, None]:
        seconds, last = 0.0, first
        skipped: list[str] = []

        async def delta(chunk: AudioChunk) -> bytes:
            nonlocal seconds, last
            data = await anyio.to_thread.run_sync(made.feed, chunk.samples)
            seconds += len(chunk.samples) / chunk.sample_rate
            last = chunk
            if chunk is not first:
                _heard(http, chunk)
            skipped.extend(chunk.skipped)
            told = {"type": "speech.audio.delta", "audio": base64.b64encode(data).decode()}
            return _event(told | timings(chunk, timestamps)) if data or chunk.words else b""

        try:
            if event := await delta(first):
                yield event
            async for chunk in chunks:
                if event := await delta(chunk):
                    yield event
            if data := await anyio.to_thread.run_sync(made.finish):
                yield _event({"type": "speech.audio.delta", "audio": base64.b64encode(data).decode()})
            done: dict[str, Any] = {"type": "speech.audio.done", "usage": usage(asked.request, seconds)}
            if receipt and last.receipt is not None:
                done["receipt"] = last.receipt.to_dict()
            if skipped:
                done["skipped"] = skipped
            yield _event(done)
        except Exception as error:  # noqa: BLE001  # the reply has begun, so that it tells the error itself
            told = described(error)
            if told.status == 500:
                service.journal.failure(http.scope, error)
            yield _event({"type": "speech.audio.error", **content(told)})

    return Flow(body(), chunks, made, service, "text/event-stream", headers(asked, first))


def file_of(asked: Asked, take: Take, format: str, signer: Signer | None = None) -> bytes:
    """The whole file, signed where there is a signer."""
    audio = encode(take.samples, take.sample_rate, format, Origin(asked.persona.id))
    return audio if signer is None else signer.sign(audio, format)


def whole(
    asked: Asked, take: Take, audio: bytes, format: str, timestamps: str | None = None, receipt: bool = False
) -> dict[str, Any]:
    """A spoken request as one JSON-ready object, its file in base 64."""
    told: dict[str, Any] = {
        "audio": base64.b64encode(audio).decode(),
        "format": format,
        "media_type": MEDIA_TYPES[format],
        "sample_rate": take.sample_rate,
        "duration_ms": round(1000 * take.seconds),
        "voice": asked.persona.id,
        "seed": asked.request.seed,
        "text": asked.request.text,
        "skipped": list(take.skipped),
        "notes": [*asked.notes, *take.receipt.notes],
        "usage": usage(asked.request, take.seconds),
        **timings(take, timestamps),
    }
    if asked.request.duration is not None:
        told["stretch_factor"] = 1.0  # the model speaks at that length; nothing is stretched afterwards
    if receipt:
        told["receipt"] = take.receipt.to_dict()
    return told


def timings(spoken: AudioChunk | Take, timestamps: str | None) -> dict[str, Any]:
    """Words, and phones when "phoneme" is asked, with their times, s; nothing when neither is."""
    if timestamps is None:
        return {}
    told: dict[str, Any] = {"words": [asdict(word) for word in spoken.words]}
    if timestamps == "phoneme":
        told["phonemes"] = [asdict(phone) for phone in spoken.phones]
    return told


def usage(request: SpeechRequest, seconds: float) -> dict[str, int]:
    """What it cost: characters in, acoustic tokens out."""
    given, made = len(request.text), math.ceil(seconds * _TOKENS_A_SECOND)
    return {"input_tokens": given, "output_tokens": made, "total_tokens": given + made}


def headers(asked: Asked, chunk: AudioChunk | None = None) -> dict[str, str]:
    """Headers of a reply with audio: that it is generated, how long it is where that is known, and notes."""
    told = {"X-AI-Generated": f"true; {DIGITAL_SOURCE_TYPE}"}
    length = _length(asked.request, chunk)
    if length is not None:
        told["X-Audio-Duration-Ms"] = str(round(1000 * length / SAMPLE_RATE))
    if asked.request.duration is not None:
        told["X-Stretch-Factor"] = "1.0"
    notes = list(asked.notes)
    if chunk is not None:
        notes += [f"skipped: {word}" for word in chunk.skipped]
        notes += chunk.receipt.notes if chunk.receipt else ()
    if notes:
        told["X-Notes"] = quote("; ".join(notes)[:_LONGEST_NOTES], safe=" ;:,.'()/%=+-–")
    return told


def _length(request: SpeechRequest, chunk: AudioChunk | None) -> int | None:
    """Samples of the whole, where they are known beforehand."""
    if request.duration is not None:
        return round(request.duration * SAMPLE_RATE)
    if chunk is not None and _is_whole(chunk):
        return len(chunk.samples)
    return None


def _is_whole(chunk: AudioChunk) -> bool:
    """Whether a piece is all there is, as it is of a request that was spoken together with others."""
    return chunk.start == 0.0 and chunk.receipt is not None


async def _first(http: Request, chunks: Chunks) -> AudioChunk:
    """The first piece that sounds."""

    async def sounding() -> AudioChunk:
        async for chunk in chunks:
            if len(chunk.samples) or chunk.receipt is not None:
                return chunk
        raise RuntimeError("the engine made no audio at all")

    try:
        return await while_there(http, sounding())
    except BaseException:
        await chunks.aclose()
        raise


def _event(data: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(data, ensure_ascii=True)}\n\n".encode()
