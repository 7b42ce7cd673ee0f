"""Line by line: hear, follow the words, direct, choose among takes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.book.inventory import Inventory
from studio.book.plan import THEN, PlannedLine
from studio.book.redo import alternatives
from studio.book.script import NARRATOR
from studio.ui.books import state
from studio.ui.books.follow import follow
from studio.ui.books.hearing import Hearing
from studio.ui.books.speaking import retaking
from studio.ui.books.view import View
from studio.ui.frame import tell
from studio.ui.style import caption
from studio.ui.words import Words, plain
from tts.audio import encode, read

_ON_A_PAGE = 30
_HEIGHT = 440  # px of the list
_COLOURS = ("violet", "orange", "green", "blue", "red", "yellow")
_TAPS = ("more", "less", "faster", "slower", "softer", "whispered")


def listen(view: View, hearing: Hearing, words: Words) -> None:
    """The lines of a chapter, and the one on the desk."""
    with st.spinner(words("books.reading")):
        inventory = view.inventory()
    if not inventory.lines:
        st.info(words("books.listen.none"))
        return
    at = _at(inventory)
    lines = [line for line in inventory.lines if line.chapter == at.chapter]
    left, right = st.columns([5, 7], gap="large")
    with left:
        _chapter(view, inventory, at, words)
        _list(lines, at, inventory, words)
    with right:
        _desk(view, at, inventory, hearing, words)


def _at(inventory: Inventory) -> PlannedLine:
    """The line on the desk: the one that was chosen, if it is still read, else the first with a take."""
    place = state.AT.get()
    for line in inventory.lines:
        if line.place == place:
            return line
    heard = (line for line in inventory.lines if inventory.delivered(line) is not None)
    found = next(heard, inventory.lines[0])
    state.AT.set(found.place)
    return found


def _chapter(view: View, inventory: Inventory, at: PlannedLine, words: Words) -> None:
    firsts: dict[int, str] = {}
    for line in inventory.lines:
        firsts.setdefault(line.chapter, line.place)
    script = view.full_script
    st.session_state["books.chapter"] = at.chapter
    st.selectbox(
        words("books.chapter"),
        list(firsts),
        format_func=lambda chapter: f"{chapter + 1} · {script.chapters[chapter].title}",
        key="books.chapter",
        on_change=lambda: state.hear(firsts[st.session_state["books.chapter"]], play=False),
        label_visibility="collapsed",
    )


def _list(lines: Sequence[PlannedLine], at: PlannedLine, inventory: Inventory, words: Words) -> None:
    """The lines around the one on the desk, in pages."""
    page = at.number // _ON_A_PAGE
    count = -(-len(lines) // _ON_A_PAGE)
    speakers = dict.fromkeys(line.line.speaker for line in inventory.lines)
    speakers.pop(NARRATOR, None)
    colours = {name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(speakers)}
    shown = lines[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    by_place = {line.place: line for line in shown}

    def label(place: str) -> str:
        line = by_place[place]
        name = words("books.narrator") if line.line.speaker == NARRATOR else plain(line.line.speaker)
        how = f" · {plain(_how(line.line.direction, words))}" if line.line.direction else ""
        return (
            f":{colours.get(line.line.speaker, 'gray')}[●] {line.number + 1} · **{name}**"
            f":gray[{how}]{_mark(line, inventory)}"
        )

    st.session_state["books.line"] = at.place
    with st.container(height=_HEIGHT if len(shown) > 6 else "content", key="script", border=False):
        st.radio(
            words("books.listen.lines"),
            list(by_place),
            format_func=label,
            captions=[plain(line.line.text) for line in shown],
            key="books.line",
            on_change=lambda: state.hear(st.session_state["books.line"]),
            label_visibility="collapsed",
            width="stretch",
        )
    if count > 1:
        field = f"books.page.{at.chapter}.{page}"
        st.pagination(
            count,
            default=page + 1,
            key=field,
            on_change=lambda: state.hear(lines[(st.session_state[field] - 1) * _ON_A_PAGE].place, play=False),
        )


def _how(direction: str, words: Words) -> str:
    """A direction as the page says it: a caption, and what was directed later."""
    return THEN.join(caption(step, words) for step in direction.split(THEN))


def _mark(line: PlannedLine, inventory: Inventory) -> str:
    """What is to be known of a line's take at a glance."""
    take = inventory.delivered(line)
    choice = inventory.choices.get(line.anchor)
    if take is None:
        silent = line.request is None and not line.error
        return "" if silent else " :orange[:material/mic_off:]"
    locked = " :gray[:material/lock:]" if choice and choice.locked else ""
    return locked + (" :orange[:material/hearing:]" if take.verdict.suspect else "")


