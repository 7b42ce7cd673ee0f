"""The load benchmark: visits of a server that answers as told, and their figures."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.server import Visit, load, served


def test_figures_of_visits():
    visits = [Visit(n % 4, 200, 0.1 + 0.1 * (n % 4), 1.0, 2.0) for n in range(40)]
    visits += [Visit(0, 429, 0.0, 0.1, 0.0), Visit(1, 0, 0.2, 0.5, 0.0)]
    found = served(visits, 4, 10.0, [100.0, 120.0, 150.0, 150.0, 160.0])
    assert (found.requests, found.failed) == (42, 2)
    assert found.wait_p50 == pytest.approx(0.25)
    assert found.starvation == pytest.approx(0.4 / 0.25)
    assert found.throughput == pytest.approx(8.0)
    assert (found.fewest, found.most) == (10, 10)
    assert (found.memory, found.growth) == (160.0, 60.0)
    with pytest.raises(ValueError, match="nobody was served"):
        served([Visit(0, 500, 0, 0, 0)], 1, 1.0, [])


def test_clients_are_served_chunked_whole_or_not_at_all():
    turns = iter(["chunked", "whole", "busy", "broken"] * 1000)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await reader.read(10)
        turn, second = next(turns), b"\0" * 4800
        if turn == "busy":
            writer.write(b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n")
        elif turn == "whole":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4800\r\n\r\n" + second)
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12c0\r\n" + second + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)
            if turn == "chunked":
                writer.write(b"12c0\r\n" + second + b"\r\n0\r\n\r\n")
        await writer.drain()
        writer.close()

    async def main() -> list[Visit]:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        visits = await load(f"http://{host}:{port}", ["Hello."], clients=3, seconds=1.0)
        server.close()
        return visits

    visits = asyncio.run(main())
    kinds = {(visit.status, round(visit.audio, 1)) for visit in visits}
    assert kinds == {(200, 0.2), (200, 0.1), (429, 0.0), (0, 0.1)}
    assert {visit.client for visit in visits} == {0, 1, 2}
