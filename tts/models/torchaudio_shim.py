"""Make `torchaudio` importable beside a CPU-only torch.

The Linux wheel of torchaudio links CUDA libraries that a CPU build of torch does not bring, so the import
of its compiled extension fails. The transforms that `vocos` uses are pure Python and need no extension.
"""

from __future__ import annotations

import sys
import types


def import_torchaudio() -> None:
    """Import torchaudio, without its compiled extension where that cannot be loaded.

    Call before importing `vocos` or `transformers`. Does nothing where torchaudio imports as it is.
    """
    try:
        import torchaudio
    except OSError:
        for name in [name for name in sys.modules if name.split(".")[0] == "torchaudio"]:
            del sys.modules[name]
        extension = types.ModuleType("torchaudio._extension")
        extension._IS_TORCHAUDIO_EXT_AVAILABLE = False  # type: ignore[attr-defined]
        extension._IS_RIR_AVAILABLE = False  # type: ignore[attr-defined]
        extension._IS_ALIGN_AVAILABLE = False  # type: ignore[attr-defined]
        extension.fail_if_no_align = lambda function: function  # type: ignore[attr-defined]
        sys.modules["torchaudio._extension"] = extension
        import torchaudio  # noqa: F401
