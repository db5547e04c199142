"""Two people with the same form open: the second to save is told, sees both texts, and loses nothing.

A form carries what it was opened with. Of each field it is known then what you wrote, what somebody else
has saved meanwhile, and what stood there before: what only they changed is taken into your form, what
both of you changed stands beside yours. Nothing is saved until you save again.
"""

import json
from dataclasses import dataclass, replace

from django.forms import CheckboxInput, Textarea, TextInput
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from services.forms import input_id, name_of_field
from services.models import Publication
from services.models.publication import name_of
from services.models.publishable import new_key
from services.publishing.changes import word_by_word

from .upload_field import UploadInput


@dataclass(frozen=True)
class Conflict:
    """One field that somebody else has changed since the form was opened.

    `name` is the field's as in `values_of`, empty for a part as a whole; `diff` what they changed, word
    by word. `what` is "taken" (it is in the form now), "both" (you changed it too; `theirs` is their
    whole text), "added" or "deleted" (a part that only they have touched), "lost" (a part that they have
    deleted, and you changed), "fixed" (it can't be changed in the form any more; `theirs` stays). What
    a field is called and its `id` depend on the form that is shown (`located`).
    """

    what: str
    diff: list
    label: str = ""
    name: str = ""
    theirs: str = ""
    id: str = ""


def record_edit(row, user, now):
    """Note who changed a working row just now, so that a form that is still open notices."""
    type(row).objects.filter(pk=row.pk).update(
        edition=new_key(), saved_by=name_of(user), saved_at=now
    )


def drafted_by(row, user):
    """Who saved the working row `row` last, if not `user`, and nothing was decided since; else empty."""
    decided = Publication.objects.filter(page_key=row.key).values_list("made_at", flat=True).first()
    if row.saved_at is None or (decided and row.saved_at <= decided):
        return ""
    return "" if row.saved_by == name_of(user) else row.saved_by


def values_of(form, formsets):
    """What an unsent form shows, as {name: text}; a part's names hold its row's number, not its place."""
    return {name: _text(field) for name, _label, field in _fields(form, formsets)}


def _fields(form, formsets):
    """What is saved already and stands in a form, in its order, as (name in `values_of`, label, field)."""
    for field in form.visible_fields():
        yield field.name, name_of_field(field), field
    for formset in formsets:
        for part_name, part in formset.in_order():
            for field in part.visible_fields():
                if part.instance.pk and field.name != "DELETE":
                    name = f"{formset.prefix}:{part.instance.pk}:{field.name}"
                    yield name, name_of_field(field, part_name), field


def _text(field):
    """What stands in a field, as a browser would send it."""
    widget, value = field.field.widget, field.value()
    if isinstance(widget, CheckboxInput):
        return "on" if widget.check_test(value) else ""
    value = widget.format_value(value)
    if isinstance(value, list):
        # Of a choice one, of several what is ticked, a line each.
        value = "\n".join(value)
    return "" if value is None else str(value)


def base_values(values):
    """`values_of` a form as the text of a hidden field."""
    return json.dumps(values, separators=(",", ":"))


def merge(data, files, form, formsets, fixed=()):
    """What was sent, with what somebody else saved meanwhile taken in; and the `Conflict`es.

    `data` and `files` are what was sent, `form` and `formsets` the unsent form as it would open now,
    `fixed` the names of what can't be changed in it.
    """
    theirs, before = values_of(form, formsets), _before(data.get("base_values", ""))
    merged, conflicts = data.copy(), []
    places = _places(data, form, formsets)
    for name, now in theirs.items():
        place, was = places.get(name), before.get(name)
        if place is None or was is None or _same(was, now):
            continue
        has_many = getattr(_field(name, form, formsets).widget, "allow_multiple_selected", False)
        mine = "\n".join(data.getlist(place)) if has_many else data.get(place, "")
        touched = _is_another_upload(place, data, files)
        if not touched and _same(mine, was):
            merged.setlist(place, now.splitlines() if has_many else [now])
            if name.rpartition(":")[2] != "position":  # a move changes the place of every part
                conflicts.append(_conflict("taken", name, was, now, form, formsets))
        elif name.rpartition(":")[2] != "position" and (touched or not _same(mine, now)):
            conflicts.append(_conflict("both", name, was, now, form, formsets))
    for name in fixed:
        was, mine, now = before.get(name), data.get(name), str(getattr(form.instance, name))
        if not (was is None or mine is None or _same(mine, was) or _same(mine, now)):
            label = form.instance._meta.get_field(name).verbose_name.capitalize()
            conflicts.append(Conflict("fixed", [("out", mine), ("in", now)], label, theirs=now))
    for prefix, row in _parts(theirs) - _parts(before):
        if f"{prefix}:{row}" not in {name.rpartition(":")[0] for name in places}:
            conflicts.append(_part("added", prefix, row, theirs, formsets))
    for prefix, row in _parts(before) - _parts(theirs):
        names = [name for name in before if name.startswith(f"{prefix}:{row}:")]
        place = places.get(names[0], "").rpartition("-")[0]
        is_changed = any(
            not _same(data.get(places.get(name), ""), before[name])
            or _is_another_upload(places.get(name), data, files)
            for name in names
        )
        if place and not is_changed:
            # Somebody else deleted a part that you left alone.
            merged[f"{place}-DELETE"] = "on"
            conflicts.append(_part("deleted", prefix, row, before, formsets))
        elif place:
            conflicts.append(_part("lost", prefix, row, before, formsets))
    merged["base_values"] = base_values(theirs)
    return merged, conflicts


