"""A report as one web page without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def webpage(title: str, language: str, style: str, parts: Iterable[str]) -> str:
    """A whole page, HTML. title: plain text. language: BCP 47. style: CSS. parts: of its body, HTML; empty
    ones are left out."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def section(title: str, body: str) -> str:
    """A part with a heading; both HTML."""
    return f"<h2>{title}</h2>\n{body}"
