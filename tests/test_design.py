"""The colours: every pair of text and ground, in both schemes."""

import re

import pytest
from django.conf import settings

CSS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
LIGHT, DARK = CSS.split("prefers-color-scheme: dark")[0], CSS.split("prefers-color-scheme: dark")[1]
TEXT = [
    ("ink", "paper"), ("quiet", "paper"), ("clinic", "paper"), ("ink", "sheet"), ("clinic", "sheet"),
    ("quiet", "sheet"), ("on-clinic", "clinic"), ("ink", "warm-soft"), ("clinic", "warm-soft"),
]  # fmt: skip
LINES = [("warm", "paper"), ("clinic", "paper"), ("warm", "sheet"), ("warm", "warm-soft")]


def luminance(colour):
    """Relative luminance of #rrggbb (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(scheme, one, other):
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
    light, dark = sorted((luminance(tokens[one]), luminance(tokens[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_seven_to_one(scheme, text, ground):
    assert contrast(scheme, text, ground) >= 7


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_and_focus_have_three_to_one(scheme, line, ground):
    assert contrast(scheme, line, ground) >= 3


def test_staff_have_the_same_colours():
    staff = (settings.BASE_DIR / "static" / "staff" / "staff.css").read_text()
    schemes = re.findall(r"html:root[^{]*\{([^}]*--paper[^}]*)\}", staff)
    assert len(schemes) == 3  # light, dark by the device, dark by choice
    for block, scheme in zip(schemes, (LIGHT, DARK, DARK), strict=True):
        tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
        staffs = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        assert {name: staffs[name] for name in tokens if name in staffs}.items() <= tokens.items()
        assert {"paper", "ink", "clinic", "warm"} <= staffs.keys()
