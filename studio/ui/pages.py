"""The pages of the studio, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from studio.ui.books import page as books
from studio.ui.dubbing import page as dubbing
from studio.ui.jobs import page as jobs
from studio.ui.scene import page as scene
from studio.ui.scene.session import in_address
from studio.ui.settings_page import page as settings
from studio.ui.voices import page as voices
from studio.ui.words import Words


@dataclass(frozen=True)
class Page:
    """key: of its title in the wording, and its address. show: draws it."""

    key: str
    icon: str
    show: Callable[[Words], None]

    def offered(self, words: Words, first: bool) -> StreamlitPage:
        """The page as the navigation knows it."""
        return st.Page(
            lambda: self.show(words), title=words(self.key), icon=self.icon, url_path=self.key, default=first
        )


PAGES: tuple[Page, ...] = (
    Page("scene", ":material/theater_comedy:", scene.page),
    Page("voices", ":material/record_voice_over:", voices.page),
    Page("books", ":material/auto_stories:", books.page),
    Page("dubbing", ":material/subtitles:", dubbing.page),
    Page("jobs", ":material/pending_actions:", jobs.page),
    Page("settings", ":material/settings:", settings.page),
)
"""The first one opens the studio."""


def navigation(words: Words) -> StreamlitPage:
    """Draw the navigation; returns the page that was chosen.

    On a phone Streamlit folds it away; there the style sheet shows a row of links at the bottom instead.
    """
    offered = [page.offered(words, page is PAGES[0]) for page in PAGES]
    chosen = st.navigation(offered, position="top")
    in_address()
    with st.container(horizontal=True, wrap=False, gap="xxsmall", key="tabs"):
        for page in offered:
            st.page_link(page)
    return chosen
