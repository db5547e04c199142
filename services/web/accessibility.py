"""The page that says how usable the website is for everybody, and what tests check of that."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.sharing.meta import page_meta

from .pages import Page
from .structured_data import breadcrumbs, graph


class Check(NamedTuple):
    """What is checked, in a sentence; `test` is the test in `tests/` that does: "file.py::name"."""

    what: str
    test: str

    @property
    def name(self):
        """The test's name, which is a sentence."""
        return self.test.partition("::test_")[2].replace("_", " ")


# A test of this list (tests/test_statements.py) finds each of these tests.
CHECKS = [
    Check(
        gettext_lazy(
            "The checker axe-core finds no fault, in light and dark colours, on a phone and on a computer. "
            "That includes a contrast of at least 7 to 1 for text (WCAG 1.4.6)."
        ),
        "browser/test_patients.py::test_axe_finds_nothing",
    ),
    Check(
        gettext_lazy(
            "Pages fit a screen 320 pixels wide without scrolling sideways, also with wider text spacing (WCAG "
            "1.4.10 and 1.4.12)."
        ),
        "browser/test_patients.py::test_nothing_scrolls_sideways_at_320_pixels_with_wide_text",
    ),
    Check(
        gettext_lazy("Links and buttons are at least 44 pixels high and wide (WCAG 2.5.5)."),
        "browser/test_patients.py::test_a_thumb_hits_every_target",
    ),
    Check(
        gettext_lazy("Everything can be read without scripts and without styles."),
        "browser/test_patients.py::test_everything_reads_without_script_and_style",
    ),
    Check(
        gettext_lazy("With a keyboard, you can skip the menu (WCAG 2.4.1)."),
        "browser/test_patients.py::test_the_keyboard_goes_past_the_menu",
    ),
    Check(
        gettext_lazy("Nothing moves while a page loads."),
        "browser/test_patients.py::test_nothing_jumps_even_if_the_font_is_late",
    ),
    Check(
        gettext_lazy(
            "A picture is only published with a description, or marked as decoration (WCAG 1.1.1)."
        ),
        "test_pictures_of_pages.py::test_publishing_asks_for_words_or_that_it_decorates",
    ),
]


def accessibility_page(site, path):
    """The accessibility page of a site; None until the clinic has a name."""
    if not site.context.name:
        return None
    return Page(
        template="pages/accessibility.html",
        meta=page_meta(
            site.context,
            settings.SITE_URL + reverse("accessibility"),
            title=_("Accessibility"),
            description=_("How this website is made so that everyone can use it."),
        ),
        section=reverse("accessibility"),
        context={"checks": CHECKS, "words": site.own.accessibility_text},
        structured_data=graph([breadcrumbs(_("Accessibility"))]),
    )
