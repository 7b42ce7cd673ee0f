"""Settings: the voice in use, the folders, the keys of the server, and versions."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import streamlit as st

import personas
from studio.api.keys import SCOPES, Key, KeyRing
from studio.book.shelf import Shelf
from studio.dubbing.project import Shelf as Dubs
from studio.engines import default_engine
from studio.settings import default_pack
from studio.store import Store, default_folder
from studio.ui.frame import head
from studio.ui.scene.keeping import DAYS
from studio.ui.scene.keeping import Shelf as Scenes
from studio.ui.session import Slot
from studio.ui.settings_page.reach import may_make_keys
from studio.ui.words import Words, plain
from tts.errors import DramatisError
from tts.index import BASE, pack_hash
from tts.server import OPENAI, read_key

MADE: Slot[str] = Slot("settings.made", str)
"""The key that was made just now; it is shown once."""
TROUBLE: Slot[str] = Slot("settings.trouble", str)
"""Why the last button did nothing."""

_LIBRARIES = ("dramatis", "streamlit", "torch", "numpy")


def page(words: Words) -> None:
    """The whole page."""
    head(words)
    st.title(words("settings"), anchor=False)
    st.subheader(words("settings.voice"), anchor=False)
    _table(_engine(words))
    st.subheader(words("settings.folders"), anchor=False)
    _table(
        {
            words("settings.scenes", days=DAYS): str(Scenes.default().folder),
            words("settings.personas"): str(personas.Store.default().folder),
            words("settings.books"): str(Shelf.default().folder),
            words("settings.dubs"): str(Dubs.default().folder),
            words("settings.store"): str(default_folder()),
        }
    )
    st.subheader(words("settings.keys"), anchor=False)
    _keys(words)
    st.subheader(words("settings.look"), anchor=False)
    st.caption(words("settings.look.help"))
    st.subheader(words("settings.versions"), anchor=False)
    _table({"Python": platform.python_version(), **{name: _version(name) for name in _LIBRARIES}})


def _engine(words: Words) -> dict[str, str]:
    options = default_engine()
    if options.kind == "native":
        return _pack(words)
    key = words("settings.key.file" if options.api_key_file else "settings.key.variable")
    voices = options.voice or (str(options.voices) if options.voices else words("settings.nearest"))
    return {
        words("settings.engine"): words("settings.server"),
        words("settings.model"): options.model or "",
        words("settings.address"): options.base_url or OPENAI,
        words("settings.voices"): voices,
        words("settings.key"): key if read_key(options.api_key_file) else words("settings.key.none"),
    }


def _pack(words: Words) -> dict[str, str]:
    name = default_pack() or str(BASE)
    folder = Path(name)
    try:
        facts = {words("settings.hash"): pack_hash(name) or "–"}
    except DramatisError as error:
        facts = {words("settings.hash"): str(error)}
    if folder.is_dir():
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        facts[words("settings.size")] = f"{size / 1e6:.1f} MB"
    return {words("settings.engine"): words("settings.native"), words("settings.pack"): name, **facts}


def _table(facts: Mapping[str, str]) -> None:
    with st.container(border=True, gap="xsmall", key=f"facts-{next(iter(facts))}"):
        for name, value in facts.items():
            left, right = st.columns([1, 3])
            left.caption(plain(name))
            right.markdown(plain(value))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


# Keys


@st.cache_resource(show_spinner=False)
def _ring(folder: str) -> KeyRing:
    return KeyRing(Store.open(Path(folder)))


def _keys(words: Words) -> None:
    st.caption(words("settings.keys.help"))
    if not may_make_keys():
        st.info(words("settings.keys.here"), icon=":material/key_off:")
        return
    ring = _ring(str(default_folder()))
    if made := MADE.take():
        st.success(words("settings.made"), icon=":material/key:")
        st.code(made, language=None)
    if trouble := TROUBLE.take():
        st.warning(plain(words.told(trouble)), icon=":material/info:")
    with st.form("settings.new", clear_on_submit=True, border=True):
        st.text_input(words("settings.name"), key="settings.name", max_chars=80)
        st.multiselect(
            words("settings.scopes"),
            list(SCOPES),
            default=list(SCOPES),
            format_func=lambda scope: words(f"settings.scope.{scope}"),
            key="settings.scopes",
        )
        st.form_submit_button(
            words("settings.make"), key="settings.make", icon=":material/add:", on_click=_make, args=[ring]
        )
    for key in reversed(ring.listed()):
        if key.revoked is None:
            _key(key, ring, words)


def _key(key: Key, ring: KeyRing, words: Words) -> None:
    with (
        st.container(border=True, key=f"key-{key.id}"),
        st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"icons-key-{key.id}"),
    ):
        scopes = words.listed([words(f"settings.scope.{scope}") for scope in key.scopes])
        made = datetime.fromtimestamp(key.created).strftime("%Y-%m-%d %H:%M")
        told = f"**{plain(key.name)}**  \n:gray[dk-{key.id}-… · {made} · {plain(scopes)}]"
        st.markdown(told, width="stretch")
        with st.popover("", icon=":material/delete:", type="tertiary", help=words("settings.revoke")):
            st.markdown(words("settings.revoke.sure"))
            st.button(words("settings.revoke"), key=f"revoke-{key.id}", on_click=_revoke, args=[ring, key.id])


def _make(ring: KeyRing) -> None:
    try:
        MADE.set(ring.new(str(st.session_state["settings.name"]), st.session_state["settings.scopes"]))
    except DramatisError as error:
        TROUBLE.set(str(error))


def _revoke(ring: KeyRing, id: str) -> None:
    try:
        ring.revoke(id)
    except DramatisError as error:
        TROUBLE.set(str(error))
