"""The user's own voices: shape them again, share them, take in those of others."""

from __future__ import annotations

import streamlit as st

from personas import SUFFIX, Persona, dumps
from studio.ui.roster import Roster
from studio.ui.voices import state
from studio.ui.words import Words, plain


def library(people: Roster, words: Words) -> None:
    """The user's own voices, and the field to import some."""
    st.subheader(words("voices.own"), anchor=False)
    if people.own:
        for each in people.own:
            _row(each, words)
    else:
        st.caption(words("voices.own.none"))
    for fault in people.faults:
        st.warning(words("persona.fault", what=plain(words.told(fault))))
    name = state.upload_name()
    st.file_uploader(
        words("voices.import"),
        type=["yaml", "yml"],
        accept_multiple_files=True,
        key=name,
        max_upload_size=1,
        on_change=state.take_in,
        args=[name],
    )
    for sentence in state.TROUBLE.get().get("library", ()):
        st.error(plain(words.told(sentence)), icon=":material/error:")


def _row(each: Persona, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"icons-own-{each.id}"):
        who = words("persona.one", name=words.name(each), gender=words(each.gender), age=each.age)
        st.markdown(plain(who), width="stretch")
        st.button(
            "",
            key=f"shape-{each.id}",
            icon=":material/tune:",
            help=words("voices.shape"),
            type="tertiary",
            on_click=state.shape,
            args=[each],
        )
        st.download_button(
            "",
            dumps(each).encode(),
            each.id + SUFFIX,
            "application/yaml",
            key=f"export-{each.id}",
            icon=":material/download:",
            help=words("voices.export"),
            type="tertiary",
            on_click="ignore",
        )
        with st.popover("", icon=":material/delete:", type="tertiary", key=f"drop-{each.id}"):
            st.button(
                words("voices.forget", name=words.name(each)),
                key=f"forget-{each.id}",
                on_click=state.forget,
                args=[each.id],
            )
