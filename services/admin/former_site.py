"""Staff's side of the addresses of a former website."""

from django.contrib import admin

from services.models import FormerSite

from .pages import SinglePageAdmin
from .sections import Section


@admin.register(FormerSite)
class FormerSiteAdmin(SinglePageAdmin):
    """The one list."""

    has_preview = False
    sections = [Section(None, "addresses")]
