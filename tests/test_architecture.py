"""Imports run one way: app → studio → personas → tts; in tts, models know nothing of what uses them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

FORBIDDEN = {
    "tts": ("personas", "studio", "app", "benchmarks", "tests"),
    "personas": ("studio", "app", "benchmarks", "tests"),
    "studio": ("app", "benchmarks", "tests"),
    "tts/text": ("tts.models", "tts.engine", "tts.train", "tts.corpus", "tts.style", "tts.pack"),
    "tts/style": ("tts.engine", "tts.train"),
    "tts/models": ("tts.engine", "tts.train", "tts.corpus"),
    "tts/corpus": ("tts.engine", "tts.train"),
}
"""Folder → modules that nothing in it may import."""


def imported(source: str, package: str) -> Iterator[str]:
    """Absolute names of every module that `source`, a file of `package`, imports, at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_run_one_way(folder: str) -> None:
    offences = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        package = ".".join(path.parent.relative_to(ROOT).parts)
        for module in imported(path.read_text(encoding="utf-8"), package):
            if any(within(module, name) for name in FORBIDDEN[folder]):
                offences.append(f"{path.relative_to(ROOT)} imports {module}")
    assert not offences, "\n".join(offences)


def test_every_way_to_import_is_seen() -> None:
    source = "import a.b\nfrom c import d\nfrom . import e\nfrom ..g import h\ndef f():\n    import late\n"
    assert {"a.b", "c", "c.d", "tts.text.e", "tts.g", "tts.g.h", "late"} <= set(imported(source, "tts.text"))


def test_packages_have_no_module_named_utils() -> None:
    names = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
    found = [
        p
        for folder in ("tts", "personas", "studio")
        for p in (ROOT / folder).rglob("*.py")
        if p.name in names
    ]
    assert not found
