import pytest

from studio.ui.settings_page import reach


@pytest.mark.parametrize(
    ("address", "headers", "local"),
    [
        (None, {"Host": "localhost:8501"}, True),
        ("127.0.0.1", {"host": "127.0.0.1:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("192.168.1.7", {"Host": "localhost:8501"}, False),
        ("fe80::1%eth0", {"Host": "localhost"}, False),
        (None, {"Host": "studio.example.org"}, False),
        (None, {"Host": "localhost.evil.example:8501"}, False),
        (None, {"Host": "localhost:8501", "X-Forwarded-For": "127.0.0.1"}, False),
        (None, {"Host": "localhost:8501", "forwarded": "for=10.0.0.1"}, False),
        (None, {}, False),
    ],
)
def test_only_this_machine_is_local(address, headers, local):
    assert reach.is_local(address, headers) is local


def test_the_studio_can_be_started_for_everybody(monkeypatch):
    assert not reach.may_make_keys()  # there is no connection here
    monkeypatch.setenv(reach.KEYS_VARIABLE, "1")
    assert reach.may_make_keys()
