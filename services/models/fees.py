"""What treatment costs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.content.fees import FeesContent
from services.content.money import currencies

from .part import Part
from .publishable import MARKDOWN, SUMMARY, Addressed, SinglePublishable


class Fees(SinglePublishable, Addressed):
    """The working copy of the page of fees: one row, held by a constraint."""

    kind = "fees"
    content_class = FeesContent

    title = models.CharField(_("title"), max_length=80, default="Fees")
    slug = models.SlugField(_("web address"), max_length=80, blank=True, default="fees")
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        default="What a visit costs, and how to pay.",
        help_text=SUMMARY,
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, choices=currencies)
    prices_text = models.TextField(
        _("text below the prices"), max_length=2000, blank=True, help_text=MARKDOWN
    )
    paying_text = models.TextField(
        _("how to pay"),
        max_length=2000,
        blank=True,
        help_text=_("When and how patients pay. Example: You can pay by card after each visit."),
    )
    insurance_text = models.TextField(
        _("insurance"),
        max_length=2000,
        blank=True,
        help_text=_("Whether you bill insurers, and what patients have to bring or ask about."),
    )
    cancelling_text = models.TextField(
        _("cancelling"),
        max_length=2000,
        blank=True,
        help_text=_("How and until when patients can cancel, and what you charge after that."),
    )

    class Meta:
        verbose_name = _("fees")
        verbose_name_plural = _("fees")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_page_of_fees",
                condition=Q(pk=1),
                violation_error_message=_("There is only one page of fees, and it’s here already."),
            ),
        ]


class Price(Part):
    """What something costs."""

    fees = models.ForeignKey(Fees, on_delete=models.CASCADE, related_name="prices")
    what = models.CharField(
        _("what"), max_length=120, help_text=_("Example: First visit, physiotherapy.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(480)],
    )
    price = models.DecimalField(
        _("price"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Just the number. Leave empty if the note says it."),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Example: with a student card.")
    )

    page = models.CharField(
        _("only for this treatment"),
        max_length=32,
        blank=True,
        help_text=_("Optional. The price also appears on that treatment’s page."),
    )

    add_words = _("Add a price")
    is_expected = True

    class Meta(Part.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")

    def __str__(self):
        return self.what