def _desk(view: View, at: PlannedLine, inventory: Inventory, hearing: Hearing, words: Words) -> None:
    take = inventory.delivered(at)
    choice = inventory.choices.get(at.anchor)
    locked = bool(choice and choice.locked)
    with st.container(border=True, key="card-line"):
        _title(view, at, inventory, locked, words)
        if take is None:
            st.markdown(plain(at.line.text))
            why = inventory.error(at)
            silent = at.request is None and not at.error
            unspoken = words("books.silent" if silent else "books.no.take")
            st.caption(plain(words.told(why)) if why else unspoken)
        else:
            stored = view.project.takes.take(take.key)
            on = st.session_state.get("books.go.on", True)
            text = stored.saved.request.text
            follow(text, stored.words, at.place, on, lambda: _on(at, inventory), f"follow-{take.key[:12]}")
            play = state.PLAY.get()
            state.PLAY.set(False)
            st.audio(_sound(str(stored.path)), format="audio/wav", autoplay=play)
            for sentence in take.verdict.told:
                st.caption(f":material/hearing: {plain(words.told(sentence))}")
            if inventory.outdated(at):
                st.caption(words("books.outdated"))
        _walk(at, inventory, words)
        asked = state.ASKED.get()
        if asked is not None and (asked.book, asked.place) == (view.name, at.place):
            hearing.retake(asked, retaking(view.project, at, asked.anew))
        if not locked and not (at.request is None and not at.error):
            _direct(view, at, words)
        _changed(state.NOTES.get(), words)
        tell(at.notes, words)


def _changed(notes: Sequence[str], words: Words) -> None:
    """What the last direction changed, first, and what is to be said of it."""
    if notes:
        st.caption(plain(words.terms(notes[0])))
        tell(notes[1:], words)


@st.cache_data(show_spinner=False, max_entries=32)
def _sound(path: str) -> bytes:
    """A take as every browser plays it: Chromium refuses FLAC files of a fraction of a second."""
    return encode(*read(path), "wav")


def _title(view: View, at: PlannedLine, inventory: Inventory, locked: bool, words: Words) -> None:
    take = inventory.delivered(at)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="icons-line"):
        who = words("books.narrator") if at.line.speaker == NARRATOR else plain(at.line.speaker)
        length = f" · {words('seconds.short', value=take.seconds)}" if take else ""
        how = f" · {plain(_how(at.line.direction, words))}" if at.line.direction else ""
        st.markdown(f"**{at.place} · {who}** :gray[{how}{length}]", width="stretch")
        there = alternatives(inventory, at)
        if len(there) > 1 and take is not None:
            numbers = {each.key: number for number, each in enumerate(there, 1)}
            st.session_state["books.take"] = take.key
            st.segmented_control(
                words("scene.takes"),
                list(numbers),
                format_func=lambda key: str(numbers[key]),
                required=True,
                key="books.take",
                disabled=locked,
                on_change=lambda: state.deliver(
                    view.name, at.place, inventory.takes[st.session_state["books.take"]]
                ),
                label_visibility="collapsed",
            )
        if take is not None:
            st.button(
                "",
                key="books.lock",
                icon=":material/lock:" if locked else ":material/lock_open:",
                help=words("books.unlock" if locked else "books.lock"),
                type="tertiary",
                on_click=state.deliver,
                args=[view.name, at.place, take, not locked],
            )


def _walk(at: PlannedLine, inventory: Inventory, words: Words) -> None:
    """To the lines before and after, by button or arrow."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="icons-walk"):
        for key, icon, by, shortcut in (
            ("back", "skip_previous", -1, "Alt+ArrowLeft"),
            ("on", "skip_next", 1, "Alt+ArrowRight"),
        ):
            there = _beside(at, inventory, by)
            st.button(
                "",
                key=f"books.{key}",
                icon=f":material/{icon}:",
                help=words(f"books.{key}"),
                type="tertiary",
                shortcut=shortcut,
                disabled=there is None,
                on_click=state.hear,
                args=[there.place if there else ""],
            )
        st.toggle(words("books.go.on"), value=True, key="books.go.on", persist_state="session")


def _beside(at: PlannedLine, inventory: Inventory, by: int) -> PlannedLine | None:
    """The next line, or the one before, that has something to be heard or spoken."""
    lines = inventory.lines
    here = next(number for number, line in enumerate(lines) if line.place == at.place)
    beside = lines[here + 1 :] if by > 0 else lines[:here][::-1]
    return next((line for line in beside if line.request is not None or line.error), None)


def _on(at: PlannedLine, inventory: Inventory) -> None:
    """A line has been heard: the next that has a take follows."""
    there = _beside(at, inventory, 1)
    if there is not None and inventory.delivered(there) is not None:
        state.hear(there.place)


def _direct(view: View, at: PlannedLine, words: Words) -> None:
    with st.container(horizontal=True, gap="xsmall", key="taps"):
        for tap in _TAPS:
            st.button(
                words(f"scene.{tap}"),
                key=f"tap-{tap}",
                on_click=state.direct,
                args=[view.name, at.place, words(f"scene.{tap}.said")],
            )
    st.text_input(
        words("scene.direct"),
        key="books.direct",
        placeholder=words("scene.direct.example"),
        icon=":material/forum:",
        label_visibility="collapsed",
        on_change=state.direct_typed,
        args=[view.name, at.place, "books.direct"],
    )
    with st.container(horizontal=True, gap="small", key="retake"):
        st.button(
            words("books.again"),
            key="books.again",
            icon=":material/refresh:",
            on_click=state.again,
            args=[view.name, at.place],
        )
        with st.popover(words("books.reword"), icon=":material/edit:", key="books.words"):
            field = f"books.text.{at.anchor[:12]}"
            st.text_area(words("scene.text"), at.line.text, key=field, label_visibility="collapsed")
            st.button(
                words("apply"),
                key="books.reword",
                type="primary",
                on_click=state.reword,
                args=[view.name, at.place, field],
            )
