from __future__ import annotations

import subprocess
import sys

from studio.book.presence import is_gone, present

HOLD = """
import sys, time
from pathlib import Path
from studio.book.presence import present
with present(Path(sys.argv[1])) as name:
    print(name, flush=True)
    time.sleep(60)
"""


def test_a_renderer_is_there_until_it_ends(tmp_path):
    with present(tmp_path) as me, present(tmp_path) as you:
        assert me != you
        assert not is_gone(tmp_path, me)
        assert not is_gone(tmp_path, you)
    assert is_gone(tmp_path, me)
    assert not list(tmp_path.iterdir())


def test_one_that_is_killed_is_gone_at_once_and_swept_away(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    with other:
        name = other.stdout.readline().strip()
        assert not is_gone(tmp_path, name)
        other.kill()
        other.wait()
    assert is_gone(tmp_path, name)
    assert (tmp_path / f"{name}.lock").exists()
    with present(tmp_path) as me:
        assert [path.stem for path in tmp_path.iterdir()] == [me]
