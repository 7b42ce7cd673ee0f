"""What the shelves of projects share: pages of names, a button that deletes, a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from studio.ui.words import Words

_ON_A_PAGE = 12


def paged(names: Sequence[str], key: str) -> Sequence[str]:
    """The names on the page of the shelf that is chosen, with the choice above them where there are many."""
    at = 1
    if len(names) > _ON_A_PAGE:
        at = st.pagination(-(-len(names) // _ON_A_PAGE), key=key)
    return names[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE]


def removal(name: str, kind: str, words: Words, remove: Callable[[str], None]) -> None:
    """A button that deletes a project, once that was asked. kind: beginning of its words, such as "books"."""
    with st.popover(
        "", icon=":material/delete:", type="tertiary", help=words(f"{kind}.delete"), key=f"drop-{name}"
    ):
        st.markdown(words(f"{kind}.delete.sure"))
        st.button(
            words(f"{kind}.delete"),
            key=f"remove-{name}",
            icon=":material/delete:",
            on_click=remove,
            args=[name],
        )


def leave(kind: str, words: Words, go_to: Callable[[str], None]) -> None:
    """A button back to the shelf. kind: as of `removal`."""
    st.button(
        "",
        key=f"{kind}.leave",
        icon=":material/arrow_back:",
        help=words(f"{kind}.shelf"),
        type="tertiary",
        on_click=go_to,
        args=[""],
    )
