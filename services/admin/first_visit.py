"""Staff's side of the page about the first visit."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.models import FirstVisit, FirstVisitDownload, FirstVisitStep

from .pages import SinglePageAdmin
from .sections import Section


@admin.register(FirstVisit)
class FirstVisitAdmin(SinglePageAdmin):
    """The one page about the first visit."""

    can_retire = True
    to_do = _(
        "Describe a first visit. It helps people who are nervous, or who don’t know what to bring."
    )
    sections = [
        Section(None, "title", "slug", "summary"),
        Section(_("What happens"), FirstVisitStep),
        Section(_("What to bring"), "to_bring"),
        Section(
            _("Forms to fill in"),
            FirstVisitDownload,
            description=_("PDFs that patients can download, and fill in before they come."),
        ),
        Section(_("Good to know"), "good_to_know"),
        Section(_("In the menu"), "position"),
    ]
