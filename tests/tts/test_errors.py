from __future__ import annotations

import pickle

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


def test_a_duration_that_does_not_fit_is_told_with_its_numbers_in_every_process():
    error = pickle.loads(pickle.dumps(errors.DurationError(1.0, 1.5, 2.25, 9.0)))
    assert (error.shortest, error.natural, error.longest, error.closest) == (1.5, 2.25, 9.0, 1.5)
    assert "closest duration is 1.50 s" in str(error)
    assert errors.DurationError(10.0, 1.5, 2.25, 9.0).closest == 9.0
