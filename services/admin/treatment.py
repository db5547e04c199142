"""Staff's side of treatments: the sections of their form."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.models import (
    Caution,
    Effect,
    Extra,
    Factor,
    HelpCard,
    Preparation,
    RelatedPage,
    Risk,
    Source,
    Step,
    Treatment,
    TreatmentFaq,
)

from .pages import PageAdmin, Task
from .sections import Section
from .treatment_suggestions import suggestions_view


@admin.register(Treatment)
class TreatmentAdmin(PageAdmin):
    """A treatment with all its parts in one form."""

    list_display = ["title", "status", "address", "position"]
    search_fields = ["title", "summary"]
    is_long = True
    task = Task(
        title=_("Add a treatment"),
        help=_("It starts as a draft. Patients see it once it’s published."),
        adds=True,
    )
    change_form_template = "admin/treatment_form.html"
    row_views: ClassVar = {**PageAdmin.row_views, "suggestions": suggestions_view}
    sections = [
        Section(None, "title", "slug", "summary", "method"),
        Section(_("Picture"), "picture", "picture_text", "picture_is_decorative"),
        Section(_("In short"), "in_short_heading", "in_short"),
        Section(
            _("What it treats"),
            "what_it_treats_heading",
            "conditions",
            "what_it_treats",
            "mechanism_drawing",
        ),
        Section(_("What happens at a visit"), "steps_heading", Step, "length_short"),
        Section(_("What it feels like"), "feeling_heading", "feeling_short", "feeling_text"),
        Section(
            _("How often"),
            "frequency_heading",
            "frequency_short",
            "frequency_text",
            "visits_per_week",
        ),
        Section(
            _("How many treatments"),
            "factors_heading",
            "factors_short",
            "factors_introduction",
            Factor,
        ),
        Section(_("Before and after"), "preparations_heading", Preparation),
        Section(
            _("Tell us first"),
            "cautions_heading",
            Caution,
            description=_("What patients have to tell you before the treatment."),
        ),
        Section(_("Risks"), "risks_heading", "risks_introduction", Risk),
        Section(
            _("When something is wrong"),
            HelpCard,
            description=_(
                "Patients see one card for an emergency, and one for calling the clinic, with all signs."
            ),
        ),
        Section(
            _("What it does"), "effects_heading", "effects_introduction", Effect, "effects_closing"
        ),
        Section(_("How sure we are"), "certainty_heading", "certainty_text", Source),
        Section(_("Other choices"), "choices_heading", "choices_text"),
        Section(
            _("Think about before you come"),
            "think_heading",
            "to_think_about",
            description=_("A list with boxes to tick, so that patients come prepared."),
        ),
        Section(_("Questions to ask"), "questions_heading", "questions"),
        Section(_("Sections of your own"), Extra),
        Section(_("Questions and answers"), "faqs_heading", TreatmentFaq),
        Section(_("Related treatments"), "related_heading", RelatedPage),
        Section(
            _("Separate website"),
            "dedicated_site_heading",
            "dedicated_site_words",
            "dedicated_site_url",
            description=_("If the clinic has another website about this treatment."),
        ),
        Section(_("In lists"), "position"),
    ]
