"""A text of invisible characters is nobody's name, and no title: it counts as not filled in, wherever it is typed."""

import pytest
from django import forms
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from services.accounts.welcome import WelcomeForm, welcome_link
from services.admin.erase import EraseForm
from services.checks.advice import advice_for
from services.checks.texts import texts_of
from services.content.clinic import ClinicContent
from services.content.clinic_location import LocationContent
from services.content.text import is_empty
from services.content.treatment import TreatmentContent
from services.models import (
    Clinic,
    Closure,
    Effect,
    Publication,
    ReviewLink,
    SignOff,
    Treatment,
)
from services.models.publication import name_of
from services.publishing import snapshot
from services.publishing.publish import Refused, publish
from services.publishing.site import PublicSite
from services.reviews.page import ReviewForm

from .factories import (
    DRAFT,
    PASSWORD,
    make_approval,
    make_clinic,
    make_closure,
    make_treatment,
    published,
)
from .staff import ADD_PERSON, ADD_TREATMENT, change_url, errors, open_link, page, said, submit

# One text of each family of characters that nobody sees.
INVISIBLE = {
    "spaces": " \t\u00a0\u2003\u3000\u1680",
    "line ends": "\r\n\u2028\u2029\x85",
    "controls": "\x01\x7f\x9f",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "directions": "\u200e\u200f\u202e\u2066\u2069\u061c",
    "soft hyphens": "\u00ad\u180e",
    "tags": "\U000e0001\U000e0041\U000e007f",
    "variation selectors": "\ufe00\ufe0f\U000e0100",
    "marks alone": "\u0301\u20e3\u034f\u0903",
    "fillers of Hangul": "\u115f\u1160\u3164\uffa0",
    "the blank of Braille": "\u2800",
    "blank symbols": "\U0001d159\U00013441\ufffc",
    "private use": "\ue000\U000f0000",
    "unassigned": "\u0378\ufdd0\U000e0fff",
}
NOTHING = "".join(INVISIBLE.values())
VISIBLE = [
    "a",
    ".",
    "0",
    "é",
    "e\u0301",
    "👩\u200d⚕\ufe0f",
    "1\ufe0f\u20e3",
    "می\u200cخواهم",
    "क्\u200dष",
    "ㄱ",
    "⠁",
    "\u200bx",
]


@pytest.mark.parametrize("text", ["", *INVISIBLE.values()], ids=["none", *INVISIBLE])
def test_what_nobody_sees_is_empty(text):
    assert is_empty(text)
    assert all(map(is_empty, text))


@pytest.mark.parametrize("text", VISIBLE)
def test_one_visible_character_is_enough(text):
    assert not is_empty(text)
    assert not is_empty(NOTHING + text)


@given(st.text(), st.text())
def test_two_texts_are_empty_if_both_are(one, other):
    assert is_empty(one + other) == (is_empty(one) and is_empty(other))


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"])))
def test_letters_digits_and_symbols_are_seen(text):
    assert is_empty(text) == (set(text) <= set(NOTHING))


# In forms


