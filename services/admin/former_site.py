"""Staff's side of the addresses of a former website."""

from django import forms
from django.contrib import admin

from services.models import FormerSite

from .forms import PageForm
from .pages import SinglePageAdmin
from .sections import Section


class FormerSiteForm(PageForm):
    """The form of the list, in which nothing is spelled or capitalised."""

    class Meta:
        widgets = {
            "addresses": forms.Textarea(attrs={"spellcheck": "false", "autocapitalize": "none"})
        }


@admin.register(FormerSite)
class FormerSiteAdmin(SinglePageAdmin):
    """The one list."""

    form = FormerSiteForm
    has_preview = False
    sections = [Section(None, "addresses")]
