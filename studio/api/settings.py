"""How a server is set up: limits and manners, all with sensible values."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from studio.scheduler import Limits


@dataclass(frozen=True)
class ServerSettings:
    """Settings of one server; nothing of it changes while it runs.

    loopback: whether the server listens on this machine's own addresses alone, where no key is needed.
    origins: of web pages that may call it (CORS); none by default.
    characters: of one text, as OpenAI has it. job_characters: of a long text, spoken as a job.
    body: bytes of a request; upload: of an uploaded file.
    requests_a_minute, characters_a_minute: of each key that has no limits of its own, and of each address
    that uses none; at_once: requests under way of one of them.
    stall: s that a client may leave bytes unread. shutdown: s for what is under way when the server ends.
    keep: s that results and uploads are kept. unknown_reference: id of the persona that speaks where a
    client names a reference recording that the server does not have, None = that is an error.
    scheduling: of the engines.
    """

    loopback: bool = True
    origins: tuple[str, ...] = ()
    characters: int = 4096
    job_characters: int = 2_000_000
    body: int = 1 << 20
    upload: int = 256 << 20
    requests_a_minute: int = 600
    characters_a_minute: int = 400_000
    at_once: int = 128
    stall: float = 60.0
    shutdown: float = 30.0
    keep: float = 7 * 86_400.0
    unknown_reference: str | None = None
    scheduling: Limits = field(default_factory=Limits)


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine's own and reached from nowhere else."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
