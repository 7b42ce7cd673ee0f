"""HTML as a reader would read it: nothing that is shown is lost, nothing that is not is read."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.book.readers import Asides, read
from studio.book.readers.block import Asides as Choices
from studio.book.readers.block import Remarks, text_of, with_scenes
from studio.book.readers.page import PageReader
from studio.book.readers.tree import html_tree


def text(body: str, choices: Choices | None = None) -> str:
    root = html_tree(f"<html><body>{body}</body></html>", "a.html")
    reader = PageReader("a.html", choices or Choices(), Remarks(), frozenset())
    return text_of(with_scenes(reader.blocks(root)))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>One\n  two</p><p>three</p>", "One two\n\nthree"),
        ("One<p>two</p>three", "One\n\ntwo\n\nthree"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<p><span class='drop'>I</span>t was.</p>", "It was."),
        ("<p>10<sup>th</sup> of H<sub>2</sub>O</p>", "10th of H2O"),
        ("<p>a<br>b<br/>c</p>", "a\nb\nc"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"),
        ("<p>a</p><p>⁂</p><p>b</p><p>***</p>", "a\n\n⁂\n\nb"),
        ("<hr><p>a</p>", "a"),
        ("<ul><li>x</li><li>y</li></ul>", "x\n\ny"),
        ("<ol><li>x</li><li>y<ol><li>z</li></ol></li><li>w</li></ol>", "1. x\n\n2. y\n\n1. z\n\n3. w"),
        ("<ol start='7'><li><p>x</p><p>y</p></li></ol>", "7. x\n\ny"),
        ("<table><caption>T</caption><tr><th>a</th><th>b</th></tr><tr><td>1.</td><td>2</td></tr></table>",
         "T\n\na, b\n\n1. 2"),
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", "one\n\ntwo"),
        ("<dl><dt>Word</dt><dd>Meaning</dd></dl>", "Word\n\nMeaning"),
        ("<p>He said <q>yes</q>.</p>", "He said “yes”."),
        ("<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字</p>", "漢字"),
        ("<p>so\u00adft hy\u200bphens</p>", "soft hyphens"),
        ("<p>a<span class='pagenum'>[Pg 12]</span> b<span epub:type='pagebreak'>13</span></p>", "a b"),
        ("<p hidden>x</p><p style='display: none'>y</p><script>z</script><p>a</p>", "a"),
        ("<figure><img alt='A door'><figcaption>The door.</figcaption></figure>", "The door."),
        ("<pre>Roses\n  are red\n\nviolets</pre>", "Roses\nare red\n\nviolets"),
        ("<pre><code>print(1)</code></pre><p>a <code>b</code></p>", "a b"),
        ("<blockquote><p>Quoted.</p></blockquote>", "Quoted."),
        ("<p>caf&eacute; &#8212; &amp;amp;</p>", "café — &amp;"),
        ("<p>a&nbsp;b</p>", "a\xa0b"),
        ("<p>x <math><mi>a</mi><mo>+</mo><mn>1</mn></math> y</p>", "x a+1 y"),
    ],
)  # fmt: skip
def test_shown(body: str, shown: str) -> None:
    assert text(body) == shown


def test_what_is_asked_for_is_read() -> None:
    body = "<p>a</p><p><img alt='A red door'></p><pre><code>print(1)</code></pre>"
    assert text(body) == "a"
    assert text(body, Choices(images=True, code=True)) == "a\n\nA red door\n\nprint(1)"


def test_rare_gaps_part_scenes_and_usual_ones_do_not() -> None:
    paragraphs = "".join(f"<p>Paragraph {n}.</p>" for n in range(10))
    assert "* * *" in text(paragraphs + "<p>&nbsp;</p><p>After.</p>")
    assert "* * *" not in text(paragraphs.replace("</p>", "</p><p>\xa0</p>"))


words = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u00ad"), min_size=1, max_size=8
)
inline = st.recursive(
    words.map(escape),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from(["i", "b", "span", "em", "a", "small", "font"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
blocks = st.recursive(
    st.lists(inline, min_size=1, max_size=3).map(lambda parts: f"<p>{' '.join(parts)}</p>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["div", "section", "blockquote", "article", "center"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=40)
@given(st.lists(blocks, max_size=4))
def test_no_letter_is_lost(bodies: list[str]) -> None:
    body = "".join(bodies)
    root = html_tree(f"<html><body>{body}</body></html>", "a.html")
    shown = "".join("".join(root.itertext()).split())
    found = list(PageReader("a.html", Choices(), Remarks(), frozenset()).blocks(root))
    assert "".join("".join(block.text for block in found).split()) == shown


def test_an_html_file(tmp_path: Path) -> None:
    path = tmp_path / "book.html"
    path.write_bytes(
        '<html lang="fr-FR"><head><meta charset="windows-1252"><title>Café</title>'
        '<meta name="author" content="Ann  Lee"></head><body><h1>Café</h1><p>d’Ann</p>'
        "<h2>Un</h2><p>Été.</p><h2>Deux</h2><p>Hiver.<sup><a href='#f'>1</a></sup></p>"
        "<p id='f'>1. Note.</p></body></html>".encode("cp1252")
    )
    found = read(path)
    assert (found.title, found.authors, found.language) == ("Café", ("Ann Lee",), "fr-FR")
    assert [(c.title, c.included, c.text) for c in found.chapters] == [
        ("Café", False, "Café\n\nd’Ann"), ("Un", True, "Un\n\nÉté."), ("Deux", True, "Deux\n\nHiver."),
    ]  # fmt: skip
    assert "1 footnote left out" in found.notes
    assert read(path, Asides(footnotes=True)).chapters[-1].text == "Deux\n\nHiver.\n\nNote: 1. Note."


def test_an_html_file_in_an_encoding_that_nothing_tells(tmp_path: Path) -> None:
    path = tmp_path / "book.html"
    path.write_bytes(
        ("<html><body><h1>书</h1>" + "<p>雪下了一夜，老王推开门，看见李明站在院子里。</p>" * 5).encode(
            "gb18030"
        )
    )
    assert "老王推开门" in read(path).chapters[0].text
