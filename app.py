"""The studio's pages (`dramatis studio`): navigation only."""

from __future__ import annotations

from studio.ui.frame import begin
from studio.ui.pages import navigation

navigation(begin()).run()
