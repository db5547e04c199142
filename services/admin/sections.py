"""A long form as sections that open and close, in the order of the public page, with parts among their fields."""

import json
from dataclasses import dataclass

from django import forms
from django.contrib.admin.helpers import Fieldset
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from services.content.markdown import read

from .picture_field import PictureField


@dataclass(frozen=True)
class Block:
    """A run of fields (Django's `Fieldset`) or all parts of one kind (its `InlineAdminFormSet`)."""

    fields: Fieldset | None = None
    parts: object = None

    def in_order(self):
        """The parts (`InlineAdminForm`s) as they stand on the screen, and then what a new one is made of."""
        forms = [form for _name, form in self.parts.formset.in_order()]
        return sorted(
            self.parts,
            key=lambda part: forms.index(part.form) if part.form in forms else len(forms),
        )

    @property
    def told_to_script(self):
        """What Django's inlines.js reads of `parts`, with our words on its link: the inline's `add_words`."""
        told = json.loads(self.parts.inline_formset_data())
        told["options"]["addText"] = str(self.parts.opts.add_words)
        return json.dumps(told)


@dataclass(frozen=True)
class Section:
    """What stands under one heading of a form.

    `excerpt` is what is in it, in a line; `is_open` whether something in it has to be mended. One that
    doesn't fold is a `Fieldset` of the stock kind, and nothing besides.
    """

    fieldset: Fieldset
    folds: bool
    blocks: list
    excerpt: str
    is_open: bool


def sections_of(adminform, inlines):
    """The `Section`s of an admin's form and its `InlineAdminFormSet`s.

    A fieldset folds if it has Django's class "collapse". An inline stands after the field that its
    `stands_after` names.
    """
    after = {inline.opts.stands_after: inline for inline in inlines}
    return [_section(fieldset, after) for fieldset in adminform]


def _section(fieldset, after):
    """One fieldset as a `Section`, with the inlines that stand among its fields."""
    blocks, run = [], []
    for name in fieldset.fields:
        run.append(name)
        if name in after:
            blocks += [Block(fields=_fieldset(fieldset, run)), Block(parts=after[name])]
            run = []
    if run:
        blocks.append(Block(fields=_fieldset(fieldset, run)))
    parts = [block.parts.formset for block in blocks if block.parts]
    return Section(
        fieldset=fieldset,
        folds="collapse" in fieldset.classes,
        blocks=blocks,
        excerpt=_excerpt(fieldset, parts),
        is_open=any(name in fieldset.form.errors for name in fieldset.fields)
        or any(any(formset.errors) or formset.non_form_errors() for formset in parts),
    )


def _fieldset(fieldset, names):
    """Some fields of `fieldset`, without its heading."""
    return Fieldset(
        fieldset.form,
        fields=names,
        readonly_fields=fieldset.readonly_fields,
        model_admin=fieldset.model_admin,
    )


def _excerpt(fieldset, formsets):
    """What a section says, in a line: how many parts, and its first words."""
    said = []
    for formset in formsets:
        if number := len(formset.initial_forms):
            names = formset.model._meta
            name = names.verbose_name if number == 1 else names.verbose_name_plural
            said.append(f"{number} {name}")
    # A heading says least: it stands above in other words.
    for name in sorted(fieldset.fields, key=lambda name: name.endswith("heading")):
        if name in fieldset.form.fields and (words := _words(fieldset.form[name])):
            said.append(words)
            break
    return capfirst(" · ".join(said)) or _("Empty: patients don’t see it.")


def _words(field):
    """The first words of what a `BoundField` says; an empty string for a tick or a choice."""
    value = field.value()
    if value in (None, "") or isinstance(field.field, (forms.BooleanField, forms.ChoiceField)):
        return ""
    if isinstance(field.field, PictureField):
        return _("a picture")
    if isinstance(field.field, forms.IntegerField):
        return f"{field.label}: {value}"
    return read(str(value))[0].split("\n")[0]
