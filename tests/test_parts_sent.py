"""How many parts a form says that it brings: whatever it says, it is answered soon and nothing is lost."""

import pytest

from services.admin.forms import PartFormSet
from services.models import Effect

from .factories import form_data, make_treatment
from .test_admin import ADD, change_url, errors, said, submit

pytestmark = pytest.mark.django_db
TOTAL, INITIAL = "effects-TOTAL_FORMS", "effects-INITIAL_FORMS"
TOO_MANY = str(PartFormSet.TOO_MANY)
INCOMPLETE = str(PartFormSet.INCOMPLETE)


def sent_with(staff, url, number, **changes):
    """The answer to a form that says it has so many effects; None says nothing."""
    data = form_data(staff.get(url), **changes) | {"_save": "1", TOTAL: number}
    return staff.post(url, {name: value for name, value in data.items() if value is not None})


def parts_of(response, prefix="effects"):
    """The parts' forms that an answer shows."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    [formset] = [formset for formset in formsets if formset.prefix == prefix]
    return formset.forms


def new_effects(numbers):
    fields = {"id": "", "heading": "Heading", "text": "Text.", "drawing": "", "position": "0"}
    return {f"effects-{n}-{name}": value for n in numbers for name, value in fields.items()}


@pytest.mark.parametrize(
    ("number", "complaint"),
    [
        ("1000000000", TOO_MANY),
        ("101", TOO_MANY),
        ("١٠١", TOO_MANY),
        ("-1", INCOMPLETE),
        ("-1000000000", INCOMPLETE),
        ("2", INCOMPLETE),
        ("0", INCOMPLETE),
        ("", INCOMPLETE),
        (None, INCOMPLETE),
        ("many", INCOMPLETE),
        ("²", INCOMPLETE),
        ("3.0", INCOMPLETE),
        ("1e9", INCOMPLETE),
        ("9" * 5000, INCOMPLETE),
        ("3\0", INCOMPLETE),
    ],
)
def test_a_wrong_number_of_parts_is_refused_with_all_words_kept(staff, ims, number, complaint):
    url = change_url(ims)
    refused = sent_with(staff, url, number, **{"effects-2-text": "New words."})
    assert complaint in errors(refused)
    assert len(parts_of(refused)) == 3
    assert "New words." in refused.content.decode()
    assert not Effect.objects.filter(text="New words.").exists()
    # What is shown can be saved.
    assert "Draft saved" in said(staff.post(url, form_data(refused) | {"_save": "1"}))
    assert Effect.objects.filter(text="New words.").exists()
    assert Effect.objects.count() == 3


@pytest.mark.parametrize("number", ["1000000000", "-1", "many", None])
def test_of_a_new_page_too(staff, number):
    refused = sent_with(staff, ADD, number, title="Massage", slug="massage", **new_effects([0, 1]))
    assert (TOO_MANY if number == "1000000000" else INCOMPLETE) in errors(refused)
    assert [part["text"].value() for part in parts_of(refused)] == ["Text.", "Text."]


def test_the_preview_is_answered_too(staff, ims):
    data = form_data(staff.get(change_url(ims))) | {TOTAL: "1000000000"}
    answer = staff.post(change_url(ims, "preview"), data, headers={"accept": "application/json"})
    assert answer.json()["problems"] == [TOO_MANY]


@pytest.mark.parametrize("number", ["3", "٣", " 3 "])
def test_a_right_number_is_right_in_any_digits(staff, ims, number):
    response = sent_with(staff, change_url(ims), number, **{"effects-2-text": "New words."})
    assert "Draft saved" in said(response)


@pytest.mark.parametrize("number", ["1000000000", "-1", "0", "", "many", "9" * 5000])
def test_how_many_had_a_row_is_known_without_being_told(staff, ims, number):
    changes = {INITIAL: number, "effects-2-text": "New words."}
    assert "Draft saved" in said(submit(staff, change_url(ims), **changes))
    assert Effect.objects.filter(text="New words.").exists()
    assert Effect.objects.count() == 3


def test_a_page_may_have_a_hundred_of_each_part(staff):
    page = make_treatment(effects=99, factors=100)
    response = sent_with(staff, change_url(page), "100", **new_effects([99]))
    assert "Draft saved" in said(response)
    assert page.effects.count() == 100
    refused = sent_with(staff, change_url(page), "101", **new_effects([100]))
    assert TOO_MANY in errors(refused)
    assert page.effects.count() == 100


def test_a_page_that_has_more_can_be_made_smaller(staff):
    page = make_treatment(effects=102)
    assert TOO_MANY in errors(submit(staff, change_url(page), title="Other"))
    fewer = {"effects-0-DELETE": "on", "effects-101-DELETE": "on"}
    assert "Draft saved" in said(submit(staff, change_url(page), **fewer))
    assert page.effects.count() == 100
