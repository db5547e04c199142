"""From what a value of a page is (`content/types.py`) to the field in which staff change it."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from services.content.types import PageKeyType, UploadType, fields_of
from services.kinds import KINDS

from .forms import AddressField, PartFormSet
from .upload_field import FIELDS, UploadField


def titles_of_pages(kind=""):
    """All pages with an address of their own, or those of a kind: {key: title}."""
    models = [
        model for model in KINDS if model.content_class.has_address and kind in ("", model.kind)
    ]
    return {
        key: title for model in models for key, title in model.objects.values_list("key", "title")
    }


def _pages_to_choose(db_field, kind):
    """The choices of a field that holds the key of a page, of a kind or any, with those deleted that rows name."""
    nothing = _("None") if db_field.blank else _("Choose a page")
    named = db_field.model.objects.values_list(db_field.name, flat=True).distinct()
    lost = dict.fromkeys(filter(None, named), _("A page that was deleted"))
    return [("", nothing), *(lost | titles_of_pages(kind)).items()]


class TypedFields:
    """A form of the admin whose fields follow from the types of a content class (`content_class`)."""

    formfield_overrides = {
        # The phone's own calendar.
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})},
        models.URLField: {"widget": forms.URLInput},
        models.SlugField: {"form_class": AddressField},
    }

    @property
    def page_model(self):
        """The model of the page whose form it is."""
        return self.model

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The form's field of a column."""
        types = {field.name: field.type for field in fields_of(self.content_class)}
        value_type = types.get(db_field.name)
        if isinstance(value_type, UploadType):
            form_class = FIELDS[type(value_type)]
            kwargs |= {"form_class": form_class, "widget": form_class.widget}
        elif isinstance(value_type, PageKeyType):
            return forms.ChoiceField(
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
                required=not db_field.blank,
                choices=_pages_to_choose(db_field, value_type.kind),
            )
        elif value_type and value_type.is_markdown:
            # With buttons for its signs (static/staff/marks.js).
            kwargs["widget"] = forms.Textarea(attrs={"rows": 4, "data-marks": ""})
        elif value_type and value_type.is_brief and isinstance(db_field, models.TextField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        number = request.resolver_match.kwargs.get("object_id")
        if isinstance(field, UploadField) and number:
            names = self.page_model._meta
            field.widget.note = format_html(
                '<p><a class="quietlink" href="{}">{}</a></p>',
                reverse(
                    f"admin:{names.app_label}_{names.model_name}_files", args=[unquote(number)]
                ),
                field.all_words,
            )
        return field


class PartInline(TypedFields, admin.StackedInline):
    """A page's parts of one kind, in its form. `of` makes one for a model of parts."""

    formset = PartFormSet
    extra = 0

    @property
    def page_model(self):
        """The model of the page that has the parts."""
        return self.model.to_page().related_model

    def get_extra(self, request, obj=None, **kwargs):
        """How many empty ones there are: one, if one is expected and there is none."""
        part = self.model
        has_some = obj and part.objects.filter(**{part.to_page().name: obj}).exists()
        return int(part.is_expected and not has_some)

    @classmethod
    def of(cls, part, form):
        """The inline of the parts that a model has; `form` is a `PartForm` class."""
        content = part.content_class()
        names = [field.name for field in fields_of(content) if field.name != "key"]
        values = {"model": part, "content_class": content, "form": form}
        values["fields"] = [*names, "position"]
        return type(f"{part.__name__}Inline", (cls,), values)
