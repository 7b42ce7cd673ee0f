"""The server: parts put together, routers listed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

import anyio.to_thread
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from studio.api import errors
from studio.api.guard import Guard
from studio.api.keys import KeyRing
from studio.api.metrics import Metrics
from studio.api.rates import Rates
from studio.api.routers import (
    alltalk,
    batch,
    directions,
    files,
    gpt_sovits,
    jobs,
    open_dubbing,
    openai,
    pyvideotrans,
    references,
    service,
    voices,
)
from studio.api.service import Service
from studio.api.settings import ServerSettings
from studio.asked import options, read
from studio.jobs.desk import Desk
from studio.journal import Journal
from studio.references import References
from studio.scheduler import Scheduler
from studio.signing import Signer
from studio.store import Store
from studio.uploads import Uploads

if TYPE_CHECKING:
    from tts.engine import Engine

ROUTERS = (openai, batch, voices, directions, references, files, jobs)
DIALECTS = (pyvideotrans, gpt_sovits, alltalk, open_dubbing)


_TOLD = "Expressive speech over HTTP: OpenAI's endpoint, our own fields, and the dialects of dubbing tools."


def create_app(
    engine: Engine | Sequence[Engine],
    store: Store,
    settings: ServerSettings | None = None,
    pack: str = "",
    signer: Signer | None = None,
) -> FastAPI:
    """A server that speaks with an engine, or with several at once.

    pack: hash of the voice pack that the engines speak with. signer: of C2PA manifests. The engines work
    while the app's lifespan lasts; closing them and the store is the caller's affair.
    """
    settings = settings or ServerSettings()
    engines = list(engine) if isinstance(engine, Sequence) else [engine]

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await anyio.to_thread.run_sync(_warm, store)
        scheduler = Scheduler(engines, settings.scheduling)
        desk = Desk(store, settings.keep)
        app.state.service = Service(
            settings=settings,
            store=store,
            scheduler=scheduler,
            keys=KeyRing(store),
            desk=desk,
            uploads=Uploads(store, settings.keep),
            references=References(store),
            rates=Rates(),
            metrics=Metrics(scheduler.load, desk.counts),
            journal=Journal(),
            pack=pack,
            signer=signer,
        )
        yield
        await anyio.to_thread.run_sync(scheduler.close, settings.shutdown)

    app = FastAPI(
        title="Dramatis",
        version=version("dramatis"),
        description=_TOLD,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    errors.install(app)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
            expose_headers=["X-Request-ID", "X-Audio-Duration-Ms", "X-Stretch-Factor", "X-Notes"],
        )
    app.add_middleware(Guard)
    for router in (*ROUTERS, *DIALECTS, service):
        app.include_router(router.router)
    return app


def _warm(store: Store) -> None:
    """Read the tables that captions are understood with, before anybody waits for them."""
    read(options(input="Ready.", voice="alloy", instructions="calm"), store.voices)
