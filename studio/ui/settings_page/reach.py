"""Whether whoever looks at a page sits at the machine that serves it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

KEYS_VARIABLE = "DRAMATIS_STUDIO_KEYS"
"""Environment variable: "1" = whoever reaches the studio may make API keys (`dramatis studio --keys`)."""

_NAMES = ("localhost", "127.0.0.1", "::1")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def may_make_keys() -> bool:
    """Whether this session may see and make API keys."""
    return os.environ.get(KEYS_VARIABLE) == "1" or is_local(st.context.ip_address, st.context.headers)


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a connection comes from this machine itself, and not by way of a proxy.

    address: of its other end, None = loopback, as Streamlit tells it. headers: with which it was opened. The
    name that was asked for must be the machine's own as well, so that no page elsewhere can lead a browser
    here under a name of its own (DNS rebinding).
    """
    if address is not None and not ip_address(address.partition("%")[0]).is_loopback:
        return False
    told = {name.lower(): value for name, value in headers.items()}
    host = urlsplit(f"//{told.get('host', '')}").hostname
    return host in _NAMES and not any(name in told for name in _FORWARDED)
