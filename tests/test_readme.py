"""The README tells the truth: its tree matches the files, its Python blocks run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)


def _tree() -> set[str]:
    """Paths of the README's tree, relative to the root."""
    tree = next(body for _, body in BLOCKS if body.startswith("app.py"))
    paths: set[str] = set()
    folders: dict[int, str] = {}
    for line in tree.splitlines():
        names = re.match(r"( *)((?:\S+\.\w+|\S+/)(?: \S+\.(?:py|yaml))*)", line)
        if names is None or len(names[1]) > 6:
            continue
        depth = len(names[1])
        parent = folders.get(depth - 2, "") if depth else ""
        for name in names[2].split():
            paths.add(parent + name)
            if name.endswith("/"):
                folders[depth] = parent + name
    return paths


def test_every_path_of_the_tree_exists():
    missing = [path for path in _tree() if not list(ROOT.glob(path.rstrip("/")))]
    assert not missing


def test_every_module_of_the_voice_engine_is_in_the_tree():
    listed = _tree()
    modules = {
        str(path.relative_to(ROOT)) for path in (ROOT / "tts").rglob("*.py") if path.name != "__init__.py"
    }
    assert modules <= listed, f"the README's tree lacks {sorted(modules - listed)}"


@pytest.mark.parametrize("block", [body for kind, body in BLOCKS if kind == "python"])
def test_python_blocks_run(block, tiny_pack, monkeypatch, capsys):
    monkeypatch.setenv("DRAMATIS_PACK", str(tiny_pack))
    exec(compile(block.replace("load()", f"load({str(tiny_pack)!r})"), "README.md", "exec"), {})
    assert capsys.readouterr().out
