"""The scene of a session: found by the id in the address, kept after every change."""

from __future__ import annotations

import streamlit as st

from studio.ui.scene.keeping import Kept, Shelf
from studio.ui.scene.line import Scene
from studio.ui.session import Slot
from tts.errors import RequestError

ID: Slot[str] = Slot("scene.id", lambda: str(st.query_params.get("scene", "")))
"""Id of the session's scene, "" until it is kept."""
FOUND: Slot[Kept | None] = Slot("scene.found", lambda: None)
"""The scene as it was read or kept last."""
UNTOUCHED: Slot[Scene | None] = Slot("scene.untouched", lambda: None)
"""The scene of a new session, which is not kept before it is changed."""
NOTE: Slot[str] = Slot("scene.note", str)
"""What is to be said of opening and keeping: a key of the wording, shown once."""
FAULT: Slot[str] = Slot("scene.fault", str)
"""Why the scene cannot be kept; shown as long as that is so."""


def opened(first: Scene) -> Scene:
    """The scene that the address names, or this one, which is the first of a new session."""
    if id := ID.get():
        try:
            found = Shelf.default().open(id)
        except RequestError:
            ID.set("")
            NOTE.set("scene.gone")
        else:
            FOUND.set(found)
            return found.scene
    UNTOUCHED.set(first)
    return first


def keep(scene: Scene) -> None:
    """Keep the scene where it has changed."""
    before = FOUND.get()
    if scene is (before.scene if before is not None else UNTOUCHED.get()):
        return
    try:
        kept = Shelf.default().keep(scene, before)
    except OSError as error:
        FAULT.set(str(error))
        return
    FAULT.take()
    if before is not None and kept.id != before.id:
        NOTE.set("scene.parted")
    FOUND.set(kept)
    ID.set(kept.id)


def in_address() -> None:
    """Every page's address names the session's scene, so that a reload brings it back."""
    id = ID.get()
    if id and st.query_params.get("scene") != id:
        st.query_params["scene"] = id
    elif not id:
        st.query_params.pop("scene", None)
