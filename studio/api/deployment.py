"""A server as a whole: its socket, its engines, its workers, and their orderly end."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import uvicorn

from studio.api.app import create_app
from studio.api.keys import KeyRing
from studio.api.settings import ServerSettings
from studio.engine_process import EngineProcess, native
from studio.jobs.crew import Crew, worker_command
from studio.journal import Journal, write_to
from studio.signing import Signer
from studio.store import Store
from studio.voices import voice_named
from tts.errors import RequestError

_CONNECTIONS = 2048  # open at once, whoever opens them


@dataclass(frozen=True)
class Deployment:
    """What is started.

    engines: processes that speak. workers: processes that do jobs, with these options of `dramatis worker`
    besides those that the settings say. pack: folder or hub id of the voice pack, None = ours.
    """

    host: str
    port: int
    engines: int
    workers: int
    worker_options: tuple[str, ...] = ()
    pack: str | None = None

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def run(
        self, store: Store, settings: ServerSettings, signer: Signer | None, ready: Callable[[], None]
    ) -> None:
        """Serve until the process is told to end; then finish what is under way, and give jobs back.

        ready: called when the engines are loaded. Raises RequestError where a key is needed and there is
        none, OSError when the port is taken, PackError.
        """
        self._check(store, settings)
        with ExitStack() as stack:
            listener = stack.enter_context(self._listening())
            engines = [EngineProcess(partial(native, self.pack)) for _ in range(self.engines)]
            for engine in engines:
                stack.callback(engine.close)
            with ThreadPoolExecutor(self.engines) as pool:
                pack, *_ = pool.map(EngineProcess.start, engines)
            write_to()
            crew = Crew(self._worker(store, settings), self.workers, Journal().event)
            stack.callback(crew.dismiss)
            config = uvicorn.Config(
                create_app(engines, store, settings, pack, signer),
                log_config=None,
                access_log=False,  # which would tell texts; the guard keeps the journal
                proxy_headers=False,
                server_header=False,
                ws="none",
                http="h11",  # whatever else is installed: it limits the length of headers
                limit_concurrency=_CONNECTIONS,
                timeout_graceful_shutdown=round(settings.shutdown),
            )
            ready()
            uvicorn.Server(config).run([listener])

    def _check(self, store: Store, settings: ServerSettings) -> None:
        if not settings.loopback and not KeyRing(store).any():
            raise RequestError(
                f"{self.host} can be reached from other machines, and there is no key; make one first with: "
                "dramatis keys new NAME"
            )
        if settings.unknown_reference is not None:
            voice_named(settings.unknown_reference, store.voices)

    def _listening(self) -> socket.socket:
        """The server's socket, before the models are loaded: a taken port is told at once."""
        listener = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self.host, self.port))
        except OSError as error:
            listener.close()
            raise OSError(error.errno, f"cannot listen on {self.url}: {error.strerror}") from None
        return listener

    def _worker(self, store: Store, settings: ServerSettings) -> list[str]:
        """The command line of one worker."""
        days = str(settings.keep / 86_400)
        fixed = ["--store", str(store.folder), "--keep-days", days, "--parent", str(os.getpid())]
        return worker_command(*fixed, *self.worker_options)
