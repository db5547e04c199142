"""What patients should know before their first visit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.content.first_visit import FirstVisitContent

from .part import Part
from .publishable import MARKDOWN, SUMMARY, Addressed, SinglePublishable
from .shared_parts import StepPart


class FirstVisit(SinglePublishable, Addressed):
    """The working copy of the page about the first visit: one row, held by a constraint."""

    kind = "first_visit"
    content_class = FirstVisitContent

    title = models.CharField(_("title"), max_length=80, default="Your first visit")
    slug = models.SlugField(_("web address"), max_length=80, blank=True, default="first-visit")
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        default="What happens at your first visit, and what to bring.",
        help_text=SUMMARY,
    )
    to_bring = models.TextField(
        _("what to bring"), max_length=1000, blank=True, help_text=_("One thing per line.")
    )
    good_to_know = models.TextField(
        _("good to know"),
        max_length=3000,
        blank=True,
        help_text=_("Who may come along, what to wear, where to wait. %(marks)s")
        % {"marks": MARKDOWN},
    )

    class Meta:
        verbose_name = _("first visit")
        verbose_name_plural = _("first visit")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_first_visit",
                condition=Q(pk=1),
                violation_error_message=_("There’s already a first-visit page."),
            ),
        ]


class FirstVisitStep(StepPart):
    """A step of the first visit."""

    first_visit = models.ForeignKey(FirstVisit, on_delete=models.CASCADE, related_name="steps")

    is_expected = True


class FirstVisitDownload(Part):
    """A form that patients can fill in at home."""

    first_visit = models.ForeignKey(FirstVisit, on_delete=models.CASCADE, related_name="downloads")
    name = models.CharField(
        _("name"), max_length=120, help_text=_("Example: Questions about your health.")
    )
    document = models.CharField(_("document"), max_length=80)
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Example: It takes ten minutes.")
    )

    add_words = _("Add a form")

    class Meta(Part.Meta):
        verbose_name = _("form to fill in")
        verbose_name_plural = _("forms to fill in")

    def __str__(self):
        return self.name
