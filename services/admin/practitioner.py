"""Staff's side of the people who treat patients."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.models import GivenTreatment, Practitioner

from .pages import PageAdmin, Task
from .sections import Section


@admin.register(Practitioner)
class PractitionerAdmin(PageAdmin):
    """A person in one form."""

    list_display = ["title", "status", "address", "position"]
    search_fields = ["title", "summary"]
    task = Task(
        title=_("Introduce someone who treats patients"),
        help=_(
            "Name, role, photo, languages. Their name then appears on the treatments they offer."
        ),
        adds=True,
    )
    to_do = _("Introduce the people who treat patients.")
    sections = [
        Section(None, "title", "slug", "summary", "text"),
        Section(_("Photo"), "picture", "picture_text", "picture_is_decorative"),
        Section(_("Treatments"), GivenTreatment),
        Section(
            _("Good to know"),
            "languages",
            "register",
            "register_number",
            "register_url",
            "booking_url",
        ),
        Section(_("A page of their own"), "about"),
        Section(_("In lists"), "position"),
    ]
