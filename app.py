"""The studio's pages (`dramatis studio`): navigation only."""

from __future__ import annotations

import streamlit as st

from studio.ui import scene
from studio.ui.words import choose_language

st.set_page_config("Dramatis", page_icon="🎭", layout="wide")
words = choose_language()
pages = [st.Page(lambda: scene.page(words), title=words("scene"), icon="🎬", url_path="scene", default=True)]
st.navigation(pages).run()
