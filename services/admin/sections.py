"""A long form as sections that open and close, in the order of the public page, with parts among their fields."""

import json
from dataclasses import dataclass

from django import forms
from django.contrib.admin.helpers import Fieldset
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from services.content.markdown import words_and_links

from .upload_field import UploadField


@dataclass(frozen=True)
class Block:
    """A run of fields (Django's `Fieldset`) or all parts of one kind (its `InlineAdminFormSet`)."""

    fields: Fieldset | None = None
    parts: object = None

    def in_order(self):
        """The parts (`InlineAdminForm`s) as they stand on the screen, and then what a new one is made of."""
        part_forms = [form for _name, form in self.parts.formset.in_order()]
        return sorted(
            self.parts,
            key=lambda part: (
                part_forms.index(part.form) if part.form in part_forms else len(part_forms)
            ),
        )

    @property
    def told_to_script(self):
        """What Django's inlines.js reads of `parts`, with our words on its link: the part's `add_words`."""
        options = json.loads(self.parts.inline_formset_data())
        options["options"]["addText"] = str(self.parts.opts.model.add_words)
        return json.dumps(options)


class Section:
    """What stands under one heading of a form, as its admin declares it.

    `contents` are names of fields and models of parts, in the order of the public page.
    """

    def __init__(self, heading, *contents, description=""):
        self.heading, self.contents, self.description = heading, contents, description

    @property
    def fields(self):
        """The names of its fields."""
        return [content for content in self.contents if isinstance(content, str)]

    @property
    def parts(self):
        """The models of its parts."""
        return [content for content in self.contents if not isinstance(content, str)]

    def fieldset(self, *more):
        """It as Django has it, with `more` fields, which nobody sees."""
        return self.heading, {"fields": [*self.fields, *more], "description": self.description}


@dataclass(frozen=True)
class ShownSection:
    """A section on the screen.

    `excerpt` is what is in it, in a line; `is_open` whether something in it has to be mended. One that
    doesn't fold is a `Fieldset` of the stock kind, and nothing besides.
    """

    fieldset: Fieldset
    folds: bool
    blocks: list
    excerpt: str
    is_open: bool


def shown(sections, adminform, inlines, *, fold):
    """The `ShownSection`s of an admin's `sections`, its form and its `InlineAdminFormSet`s.

    `fold`: whether those with a heading open and close; those with parts do in any case.
    """
    inline_of = {inline.opts.model: inline for inline in inlines}
    return [
        _shown(section, fieldset, inline_of, fold)
        for section, fieldset in zip(sections, adminform, strict=True)
    ]


def _shown(section, fieldset, inline_of, fold):
    """One section on the screen: its fields, with the parts that stand among them."""
    blocks, run = [], []
    for content in section.contents:
        if isinstance(content, str):
            run.append(content)
        elif content in inline_of:  # else nobody may see these parts
            if run:
                blocks.append(Block(fields=_fieldset(fieldset, run)))
            blocks.append(Block(parts=inline_of[content]))
            run = []
    if run:
        blocks.append(Block(fields=_fieldset(fieldset, run)))
    parts = [block.parts.formset for block in blocks if block.parts]
    return ShownSection(
        fieldset=fieldset,
        folds=section.heading is not None and bool(fold or section.parts),
        blocks=blocks,
        excerpt=_excerpt(fieldset, parts),
        # What nearly every page has isn't looked for.
        is_open=any(part.is_expected for part in section.parts)
        or any(name in fieldset.form.errors for name in fieldset.fields)
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
    facts = []
    for formset in formsets:
        if number := len(formset.initial_forms):
            names = formset.model._meta
            name = names.verbose_name if number == 1 else names.verbose_name_plural
            facts.append(f"{number} {name}")
    # A heading says least: it stands above in other words.
    for name in sorted(fieldset.fields, key=lambda name: name.endswith("heading")):
        if name in fieldset.form.fields and (words := _words(fieldset.form[name])):
            facts.append(words)
            break
    return capfirst(" · ".join(facts)) or _("Empty, so patients don’t see it.")


def _words(field):
    """The first words of what a `BoundField` says; an empty string for a tick or a choice."""
    value = field.value()
    if value in (None, "") or isinstance(field.field, (forms.BooleanField, forms.ChoiceField)):
        return ""
    if isinstance(field.field, UploadField):
        return str(field.field.widget.noun)
    if isinstance(field.field, forms.IntegerField):
        return f"{field.label}: {value}"
    return words_and_links(str(value))[0].split("\n")[0]
