"""`dramatis studio` as a process of its own."""

from urllib.request import urlopen

import pytest


@pytest.mark.parametrize("page", ["", "books"])
def test_the_studio_serves_its_pages(server, page):
    with urlopen(f"{server.url}/{page}", timeout=10) as answer:
        html = answer.read()
    assert b"<html" in html
    assert (b"BACKEND_BASE_URL" in html) is bool(page)
