"""Staff's side of pages of the clinic's own."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.models import Faq, TextPage, TextPageSection

from .pages import PageAdmin, Task
from .sections import Section


@admin.register(TextPage)
class TextPageAdmin(PageAdmin):
    """A page of text in one form."""

    list_display = ["title", "status", "address", "shown"]
    search_fields = ["title", "summary"]
    task = Task(
        title=_("Add a page of text"),
        help=_("About anything: your story, jobs, a class, questions and answers."),
        adds=True,
    )
    sections = [
        Section(None, "title", "slug", "summary", "shown"),
        Section(_("Text"), TextPageSection),
        Section(_("Questions and answers"), "faqs_heading", Faq),
        Section(_("Order"), "position"),
    ]
