"""The elements and attributes of SSML that are read, and those that are refused with a reason."""

from __future__ import annotations

from collections.abc import Mapping

ELEMENTS: dict[str, tuple[str, ...]] = {
    "speak": ("version", "xml:lang", "xml:base", "xsi:schemaLocation", "onlangfailure"),
    "p": ("xml:lang", "onlangfailure"),
    "s": ("xml:lang", "onlangfailure"),
    "lang": ("xml:lang!", "onlangfailure"),
    "prosody": ("rate", "pitch", "range", "volume", "contour", "duration"),
    "emphasis": ("level",),
    "break": ("time", "strength"),
    "phoneme": ("ph!", "alphabet", "type"),
    "say-as": ("interpret-as!", "format", "detail"),
    "sub": ("alias!",),
    "mark": ("name!",),
    "meta": ("name", "http-equiv", "content"),
    "metadata": (),
    "dramatis:style": ("caption!", "intensity"),
    "mstts:express-as": ("style!", "styledegree", "role"),
}
"""Every element and its attributes; ! = must be there."""

_REFUSED = {
    "voice": "one request has one speaker; choose the persona of the request and send each voice's text by "
    "itself",
    "audio": "recordings cannot be played inside a line; leave it out and mix them afterwards",
    "lexicon": "a document cannot name files; give the lexicon with the request",
    "lookup": "a document cannot name files; give the lexicon with the request",
}
EMPTY = ("break", "mark", "meta")
_TEXT_ONLY = ("phoneme", "say-as", "sub")


def mistake(name: str, given: Mapping[str, str], parent: str) -> str:
    """What is wrong with an element inside `parent` ("" = it is the first), and what is valid; or ""."""
    valid = f"valid elements: {', '.join(ELEMENTS)}"
    if not parent and name != "speak":
        return f"an SSML document begins with <speak>, not <{_short(name)}>"
    if name in _REFUSED:
        return f"<{name}>: {_REFUSED[name]}; {valid}"
    if name not in ELEMENTS:
        return f"unknown element <{_short(name)}>; {valid}"
    if parent and name == "speak":
        return "<speak> inside <speak>; a document has one"
    if parent in (*EMPTY, *_TEXT_ONLY):
        return f"<{name}> inside <{parent}>, which takes no elements"
    attributes = [attribute.rstrip("!") for attribute in ELEMENTS[name]]
    for attribute in given:
        if attribute not in attributes and attribute != "xmlns" and not attribute.startswith("xmlns:"):
            known = f"valid: {', '.join(attributes)}" if attributes else "it takes none"
            return f"unknown attribute {_short(attribute)} of <{name}>; {known}"
    for attribute in ELEMENTS[name]:
        if attribute.endswith("!") and not given.get(attribute[:-1], "").strip():
            return f"<{name}> needs its attribute {attribute[:-1]}"
    return ""


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39] + "…"
