"""A treatment's page: one row and its ordered parts."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.content.drawing import Drawing
from services.content.treatment import Method, TreatmentContent

from .part import Part
from .publishable import DECORATIVE, DESCRIPTION, MARKDOWN, Addressed, LinkField


class Treatment(Addressed):
    """The working copy of a treatment's page. Patients see its publication, never this row."""

    kind = "treatment"
    content_class = TreatmentContent

    title = models.CharField(
        _("title"), max_length=80, help_text=_("What patients call the treatment.")
    )
    method = models.CharField(
        _("method"),
        max_length=20,
        blank=True,
        choices=Method,
        help_text=_("Decides what the page has to tell patients for their safety."),
    )
    length_short = models.CharField(
        _("length of a visit"),
        max_length=60,
        blank=True,
        help_text=_("Shown in the panel at the top of the page. Example: 45 minutes."),
    )

    picture = models.CharField(_("picture"), max_length=80, blank=True)
    picture_text = models.CharField(
        _("description (alt text)"), max_length=300, blank=True, help_text=DESCRIPTION
    )
    picture_is_decorative = models.BooleanField(
        _("decorative only"), default=False, help_text=DECORATIVE
    )

    in_short_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “In short”.")
    )
    in_short = models.TextField(
        _("in short"),
        max_length=1000,
        blank=True,
        help_text=_("One point per line: the three or four things that every patient should know."),
    )

    what_it_treats_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “What it treats”.")
    )
    what_it_treats = models.TextField(
        _("what it treats"),
        max_length=5000,
        blank=True,
        help_text=MARKDOWN,
    )
    mechanism_drawing = models.CharField(
        _("drawing next to the text"), max_length=40, blank=True, choices=Drawing
    )

    conditions = models.TextField(
        _("used for"),
        max_length=2000,
        blank=True,
        help_text=_("One per line, as a patient would say it."),
    )

    steps_heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("If empty: “What happens at a visit”."),
    )

    feeling_heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("If empty: “What does it feel like?”."),
    )
    feeling_short = models.CharField(
        _("short version"),
        max_length=60,
        blank=True,
        help_text=_("Shown in the panel at the top of the page. In a few words."),
    )
    feeling_text = models.TextField(_("full text"), max_length=2000, blank=True, help_text=MARKDOWN)

    preparations_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “Before and after”.")
    )
    cautions_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “Tell us first”.")
    )
    risks_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “What are the risks?”.")
    )
    risks_introduction = models.TextField(
        _("introduction"), max_length=1000, blank=True, help_text=MARKDOWN
    )

    effects_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “What it does”.")
    )
    effects_introduction = models.TextField(
        _("introduction"), max_length=1000, blank=True, help_text=_("Shown before the effects.")
    )
    effects_closing = models.TextField(
        _("closing text"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Shown after the effects, in larger type. Describe what a course of treatment aims "
            "for. Don’t promise a result, for example “your pain will disappear”: professional "
            "colleges forbid it."
        ),
    )

    frequency_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “How often?”.")
    )
    frequency_short = models.CharField(
        _("short version"),
        max_length=60,
        blank=True,
        help_text=_("Shown in the panel at the top of the page. Example: Usually once a week."),
    )
    frequency_text = models.TextField(
        _("full text"), max_length=2000, blank=True, help_text=MARKDOWN
    )
    visits_per_week = models.PositiveSmallIntegerField(
        _("visits a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(7)],
        help_text=_("1 to 7. Adds a small drawing of the weeks. Leave empty for no drawing."),
    )

    factors_heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("If empty: “How many treatments will I need?”."),
    )
    factors_short = models.CharField(
        _("short version"),
        max_length=60,
        blank=True,
        help_text=_(
            "Shown in the panel at the top of the page. Example: It differs from person to person."
        ),
    )
    factors_introduction = models.TextField(
        _("introduction"),
        max_length=1000,
        blank=True,
        help_text=_("Shown under “How many treatments will I need?”, before the list."),
    )

    certainty_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “How sure are we?”.")
    )
    certainty_text = models.TextField(_("text"), max_length=2000, blank=True, help_text=MARKDOWN)
    choices_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “What else could I do?”.")
    )
    choices_text = models.TextField(_("text"), max_length=2000, blank=True, help_text=MARKDOWN)
    think_heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("If empty: “Think about before you come”."),
    )
    to_think_about = models.TextField(
        _("what to think about"),
        max_length=2000,
        blank=True,
        help_text=_("One per line. Example: How long have you had the pain?"),
    )
    questions_heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("If empty: “Questions to ask before you agree”."),
    )
    questions = models.TextField(
        _("questions"), max_length=2000, blank=True, help_text=_("One per line.")
    )
    faqs_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “Questions and answers”.")
    )
    related_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “Related treatments”.")
    )

    dedicated_site_heading = models.CharField(
        _("heading"), max_length=120, blank=True, help_text=_("If empty: “Read more”.")
    )
    dedicated_site_words = models.CharField(
        _("link text"),
        max_length=120,
        blank=True,
        help_text=_("What the link says. Example: Read more on our IMS website."),
    )
    dedicated_site_url = LinkField(
        _("website"),
        max_length=500,
        blank=True,
        help_text=_("Leave empty to hide the link."),
    )

    class Meta(Addressed.Meta):
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
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


class Effect(Part):
    """One thing that the treatment does."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="effects")
    heading = models.CharField(
        _("heading"),
        max_length=120,
        help_text=_("Describe what happens. Example: The muscle relaxes."),
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
        _("factor"), max_length=200, help_text=_("Example: How much scar tissue there is.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("One more sentence, if needed.")
    )

    add_words = _("Add a factor")

    class Meta(Part.Meta):
        verbose_name = _("factor")
        verbose_name_plural = _("factors")

    def __str__(self):
        return self.text
