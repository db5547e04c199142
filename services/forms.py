"""What a form says when something doesn't fit: in plain sentences, and all of it at its top."""

from dataclasses import dataclass

from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _

from .content.text import is_empty

# What stands in place of Django's words: by kind of field, and by Django's name of what is wrong.
WORDS = {
    forms.Field: {
        "required": _("Required."),
        "max_length": _("This has %(show_value)d characters. Shorten it to %(limit_value)d."),
        "min_length": _("Enter at least %(limit_value)d characters."),
        "max_value": _("Enter %(limit_value)s or less."),
        "min_value": _("Enter %(limit_value)s or more."),
        "null_characters_not_allowed": _(
            "This contains a character that can’t be stored. Type it again."
        ),
    },
    forms.IntegerField: {"invalid": _("Enter a whole number, for example 3.")},
    forms.DecimalField: {
        "invalid": _("Enter a number, for example 60 or 62.50."),
        "max_digits": _("This number is too large."),
        "max_whole_digits": _("This number is too large."),
        "max_decimal_places": _("Enter at most %(max)s decimals, for example 62.50."),
    },
    forms.DateField: {
        "required": _("Choose a date."),
        "invalid": _("Choose a date, for example 3 March 2026."),
    },
    forms.EmailField: {"invalid": _("Enter an email address like name@example.com.")},
    forms.SlugField: {
        "invalid": _(
            "A web address has letters from a to z, numbers and hyphens, like sports-massage."
        ),
    },
    forms.ChoiceField: {
        "required": _("Choose one of these."),
        "invalid_choice": _("That choice isn’t available any more. Choose another."),
    },
}


class Nothing:
    """What a field takes for not filled in: Django's own empty values, and texts with nothing to see."""

    def __contains__(self, value):
        return is_empty(value) if isinstance(value, str) else value in EMPTY_VALUES


class PlainErrors:
    """For a form: each field says in plain words what to do. A form's own words are set after these.

    A text of invisible characters is as good as none: it is stored as an empty one, and refused where
    something has to be filled in. Passwords are taken as they are.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if getattr(field, "strip", True):  # a password alone isn't stripped
                field.empty_values = Nothing()
            for kind, words in WORDS.items():
                if isinstance(field, kind):
                    field.error_messages |= words


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a form from being saved.

    `field` is what staff call the field, and `id` where it stands in the page; both are empty if it is
    about the form as a whole.
    """

    text: str
    field: str = ""
    id: str = ""

    def __str__(self):
        return f"{self.field}: {self.text}" if self.field else self.text


def problems_of(form, formsets):
    """The `Problem`s of a sent form and its parts, these in the order of the screen."""
    yield from _problems(form)
    for formset in formsets:
        yield from (Problem(text) for text in formset.non_form_errors())
        for name, part in formset.in_order():
            # What is about to be deleted may be as wrong as it likes.
            if part.errors and not part.cleaned_data.get("DELETE"):
                yield from _problems(part, name)


def name_of_field(field, part=""):
    """What staff call a `BoundField`, one of `part` perhaps."""
    return ", ".join(filter(None, [part, str(field.label)]))


def input_id(field):
    """The id of a `BoundField`: of several choices it is the first that can be gone to."""
    return field.id_for_label or f"{field.auto_id}_0"


def _problems(form, part=""):
    """The `Problem`s of one form; `part` is what staff call it, if it isn't the page itself."""
    yield from (Problem(text, part) for text in form.non_field_errors())
    for field in form:
        for text in field.errors:
            if field.is_hidden:
                yield Problem(text)
            elif isinstance(field.field.widget, forms.CheckboxInput):
                # Its label is a sentence of its own, and beside it.
                yield Problem(text, part, input_id(field))
            else:
                yield Problem(text, name_of_field(field, part), input_id(field))


def row_number(sent):
    """The number of a row that a request names; 0, which no row has, if it is none that a database takes."""
    return int(sent) if sent.isdecimal() and len(sent) < 19 else 0
