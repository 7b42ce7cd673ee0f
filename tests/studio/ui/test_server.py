"""`dramatis studio` as a process of its own."""

import os
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen


def test_the_studio_serves_its_page(tiny_pack):
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "studio.cli", "studio", "--no-browser", "--port", str(port)]
    server = subprocess.Popen([*command, "--pack", str(tiny_pack)], env={**os.environ, "NO_COLOR": "1"})
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                with urlopen(f"http://localhost:{port}/_stcore/health", timeout=10) as answer:
                    assert answer.read() == b"ok"
                break
            except URLError:
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.2)
        with urlopen(f"http://localhost:{port}/", timeout=10) as answer:
            assert b"<html" in answer.read()
    finally:
        server.terminate()
        server.wait(timeout=30)
