"""What a kind of page declares in several files belongs together: nothing that staff type is lost on its way."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.contrib import admin

from services.content.types import (
    ChoiceType,
    DateType,
    DecimalType,
    DocumentType,
    NameType,
    PageKeyType,
    PictureType,
    StructureType,
    TextType,
    TimeType,
    fields_of,
    parts_of,
    uploads_of,
    values_of,
)
from services.kinds import KINDS
from services.models import Publication
from services.models.part import Part
from services.publishing import snapshot

from .factories import MARCH
from .staff import page

ADDRESSED = [model for model in KINDS if model.content_class.has_address]


def named(model):
    return model.kind


def columns_of(model):
    """What a row has that staff fill in."""
    relations = {model.to_page().name, "position"} if issubclass(model, Part) else set()
    fields = (
        field.name for field in model._meta.fields if field.editable and not field.primary_key
    )
    return set(fields) - relations


@pytest.mark.parametrize("model", KINDS, ids=named)
def test_content_and_row_have_the_same_fields(model):
    parts = parts_of(model.content_class)
    relations = {
        relation.get_accessor_name(): relation.related_model
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Part)
    }
    assert set(relations) == set(parts)
    assert columns_of(model) == {f.name for f in fields_of(model.content_class)} - {"key", *parts}
    for name, row in relations.items():
        assert columns_of(row) == {field.name for field in fields_of(parts[name])} - {"key"}


@pytest.mark.parametrize("model", KINDS, ids=named)
def test_the_form_has_every_field_and_part_once(model):
    model_admin = admin.site.get_model_admin(model)
    parts = [part for section in model_admin.sections for part in section.parts]
    names = [name for section in model_admin.sections for name in section.fields]
    rows = [model._meta.get_field(name).related_model for name in parts_of(model.content_class)]
    assert sorted(map(named_row, parts)) == sorted(map(named_row, rows))
    assert len(names) == len(set(names))
    # A form may ask for more than is stored.
    assert columns_of(model) <= set(names)


def named_row(model):
    return model.__name__


# A document is told by its name alone; of a picture, there would have to be files.
UPLOADS = {PictureType: "", DocumentType: f"{'0' * 32}-240000"}


def filled(content, path=""):
    """A content with something in every field, each text another one."""
    values = {}
    for field in fields_of(content):
        name = f"{path}{field.name}".replace("_", "")
        if field.name in parts_of(content):
            values[field.name] = (filled(parts_of(content)[field.name], name),)
        elif isinstance(field.type, ChoiceType):
            values[field.name] = field.type.choices.values[-1]
        elif isinstance(field.type, DateType):
            values[field.name] = dt.date(2026, 3, 3)
        elif isinstance(field.type, DecimalType):
            values[field.name] = Decimal("2.5")
        elif isinstance(field.type, PageKeyType):
            values[field.name] = "another"
        elif field.name == "country":
            values[field.name] = "GB"  # two letters, which PostgreSQL insists on
        elif field.name == "currency":
            values[field.name] = "GBP"
        elif isinstance(field.type, NameType):
            values[field.name] = UPLOADS.get(type(field.type), name)
        elif isinstance(field.type, TextType):
            values[field.name] = f"https://{name}.example/" if field.type.is_whole else f"QQ{name}Q"
        elif isinstance(field.type, TimeType):
            values[field.name] = dt.time(9, 30)
        elif isinstance(field.type, StructureType):
            values[field.name] = (filled(field.type.content, name),)
        elif isinstance(field.default, bool):
            values[field.name] = "picture" not in field.name
        else:
            values[field.name] = 3
    return content(**values)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ADDRESSED, ids=named)
def test_patients_read_all_that_staff_wrote(client, model):
    """A part whose section isn't in the page's template would be published to nobody."""
    content = filled(model.content_class)
    for one in (content, model.content_class(key="another", slug="another", title="Another")):
        Publication.objects.create(
            kind=model.kind, page_key=one.key, path=one.get_absolute_url(), title=one.title,
            live_from=MARCH, made_at=MARCH, content=snapshot.dump(one),
        )  # fmt: skip
    html = page(client, content.get_absolute_url())
    holders = [model.content_class, *parts_of(model.content_class).values()]
    of_uploads = {
        field.name for kind in holders for fields in uploads_of(kind).values() for field in fields
    }
    texts = {
        value.field_in_form: value.value
        for value in values_of(content)
        if value.type.is_text and value.field not in of_uploads
    }
    assert len(texts) >= 3
    assert [field for field, text in texts.items() if text not in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS, ids=named)
def test_what_is_published_comes_back_as_it_was(model):
    content = filled(model.content_class)
    if getattr(content, "time_zone", ""):
        content = dataclasses.replace(content, time_zone="Europe/London")
    row = snapshot.restore(content)
    again = snapshot.freeze(model.objects.with_parts().get(pk=row.pk))
    assert again == dataclasses.replace(content, key=again.key)
    assert snapshot.load(model.kind, snapshot.dump(again)) == again
