"""Parts that pages of several kinds have: what their rows have in common."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.drawing import Drawing

from .part import Part
from .publishable import DECORATIVE, DESCRIPTION, MARKDOWN


class StepPart(Part):
    """A step of a visit."""

    heading = models.CharField(
        _("heading"), max_length=120, help_text=_("Example: We talk about your pain.")
    )
    text = models.TextField(_("text"), max_length=2000, blank=True, help_text=MARKDOWN)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(480)],
        help_text=_("How long this step takes, if it is always about the same."),
    )
    drawing = models.CharField(_("drawing"), max_length=40, blank=True, choices=Drawing)

    add_words = _("Add a step")

    class Meta(Part.Meta):
        abstract = True
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return self.heading


class SectionPart(Part):
    """A section in the clinic's own words."""

    heading = models.CharField(_("heading"), max_length=120)
    text = models.TextField(_("text"), max_length=4000, help_text=MARKDOWN)
    picture = models.CharField(_("picture"), max_length=80, blank=True)
    picture_text = models.CharField(
        _("description (alt text)"), max_length=300, blank=True, help_text=DESCRIPTION
    )
    picture_is_decorative = models.BooleanField(
        _("decorative only"), default=False, help_text=DECORATIVE
    )

    add_words = _("Add a section")

    class Meta(Part.Meta):
        abstract = True
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.heading


class FaqPart(Part):
    """A question, and the clinic's answer."""

    question = models.CharField(
        _("question"), max_length=160, help_text=_("As a patient would ask it.")
    )
    answer = models.TextField(_("answer"), max_length=3000, help_text=MARKDOWN)

    add_words = _("Add a question")

    class Meta(Part.Meta):
        abstract = True
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.question
