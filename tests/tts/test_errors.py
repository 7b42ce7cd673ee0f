from __future__ import annotations

import pytest

from tts import errors


@pytest.mark.parametrize(
    "name", ["TextError", "StyleError", "PersonaError", "PackError", "CorpusError", "RequestError"]
)
def test_one_except_clause_catches_every_bad_input(name: str) -> None:
    error = getattr(errors, name)
    assert issubclass(error, errors.DramatisError)
    assert issubclass(error, ValueError)
    assert error.__doc__
