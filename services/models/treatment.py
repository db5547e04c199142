"""A treatment's page: one row and its ordered parts."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.content.drawing import Drawing
from services.content.treatment import TreatmentContent

from .part import Part
from .publishable import PLACES, LinkField, Publishable

MARKDOWN = _(
    "An empty line starts a new paragraph. **Two stars** make words bold, - at the start of a line "
    "makes a list, [words](https://...) make a link."
)


class Treatment(Publishable):
    """The working copy of a treatment's page. Patients see its publication, never this row."""

    kind = "treatment"
    content_class = TreatmentContent

    title = models.CharField(
        _("title"), max_length=80, help_text=_("What patients call the treatment.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        blank=True,
        help_text=_(
            "The last part of the page's address: small letters, digits and hyphens, such as "
            "ims-dry-needling. It stays as it is once the page is public, so that links to it "
            "never die. Needed to publish."
        ),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_(
            "One sentence a patient would say out loud. It opens the page, and stands under the "
            "title in lists, search results and shared links: up to 110 letters show everywhere. "
            "Needed to publish."
        ),
    )
    position = models.PositiveSmallIntegerField(
        _("place in lists"),
        default=0,
        validators=PLACES,
        help_text=_("Lower numbers come first; equal ones in the order of the alphabet."),
    )

    picture = models.CharField(_("picture"), max_length=80, blank=True)
    picture_text = models.CharField(
        _("the picture in words"),
        max_length=300,
        blank=True,
        help_text=_(
            "For readers who can't see it: what you would say about it on the phone, such as: A "
            "physiotherapist sets a thin needle into a patient's shoulder. Needed to publish."
        ),
    )
    picture_is_decorative = models.BooleanField(
        _("the picture only decorates"),
        default=False,
        help_text=_("Somebody who can't see it misses nothing, so it needs no words."),
    )

    what_it_treats = models.TextField(
        _("what it treats"),
        max_length=5000,
        blank=True,
        help_text=MARKDOWN,
    )
    mechanism_drawing = models.CharField(
        _("drawing beside it"), max_length=40, blank=True, choices=Drawing
    )

    effects_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("Left empty: “What it does”.")
    )
    effects_introduction = models.TextField(
        _("introduction"), max_length=1000, blank=True, help_text=_("Stands before the effects.")
    )
    effects_closing = models.TextField(
        _("closing words"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Stands after the effects, in larger type. Say what a course of treatment aims for. "
            "Don't promise a result such as “your pain will disappear”: professional colleges "
            "forbid it."
        ),
    )

    frequency_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("Left empty: “How often?”.")
    )
    frequency_short = models.CharField(
        _("in a few words"),
        max_length=60,
        blank=True,
        help_text=_("For the panel at the top of the page, such as: Usually once a week."),
    )
    frequency_text = models.TextField(_("in full"), max_length=2000, blank=True, help_text=MARKDOWN)
    visits_per_week = models.PositiveSmallIntegerField(
        _("visits a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(7)],
        help_text=_("1 to 7. Draws the small picture of the weeks; left empty, there is none."),
    )

    factors_introduction = models.TextField(
        _("introduction"),
        max_length=1000,
        blank=True,
        help_text=_("Stands under “How many treatments will I need?”, before the list."),
    )

    dedicated_site_words = models.CharField(
        _("words of the link"),
        max_length=120,
        blank=True,
        help_text=_("Say where it leads, such as: Read more on our IMS website."),
    )
    dedicated_site_url = LinkField(
        _("address of the website"),
        max_length=500,
        blank=True,
        help_text=_("Left empty, patients see no link."),
    )

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ["position", "title", "id"]
        constraints = [
            models.CheckConstraint(
                name="treatment_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("A treatment needs a title."),
            ),
            models.CheckConstraint(
                name="visits_per_week_are_1_to_7",
                condition=Q(visits_per_week__isnull=True) | Q(visits_per_week__range=(1, 7)),
                violation_error_message=_("A week has between 1 and 7 visits."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The path that this working copy will have; its live page may be elsewhere."""
        return reverse("treatment", args=[self.slug])


class Effect(Part):
    """One thing that the treatment does."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="effects")
    heading = models.CharField(
        _("heading"), max_length=120, help_text=_("Say what happens: “The muscle relaxes”.")
    )
    text = models.TextField(_("text"), max_length=2000, help_text=MARKDOWN)
    drawing = models.CharField(_("drawing"), max_length=40, blank=True, choices=Drawing)

    add_words = _("Add an effect")

    class Meta(Part.Meta):
        verbose_name = _("effect")
        verbose_name_plural = _("effects")

    def __str__(self):
        return self.heading


class Factor(Part):
    """One of the things that decide how many treatments a patient needs."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="factors")
    text = models.CharField(
        _("it depends on"), max_length=200, help_text=_("Such as: How much scar tissue there is.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("One more sentence, if it needs one.")
    )

    add_words = _("Add a factor")

    class Meta(Part.Meta):
        verbose_name = _("factor")
        verbose_name_plural = _("factors")

    def __str__(self):
        return self.text
