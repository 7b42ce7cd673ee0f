"""A real server on a free port of this machine, with the tiny pack."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn

import personas
from studio.api.app import create_app
from studio.api.settings import ServerSettings
from studio.signing import Signer
from studio.store import Store
from tts.engine import Engine, NativeEngine


@dataclass
class Running:
    """A server under test, and a client for it."""

    url: str
    store: Store
    app: Any
    key: str | None = None
    session: requests.Session = field(default_factory=requests.Session)

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        headers |= options.pop("headers", {})
        return self.session.request(method, self.url + path, headers=headers, timeout=60, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.request("POST", path, **options)

    def delete(self, path: str, **options: Any) -> requests.Response:
        return self.request("DELETE", path, **options)


@contextmanager
def running(
    engine: Engine, store: Store, settings: ServerSettings, signer: Signer | None = None
) -> Iterator[Running]:
    """Serve until the block ends."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = create_app(engine, store, settings, signer=signer)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False, ws="none", http="h11"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    served = Running(f"http://127.0.0.1:{listener.getsockname()[1]}", store, app)
    try:
        yield served
    finally:
        served.session.close()
        server.should_exit = True
        thread.join(20)
        listener.close()
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of its own, with no saved voices."""
    folder = tmp_path_factory.mktemp("server")
    opened = Store.open(folder / "store")
    yield Store(opened.folder, opened.database, personas.Store(folder / "voices"))
    opened.close()


@pytest.fixture(scope="session")
def server(tiny_engine: NativeEngine, store: Store) -> Iterator[Running]:
    """The server as it is by default, open on loopback."""
    with running(tiny_engine, store, ServerSettings(requests_a_minute=100_000)) as served:
        yield served


Serve = Callable[..., Running]


@pytest.fixture
def serve(tmp_path: Path, tiny_engine: NativeEngine) -> Iterator[Serve]:
    """Start further servers, each with an empty store and settings of its own."""
    with ExitStack() as stack:

        def start(engine: Engine | None = None, signer: Signer | None = None, **settings: Any) -> Running:
            opened = Store.open(tmp_path / f"store-{time.monotonic_ns()}")
            stack.callback(opened.close)
            own = Store(opened.folder, opened.database, personas.Store(tmp_path / "voices"))
            served = running(engine or tiny_engine, own, ServerSettings(**settings), signer)
            return stack.enter_context(served)

        yield start
