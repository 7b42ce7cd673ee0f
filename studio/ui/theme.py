"""Colours, corners and spacing of the studio, as options of Streamlit, which draws everything with them."""

from __future__ import annotations

from collections.abc import Mapping

THEME: Mapping[str, object] = {
    "theme.baseRadius": "0.6rem",
    "theme.buttonRadius": "0.6rem",
    "theme.baseFontSize": 15,
    "theme.headingFontSizes": ["1.7rem", "1.25rem", "1.05rem"],
    "theme.headingFontWeights": [650, 600, 600],
    "theme.paddingTop": "1.2rem",
    "theme.paddingBottom": "4rem",
    "theme.showWidgetBorder": True,
    "theme.light.primaryColor": "#5b4fc4",
    "theme.light.backgroundColor": "#fcfcfd",
    "theme.light.secondaryBackgroundColor": "#f2f2f6",
    "theme.light.textColor": "#24242e",
    "theme.light.borderColor": "#e1e1ea",
    "theme.dark.primaryColor": "#8f84f0",
    "theme.dark.backgroundColor": "#15151b",
    "theme.dark.secondaryBackgroundColor": "#202029",
    "theme.dark.textColor": "#e8e8ee",
    "theme.dark.borderColor": "#343440",
}
"""Option → value."""
