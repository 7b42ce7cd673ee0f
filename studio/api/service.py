"""What the routes of one server share, and how they get at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from studio.api.access import Caller
from studio.api.keys import KeyRing
from studio.api.metrics import Metrics
from studio.api.rates import Rates
from studio.api.settings import ServerSettings
from studio.jobs.desk import Desk
from studio.journal import Journal
from studio.references import References
from studio.scheduler import Scheduler
from studio.signing import Signer
from studio.store import Store
from studio.uploads import Uploads


@dataclass(frozen=True)
class Service:
    """One server's parts. pack: hash of the voice pack its engines speak with, "" when not known. signer: of
    C2PA manifests, None where nothing can be signed.
    """

    settings: ServerSettings
    store: Store
    scheduler: Scheduler
    keys: KeyRing
    desk: Desk
    uploads: Uploads
    references: References
    rates: Rates
    metrics: Metrics
    journal: Journal
    pack: str = ""
    signer: Signer | None = None

    def spend_characters(self, caller: Caller, count: int) -> None:
        """Count text against the caller's rate. Raises ApiError (429)."""
        own = caller.key.characters_a_minute if caller.key else None
        self.rates.spend(caller.id, "characters", count, own or self.settings.characters_a_minute)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _caller(request: Request) -> Caller:
    caller: Caller = request.scope["caller"]
    return caller


ServiceOf = Annotated[Service, Depends(_service)]
CallerOf = Annotated[Caller, Depends(_caller)]
