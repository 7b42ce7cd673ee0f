"""XML and HTML from anywhere → element trees: no entities of their own, no network, no depth without end."""

from __future__ import annotations

import html
import re
from typing import Any

from studio.book.readers.encoding import decode
from tts.errors import BookError

DEEPEST = 200
"""Elements within one another."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?(?:encoding\s*=\s*[\"']([\w.:-]+)[\"'])?[^>]*\?>")
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OWN = ("amp", "lt", "gt", "quot", "apos")

Element = Any
"""An lxml element; lxml has no type information."""


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML file. Raises BookError, naming it, when it is malformed or declares entities."""
    etree = _etree()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_plain(_xml_text(data), name), parser)
    except etree.XMLSyntaxError as error:
        raise BookError(f"{name} is no well-formed XML ({error}); get the file again") from None
    return _shallow(root, name)


def parse_html(data: bytes, name: str) -> Element:
    """The root of an HTML file, however it is written. Raises BookError as `parse_xml` does."""
    declared = _META.search(data[:4096])
    text, _ = decode(data, declared[1].decode("ascii") if declared else None)
    return html_tree(text, name)


def parse_page(data: bytes, name: str) -> tuple[Element, bool]:
    """The root of an XHTML file, and whether it was well-formed; what is not is read as HTML."""
    try:
        return parse_xml(data, name), True
    except BookError:
        text = _plain(_xml_text(data), name)  # what is refused stays refused
        return html_tree(text, name), False


def html_tree(text: str, name: str) -> Element:
    """The root of an HTML text."""
    etree = _etree()
    if not text.strip():
        raise BookError(f"{name} is empty")
    parser = etree.HTMLParser(
        no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).replace("\x00", ""), parser)
    except etree.XMLSyntaxError as error:
        raise BookError(f"{name} cannot be read as HTML ({error}); get the file again") from None
    if root is None:
        raise BookError(f"{name} holds no text")
    return _shallow(root, name)


def local(element: Element) -> str:
    """An element's name without its namespace, in small letters; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without prefix or namespace, empty when there is none."""
    direct = element.get(name)
    if direct is not None:
        return str(direct)
    for key, value in element.attrib.items():
        if re.split(r"[}:]", key)[-1] == name:
            return str(value)
    return ""


def _xml_text(data: bytes) -> str:
    declared = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']", data[:200])
    return decode(data, declared[1].decode("ascii") if declared else None)[0]


def _plain(text: str, name: str) -> str:
    """XML without declaration and document type, the entities of HTML as characters."""
    text = _DECLARATION.sub("", text, count=1).lstrip()

    def doctype(found: re.Match[str]) -> str:
        if found[1] and re.search(r"<!ENTITY", found[1], re.IGNORECASE):
            raise BookError(f"{name} declares entities of its own, as no book needs to; do not trust it")
        return ""

    def entity(found: re.Match[str]) -> str:
        if found[1] in _OWN:
            return found[0]
        meant = html.unescape(found[0])
        return found[0] if meant == found[0] else html.escape(meant)

    return _ENTITY.sub(entity, _DOCTYPE.sub(doctype, text, count=1))


def _shallow(root: Element, name: str) -> Element:
    etree = _etree()
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise BookError(f"{name} nests more than {DEEPEST} elements in one another; it is no book")
    return root


def _etree() -> Any:
    try:
        from lxml import etree
    except ImportError:
        raise BookError("reading this format needs lxml; run pip install 'dramatis[book]'") from None
    return etree
