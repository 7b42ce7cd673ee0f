"""The OpenAPI document as a page for people: no scripts, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
code, b { font-family: ui-monospace, monospace }
h3 { margin: 2rem 0 0; font-size: 1rem }
h3 span { display: inline-block; min-width: 4.5rem; color: #3568a5 }
p { margin: .2rem 0 .5rem }
table { border-collapse: collapse; font-size: .9rem; width: 100% }
td { border-top: 1px solid #8884; padding: .2rem .8rem .2rem 0; vertical-align: top }
td:first-child { white-space: nowrap }
td:nth-child(2) { color: #777 }
"""


def page(document: Mapping[str, Any]) -> str:
    """All routes of an OpenAPI document, subject by subject, each with its fields."""
    subjects: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            subject = (route.get("tags") or ["more"])[0]
            subjects.setdefault(subject, []).append("".join(_route(document, method, path, route)))
    info = document["info"]
    parts = [f"<h2>{escape(subject)}</h2>{''.join(routes)}" for subject, routes in subjects.items()]
    told = f'{escape(info.get("description", ""))} <a href="openapi.json">OpenAPI</a>'
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(info["title"])}</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style><h1>{escape(info['title'])} {escape(info['version'])}</h1>"
        f"<p>{told}</p>{''.join(parts)}</html>"
    )


def _route(document: Mapping[str, Any], method: str, path: str, route: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h3><span>{method.upper()}</span> <code>{escape(path)}</code></h3>"
    yield f"<p>{escape(route.get('description', ''))}</p>"
    rows = [
        (each["name"], _kind(document, each.get("schema", {})), each.get("description", ""))
        for each in route.get("parameters", ())
    ]
    for kind, content in route.get("requestBody", {}).get("content", {}).items():
        schema = _found(document, content.get("schema", {}))
        required = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            must = "" if name in required else _default(field)
            rows.append((name, f"{_kind(document, field)}{must}", field.get("description", "")))
        if not schema.get("properties"):
            rows.append((kind, _kind(document, schema), ""))
    if rows:
        cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _found(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema, or the one that it refers to."""
    if reference := schema.get("$ref"):
        for key in reference.removeprefix("#/").split("/"):
            document = document[key]
        return document
    return schema


def _kind(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """What values a field takes, in a few words."""
    schema = _found(document, schema)
    if choices := schema.get("enum"):
        return " | ".join(map(str, choices))
    if "const" in schema:
        return str(schema["const"])
    if parts := schema.get("anyOf"):
        kinds = [_kind(document, part) for part in parts if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if schema.get("type") == "array":
        return f"list of {_kind(document, schema.get('items', {}))}"
    kind = str(schema.get("title") if schema.get("type") == "object" and "title" in schema else "")
    low, high = schema.get("minimum"), schema.get("maximum")
    limits = f" {low}–{high}" if low is not None and high is not None and high < 1e12 else ""
    return (kind or str(schema.get("type", "any"))) + limits


def _default(field: Mapping[str, Any]) -> str:
    value = field.get("default")
    return ", optional" if value in (None, "", False) else f", default {value}"
