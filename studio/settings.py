"""Settings that the command line, the demo and the studio share."""

from __future__ import annotations

import os

PACK_VARIABLE = "DRAMATIS_PACK"
"""Environment variable that names another voice pack than the shipped one: a folder or a hub id."""


def default_pack() -> str | None:
    """The pack that `PACK_VARIABLE` names, or None for the shipped one."""
    return os.environ.get(PACK_VARIABLE) or None
