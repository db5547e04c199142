"""A page of the clinic's own: sections, and questions with answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.text_page import Shown, TextPageContent

from .publishable import Addressed
from .shared_parts import FaqPart, SectionPart


class TextPage(Addressed):
    """The working copy of a page of the clinic's own."""

    kind = "text_page"
    content_class = TextPageContent

    shown = models.CharField(
        _("where patients find it"), max_length=20, blank=True, choices=Shown, default=Shown.FOOTER
    )
    faqs_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “Questions and answers”.")
    )

    class Meta(Addressed.Meta):
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")


class TextPageSection(SectionPart):
    """A section of such a page."""

    text_page = models.ForeignKey(TextPage, on_delete=models.CASCADE, related_name="extras")

    is_expected = True


class Faq(FaqPart):
    """A question on such a page, and the clinic's answer."""

    text_page = models.ForeignKey(TextPage, on_delete=models.CASCADE, related_name="faqs")