def forms_of(response):
    """The form in a page of the admin, and an empty one of each kind of part."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return [response.context["adminform"].form, *(formset.empty_form for formset in formsets)]


def outcome(field, typed):
    """What a field makes of a text, or what it complains of."""
    try:
        return field.clean(typed)
    except forms.ValidationError as problem:
        return problem.messages


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
def test_each_field_of_each_form_takes_invisible_characters_for_none(staff, owner, text):
    pages = [
        ADD_TREATMENT,
        "/admin/services/clinic/1/change/",
        "/admin/services/closure/add/",
        ADD_PERSON,
    ]
    make_clinic()
    shown = [form for path in pages for form in forms_of(staff.get(path))]
    shown += [WelcomeForm(owner), EraseForm(), ReviewForm()]
    texts = [
        (type(form).__name__, name, field)
        for form in shown
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and field.strip and name != "form_number"
    ]
    assert {name for _form, name, _field in texts} >= {
        "title", "slug", "summary", "picture_text", "what_it_treats", "effects_heading", "heading",
        "text", "note", "dedicated_site_words", "dedicated_site_url", "name", "tagline", "phone",
        "email", "street", "reason", "full_name", "username", "words", "role",
    }  # fmt: skip
    for form, name, field in texts:
        nothing = outcome(field, "")
        assert nothing in ("", [], [field.error_messages["required"]]), (form, name)
        assert outcome(field, text) == nothing, (form, name)


@pytest.mark.django_db
def test_a_page_without_a_title_that_can_be_seen_is_not_saved(staff):
    assert "Title: Required." in errors(submit(staff, ADD_TREATMENT, title=NOTHING))
    assert not Treatment.objects.exists()


@pytest.mark.django_db
def test_publishing_asks_for_what_cannot_be_seen(staff):
    response = submit(staff, ADD_TREATMENT, "_publish", title="A", slug=NOTHING, summary=NOTHING)
    assert "Add a web address" in errors(response)
    assert "Add a summary" in errors(response)
    assert not Publication.objects.exists()


@pytest.mark.django_db
def test_a_part_needs_words_that_can_be_seen_and_one_without_any_is_none(staff):
    draft = make_treatment(effects=1)
    response = submit(staff, change_url(draft), **{"effects-0-heading": NOTHING})
    assert "Effect 1, Heading: Required." in errors(response)
    new = {"effects-TOTAL_FORMS": "2", "effects-1-heading": NOTHING, "effects-1-text": NOTHING}
    place = {"effects-1-drawing": "", "effects-1-position": "2"}
    assert submit(staff, change_url(draft), **new, **place).status_code == 302
    assert Effect.objects.count() == 1


@pytest.mark.django_db
def test_what_need_not_be_filled_in_is_stored_as_empty(staff):
    clinic, closure = make_clinic(), make_closure(reason="Holidays.")
    draft = make_treatment()
    submit(
        staff, change_url(clinic), name=NOTHING, tagline=NOTHING, **{"locations-0-street": NOTHING}
    )
    submit(staff, change_url(closure), reason=NOTHING)
    submit(staff, change_url(draft), effects_heading=NOTHING, what_it_treats=NOTHING)
    clinic = Clinic.objects.get()
    assert (clinic.name, clinic.tagline, clinic.locations.count()) == ("", "", 0)
    assert Closure.objects.get().reason == ""
    draft.refresh_from_db()
    assert (draft.effects_heading, draft.what_it_treats) == ("", "")


@pytest.mark.django_db
def test_a_person_has_a_name_that_can_be_seen(staff, owner):
    data = {"full_name": "Sam", "username": "sam", "role": "editor"}
    for field, label in (("full_name", "Name"), ("username", "Email or username")):
        response = submit(staff, ADD_PERSON, **data | {field: "\u3164"})
        assert f"{label}: Required." in errors(response)
    assert User.objects.count() == 1
    browser = Client()
    _text, form = open_link(welcome_link(owner), browser)
    data = {"username": "maria", "new_password1": PASSWORD, "new_password2": PASSWORD}
    response = browser.post(form, data | {"full_name": NOTHING})
    assert "Required." in response.content.decode()
    owner.first_name, owner.last_name = "\u3164", "\u200b"
    assert name_of(owner) == "maria@example.com"


@pytest.mark.django_db
def test_a_password_is_taken_as_it_is(staff, owner):
    blank = " \u200b\u3164" * 4
    owner.set_password(blank)
    owner.save()
    browser = Client()
    assert browser.login(username=owner.username, password=blank)
    data = {"old_password": blank, "new_password1": f" {PASSWORD} "}
    browser.post("/admin/password_change/", data | {"new_password2": f" {PASSWORD} "})
    assert Client().login(username=owner.username, password=f" {PASSWORD} ")


@pytest.mark.django_db
def test_who_signs_a_page_has_a_name_and_a_note_has_words(staff, ims):
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    path = f"/admin/review/{ReviewLink.objects.get().token}/"
    data = {"name": NOTHING, "role": "", "again": "1", "note": ""}
    assert "Enter your name." in Client().post(path, data | {"right": ""}).content.decode()
    data |= {"name": "Ada", "note": NOTHING, "note_only": ""}
    assert "Describe what should change." in Client().post(path, data).content.decode()
    assert not SignOff.objects.exists()
    Client().post(path, {"name": "Ada", "role": NOTHING, "again": "1", "note": NOTHING})
    sign_off = SignOff.objects.get()
    assert (sign_off.role, sign_off.note) == ("", "")
    make_approval(ReviewLink.objects.get())
    response = staff.post(change_url(ims, "reviews"), {"still": "1", "profession": NOTHING})
    assert "Enter your profession." in said(response)
    assert SignOff.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("own_folder")
def test_a_picture_is_not_erased_without_a_reason_that_can_be_read(staff):
    row = make_treatment(picture=f"{'0' * 32}-480x320", picture_text="A hand.")
    data = {"upload": row.picture, "reason": NOTHING}
    answer = staff.post(change_url(row, "files"), data)
    assert "Give a short reason" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("title", [text for text in VISIBLE if text[0] != "\u200b"])
def test_what_can_be_seen_is_stored_character_by_character(staff, title):
    assert submit(staff, ADD_TREATMENT, title=title).status_code == 302
    assert Treatment.objects.get().title == title


# In checks and in publishing itself


@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
def test_advice_takes_invisible_characters_for_none(text):
    values = TreatmentContent(
        slug="a", title=text, summary=text, picture="p", picture_text=text, what_it_treats=text,
        effects_closing=text, frequency_short=text, factors_introduction=text,
    )  # fmt: skip
    page = snapshot.load("treatment", snapshot.dump(values))
    found = list(advice_for(page, DRAFT))
    assert [item.field for item in found if item.blocks] == ["title", "summary", "picture_text"]
    assert {"effects_heading", "frequency_short"} <= {item.field for item in found}
    assert page.shown_sections({}) == []
    assert texts_of(page) == []
    values = ClinicContent(name=text, locations=(LocationContent(street=text, hours=()),))
    clinic = snapshot.load("clinic", snapshot.dump(values))
    assert not clinic.can_be_reached
    assert [item.field for item in advice_for(clinic, DRAFT)] == [
        "name",
        "locations-0-phone",
        "locations-0-hours",
        "country",
        "time_zone",
        "emergency_number",
    ]


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
@pytest.mark.parametrize("field", ["title", "summary", "picture_text"])
def test_publishing_refuses_what_cannot_be_seen_wherever_it_comes_from(field, text):
    row = make_treatment(slug="a", picture="p", picture_text="A hand.")
    setattr(row, field, text)
    row.save()
    with pytest.raises(Refused):
        publish(row, by=None, now=timezone.now())
    setattr(row, field, "\u200bA")
    row.save()
    assert publish(row, by=None, now=timezone.now())


# What older releases stored


def stored(row, **changes):
    """`row`, published as it is but for some fields, which hold what no form takes any more."""
    published(row, at=timezone.now())
    publication = Publication.objects.filter(page_key=row.key)
    publication.erase(content=publication.get().content | changes)
    type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
def test_a_published_name_that_cannot_be_seen_is_none(client, text):
    stored(make_clinic(), name=text, tagline=text)
    assert "<h1>Physiotherapy clinic</h1>" in page(client, "/")
    assert "/visit/" not in page(client, "/sitemap.xml")


@pytest.mark.django_db
def test_what_cannot_be_seen_is_no_change(staff):
    row = make_treatment()
    stored(row, what_it_treats=NOTHING)
    row.refresh_from_db()
    assert publish(row, by=None, now=timezone.now()) is None
    assert snapshot.freeze(row) == PublicSite(timezone.now()).page("/treatments/massage/")
    assert submit(staff, change_url(row), "_publish").status_code == 302
    assert Publication.objects.count() == 1


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
def test_an_approval_by_a_name_that_cannot_be_seen_is_nobodys(client, text):
    row = published(make_treatment(), at=timezone.now())
    content_hash = snapshot.reviewed_hash(snapshot.freeze(row))
    values = {
        "page_key": row.key,
        "content_hash": content_hash,
        "at": timezone.now(),
        "is_right": True,
    }
    SignOff.objects.create(name=text, **values)
    assert "Reviewed by" not in page(client, "/treatments/massage/")
    SignOff.objects.create(name="Ada Lee", role=text, **values)
    assert "Reviewed by Ada Lee on" in " ".join(page(client, "/treatments/massage/").split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": "\u200b"}, "Add a title"),
        ({"slug": ""}, "Add a web address"),
        ({"summary": ""}, "Add a summary"),
        ({"picture_text": ""}, "Describe the picture"),
        ({"what_it_treats": "[x](foo)"}, "Broken link"),
    ],
)
def test_publishing_refuses_what_the_form_says_of_it(changes, complaint):
    values = {"slug": "a", "picture": "p", "picture_text": "A hand."} | changes
    row = make_treatment(**values)
    with pytest.raises(Refused, match=complaint):
        publish(row, by=None, now=timezone.now())
