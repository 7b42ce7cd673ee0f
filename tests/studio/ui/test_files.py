import io

import numpy as np
import pytest
import soundfile

from studio.ui.files import FORMATS, recoded
from tts.audio import encode


@pytest.mark.parametrize("ending", FORMATS)
def test_a_sound_is_taken_home_in_every_format(ending):
    samples = (0.3 * np.sin(np.arange(24_000) / 20)).astype(np.float32)
    data = recoded(encode(samples, 24_000, "wav"), ending)
    found, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    assert rate == 24_000
    assert len(found) == pytest.approx(len(samples), abs=2400)
    assert np.std(found[:24_000]) == pytest.approx(np.std(samples), rel=0.1)
