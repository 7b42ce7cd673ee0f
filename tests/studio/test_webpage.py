"""A report's page: what is given as text stays text."""

from __future__ import annotations

from xml.etree import ElementTree

from studio.webpage import section, webpage


def test_a_page_is_whole_and_its_title_is_text():
    page = webpage("<Anna> & Ben", "zh-CN", "p { color: red }", ["<p>One</p>", "", section("Two", "<p/>")])
    assert page.startswith("<!DOCTYPE html>\n")
    closed = page.replace('utf-8">', 'utf-8"/>').replace('scale=1">', 'scale=1"/>')
    tree = ElementTree.fromstring(closed.removeprefix("<!DOCTYPE html>\n"))
    assert tree.get("lang") == "zh-CN"
    assert tree.findtext("head/title") == "<Anna> & Ben"
    assert [part.tag for part in tree.findall("body/*")] == ["p", "h2", "p"]
