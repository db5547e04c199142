"""Staff's side of treatments: the sections of their form."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.models import Effect, Factor, Treatment

from .pages import PageAdmin
from .sections import Section


@admin.register(Treatment)
class TreatmentAdmin(PageAdmin):
    """A treatment with all its parts in one form."""

    list_display = ["title", "status", "address", "position"]
    search_fields = ["title", "summary"]
    is_long = True
    sections = [
        Section(None, "title", "slug", "summary"),
        Section(_("Picture"), "picture", "picture_text", "picture_is_decorative"),
        Section(_("What it treats"), "what_it_treats", "mechanism_drawing"),
        Section(
            _("What it does"), "effects_heading", "effects_introduction", Effect, "effects_closing"
        ),
        Section(
            _("How often"),
            "frequency_heading",
            "frequency_short",
            "frequency_text",
            "visits_per_week",
        ),
        Section(_("How many treatments"), "factors_introduction", Factor),
        Section(
            _("Separate website"),
            "dedicated_site_words",
            "dedicated_site_url",
            description=_("If the clinic has another website about this treatment."),
        ),
        Section(_("In lists"), "position"),
    ]
