"""A page of the clinic's own: sections, and questions with answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.text_page import Shown, TextPageContent

from .part import Part
from .publishable import DECORATIVE, DESCRIPTION, MARKDOWN, Addressed


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


class TextPageSection(Part):
    """A section of such a page."""

    text_page = models.ForeignKey(TextPage, on_delete=models.CASCADE, related_name="extras")
    heading = models.CharField(_("heading"), max_length=120)
    text = models.TextField(_("text"), max_length=5000, help_text=MARKDOWN)
    picture = models.CharField(_("picture"), max_length=80, blank=True)
    picture_text = models.CharField(
        _("description (alt text)"), max_length=300, blank=True, help_text=DESCRIPTION
    )
    picture_is_decorative = models.BooleanField(
        _("decorative only"), default=False, help_text=DECORATIVE
    )

    add_words = _("Add a section")
    is_expected = True

    class Meta(Part.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.heading


class Faq(Part):
    """A question, and the clinic's answer."""

    text_page = models.ForeignKey(TextPage, on_delete=models.CASCADE, related_name="faqs")
    question = models.CharField(
        _("question"), max_length=160, help_text=_("As a patient would ask it.")
    )
    answer = models.TextField(_("answer"), max_length=3000, help_text=MARKDOWN)

    add_words = _("Add a question")

    class Meta(Part.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.question
