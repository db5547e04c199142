"""What a treatment's page says besides, row by row: a visit, its risks, whom to call, what was read."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.content.treatment import Advised, Response, When
from services.content.treatment_help_cards import Urgency
from services.content.treatment_risks import Counted

from .part import Part
from .publishable import LinkField
from .shared_parts import FaqPart, SectionPart, StepPart
from .treatment import Treatment


class Step(StepPart):
    """A step of a visit."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="steps")


class Preparation(Part):
    """What to do or not to do before or after a visit."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="preparations")
    when = models.CharField(_("when"), max_length=20, choices=When)
    advised = models.CharField(_("do or do not"), max_length=20, choices=Advised)
    text = models.CharField(
        _("what"),
        max_length=200,
        help_text=_("For “Do not”, write only what comes after it, in lowercase."),
    )
    how_long = models.CharField(
        _("how long"), max_length=60, blank=True, help_text=_("Starting with “for” or “until”.")
    )

    add_words = _("Add a line")

    class Meta(Part.Meta):
        verbose_name = _("do or do not")
        verbose_name_plural = _("dos and do nots")

    def __str__(self):
        return self.text


class Caution(Part):
    """A condition that the clinic has to know of before it treats somebody."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="cautions")
    condition = models.CharField(
        _("condition"),
        max_length=200,
        help_text=_("As a patient would say it, beginning with “you”."),
    )
    response = models.CharField(_("what happens then"), max_length=20, blank=True, choices=Response)

    add_words = _("Add a condition")

    class Meta(Part.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self):
        return self.condition


class Risk(Part):
    """Something that can happen, and how often a source has seen it."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="risks")
    what = models.CharField(_("what can happen"), max_length=200, help_text=_("Example: Bruising."))
    affected = models.PositiveIntegerField(
        _("how many had it"),
        null=True,
        blank=True,
        help_text=_("A whole number; 0 if the source saw none. Leave empty if nobody counted."),
    )
    total = models.PositiveIntegerField(
        _("of how many"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    counted = models.CharField(_("of what"), max_length=20, blank=True, choices=Counted)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Who counted, and when.")
    )
    source_url = LinkField(_("web address of the source"), max_length=500, blank=True)

    add_words = _("Add a risk")

    class Meta(Part.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            models.CheckConstraint(
                name="no_more_have_it_than_were_counted",
                condition=Q(affected__isnull=True)
                | Q(total__isnull=True)
                | Q(affected__lte=F("total")),
                violation_error_message=_("More had it than were counted. Check both numbers."),
            ),
            models.CheckConstraint(
                name="a_number_has_its_total_and_source",
                condition=Q(affected__isnull=True, total__isnull=True)
                | (Q(affected__isnull=False, total__isnull=False) & ~Q(counted="") & ~Q(source="")),
                violation_error_message=_(
                    "A number needs four things: how many had it, of how many, of what, and the source."
                ),
            ),
        ]

    def __str__(self):
        return self.what


class HelpCard(Part):
    """Whom to call, and at which signs."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="help_cards")
    urgency = models.CharField(_("how urgent"), max_length=20, choices=Urgency)
    signs = models.TextField(
        _("signs"),
        max_length=1000,
        help_text=_("One per line, each going on from “if:”, so it begins with “you” or “your”."),
    )
    note = models.CharField(
        _("what else to know"),
        max_length=300,
        blank=True,
        help_text=_("Shown below the signs: when they may begin, and what to say on the phone."),
    )

    add_words = _("Add a help card")

    class Meta(Part.Meta):
        verbose_name = _("help card")
        verbose_name_plural = _("help cards")

    def __str__(self):
        return self.get_urgency_display()


class Source(Part):
    """What was read."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=300)
    url = LinkField(_("web address"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    supports = models.CharField(
        _("what it supports"), max_length=300, blank=True, help_text=_("In one sentence.")
    )

    add_words = _("Add a source")

    class Meta(Part.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title


class Extra(SectionPart):
    """A section of the clinic's own."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="extras")

    class Meta(SectionPart.Meta):
        verbose_name = _("own section")
        verbose_name_plural = _("own sections")


class RelatedPage(Part):
    """Another page to read."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="related")
    page = models.CharField(_("page"), max_length=32)

    add_words = _("Add a page")

    class Meta(Part.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self):
        return str(self._meta.verbose_name)


class TreatmentFaq(FaqPart):
    """A question about the treatment, and the clinic's answer."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="faqs")
