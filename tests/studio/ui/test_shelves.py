"""A shelf of many projects comes in pages, and a project goes only once that was asked."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from studio.ui.shelves import leave, paged, removal
    from studio.ui.words import Words

    words = Words("en")
    gone = st.session_state.setdefault("gone", [])
    leave("books", words, lambda name: gone.append(f"left {name!r}"))
    for name in paged([f"book {n}" for n in range(30)], "at"):
        st.markdown(name)
    removal("book 3", "books", words, gone.append)


def test_a_shelf():
    page = AppTest.from_function(_page).run()
    assert not page.exception
    shown = [each.value for each in page.markdown]
    assert shown[:12] == [f"book {n}" for n in range(12)]
    assert "book 12" not in shown
    page.button("remove-book 3").click().run()
    page.button("books.leave").click().run()
    assert page.session_state["gone"] == ["book 3", "left ''"]