def _is_another_upload(place, data, files):
    """Whether a file was sent for a field, or the tick that removes what is in it."""
    return f"{place}-file" in files or f"{place}-none" in data


def located(conflicts, form, formsets):
    """`conflicts` as the merged form shows them: its fields in their order, then parts as a whole."""
    conflict_of = {conflict.name: conflict for conflict in conflicts if conflict.name}
    of_fields = [
        replace(conflict_of[name], label=label, id=input_id(field))
        for name, label, field in _fields(form, formsets)
        if name in conflict_of
    ]
    return of_fields + [conflict for conflict in conflicts if not conflict.name]


def _parts(values):
    """The parts in the names of `values_of`, as (prefix of their formset, number of their row)."""
    return {tuple(name.split(":")[:2]) for name in values if name.count(":") == 2}


def _part(what, prefix, row, values, formsets):
    """The `Conflict` of a part that somebody else added or deleted."""
    formset = next((formset for formset in formsets if formset.prefix == prefix), None)
    if formset is None:
        return Conflict(what, [], prefix)
    fields = formset.form.base_fields
    lines = [
        _shown(fields[field], values[f"{prefix}:{row}:{field}"])
        for field in fields
        if values.get(f"{prefix}:{row}:{field}") and field != "position"
    ]
    kind = formset.model._meta.verbose_name.capitalize()
    return Conflict(what, [("in" if what == "added" else "out", "\n".join(lines))], kind)


def _conflict(what, name, was, now, form, formsets):
    """The `Conflict` of one field, its values as its readers would say them."""
    field = _field(name, form, formsets)
    was, now = _shown(field, was), _shown(field, now)
    theirs = now if what == "both" else ""
    # What is chosen is taken in or out as a whole; letter by letter it would make no sense.
    is_typed = isinstance(field.widget, TextInput | Textarea)
    diff = word_by_word(was, now) if is_typed else [("out", was), ("in", now)]
    return Conflict(what, diff, name=name, theirs=theirs)


def _field(name, form, formsets):
    """The form's field of a name as in `values_of`."""
    prefix, _colon, rest = name.partition(":")
    if not rest:
        return form.fields[name]
    formset = next(formset for formset in formsets if formset.prefix == prefix)
    return formset.form.base_fields[rest.partition(":")[2]]


def _shown(field, value):
    """A value as staff say it."""
    if isinstance(field.widget, CheckboxInput):
        return str(_("yes") if value else _("no"))
    if choices := dict(getattr(field, "choices", ())):
        shown = [strip_tags(str(choices.get(one, one))) for one in value.splitlines()]
        return ", ".join(shown)
    if isinstance(field.widget, UploadInput):
        return str(field.widget.noun) if value else ""
    return value


def _before(text):
    """What a form was opened with; empty if it doesn't say."""
    try:
        values = json.loads(text)
        # Half a character (\ud800), which JSON lets through, can't be shown.
        json.dumps(values, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {name: value for name, value in values.items() if isinstance(value, str)}


def _places(data, form, formsets):
    """Where each value stands in a sent form: {name as in `values_of`: name of the input}."""
    places = {name: name for name in form.fields}
    for formset in formsets:
        for key in data:
            if key.startswith(f"{formset.prefix}-") and key.endswith("-id") and data[key]:
                place = key.removesuffix("-id")
                for name in formset.form.base_fields:
                    places[f"{formset.prefix}:{data[key]}:{name}"] = f"{place}-{name}"
    return places


def _same(one, other):
    """Whether two texts are the same but for how a browser ends its lines; None is nothing at all."""
    if one is None or other is None:
        return one is other
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
