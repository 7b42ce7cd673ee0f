"""The OpenAPI document: requests that are made up from it never make the server fail."""

from __future__ import annotations

from benchmarks.contract import explore


def test_made_up_requests_never_make_it_fail(server):
    routes = explore(server.url, examples=4)
    assert len(routes) > 30
    assert sum(route.requests for route in routes) > 100
    assert [command for route in routes for command in route.failures] == []
    assert {route.route: route.shapeless for route in routes if route.shapeless} == {}


def test_the_document_names_every_dialect_and_field(server):
    document = server.get("/openapi.json").json()
    for path in ("/v1/audio/speech", "/tts", "/api/tts-generate", "/pyvideotrans", "/speak", "/v1/jobs"):
        assert path in document["paths"]
    fields = document["components"]["schemas"]["SpeechBody"]["properties"]
    assert {"input", "voice", "instructions", "style", "target_duration_ms", "timestamps"} <= set(fields)
    assert "held exactly" in fields["target_duration_ms"]["description"]
