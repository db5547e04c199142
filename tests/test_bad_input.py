"""What does not fit in a form: refused in a sentence, and nothing typed is lost."""

import re

import pytest
from django.test import Client

from services.models import Treatment

from .factories import make_clinic
from .staff import (
    ADD_TREATMENT,
    change_url,
    errors,
    form_data,
    page,
    submit,
    texts_of_effects,
    with_new_effect_on_top,
)

pytestmark = pytest.mark.django_db


def test_a_closure_that_ends_before_it_starts_is_refused_in_plain_words(staff):
    response = submit(
        staff, "/admin/services/closure/add/", first_day="2026-03-03", last_day="2026-03-02"
    )
    assert "The last day can’t be before the first." in errors(response)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://example.com/", "data:text/html,x", "http://", "mailto:a@b.c"],
)
def test_a_link_that_is_no_web_address_is_refused(staff, address):
    response = submit(staff, ADD_TREATMENT, title="Massage", dedicated_site_url=address)
    assert "isn’t a web address" in errors(response)
    assert not Treatment.objects.exists()


def test_an_address_without_scheme_becomes_https(staff):
    submit(staff, ADD_TREATMENT, title="Massage", dedicated_site_url="ims.example.com/start")
    assert Treatment.objects.get().dedicated_site_url == "https://ims.example.com/start"


def test_an_effect_without_text_is_refused_and_nothing_typed_is_lost(staff, ims):
    response = submit(
        staff,
        change_url(ims),
        title="Typed title",
        **{"effects-1-text": "", "effects-2-text": "Typed."},
    )
    assert errors(response) == "Effect 2, Text: Required."
    text = response.content.decode()
    assert "Typed title" in text
    assert "Typed." in text
    assert ims.effects.get(key="ims-effect-2").text


def test_two_parts_swap_places(staff, ims, client):
    submit(
        staff,
        change_url(ims),
        "_publish",
        **{"effects-0-position": "2", "effects-1-position": "1"},
    )
    text = page(client)
    assert text.index("Blood brings healing") < text.index("The muscle relaxes and lengthens</h3>")


def test_parts_in_the_same_place_keep_their_order(staff, ims, client):
    places = {f"effects-{number}-position": "5" for number in range(3)}
    assert submit(staff, change_url(ims), "_publish", **places).status_code == 302
    assert page(client).index("Blood brings healing") < page(client).index("An electrical charge")


def test_a_new_part_without_a_place_goes_to_the_end(staff, ims):
    submit(
        staff,
        change_url(ims),
        **{
            "factors-TOTAL_FORMS": "4",
            "factors-3-text": "Something new",
            "factors-3-note": "",
            "factors-3-position": "0",
        },
    )
    assert [factor.text for factor in ims.factors.all()][-1] == "Something new"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("title", "x" * 81, "Title: This has 81 characters. Shorten it to 80."),
        ("summary", "x" * 301, "Summary: This has 301 characters. Shorten it to 300."),
        ("what_it_treats", "x" * 5001, "This has 5001 characters. Shorten it to 5000."),
        ("visits_per_week", "8", "Visits a week: Enter 7 or less."),
        ("visits_per_week", "0", "Visits a week: Enter 1 or more."),
        ("visits_per_week", "99999999999999999999", "Enter 7 or less."),
        ("visits_per_week", "often", "Enter a whole number, for example 3."),
        ("position", "-1", "Order in lists: Enter 0 or more."),
        ("position", "99999999999", "Order in lists: Enter 9999 or less."),
        ("mechanism_drawing", "not-a-drawing", "Choose another."),
        (
            "title",
            "nul\0byte",
            "Title: This contains a character that can’t be stored. Type it again.",
        ),
        ("title", "   ", "Title: Required."),
        ("effects-TOTAL_FORMS", "nonsense", "Part of this form didn’t arrive."),
        ("effects-0-position", "99999999999", "Effect 3, Place: Enter 9999 or less."),
        ("effects-0-heading", "", "Effect 1, Heading: Required."),
        ("form_number", "", "Part of this form didn’t arrive."),
    ],
)
def test_what_does_not_fit_gets_a_clear_message(staff, ims, field, value, complaint):
    response = submit(staff, change_url(ims), **{field: value})
    assert complaint in errors(response)
    ims.refresh_from_db()
    assert ims.title == "IMS/Dry needling"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("first_day", "", "First day: Choose the first day."),
        ("first_day", "soon", "First day: Choose a date, for example 3 March 2026."),
        ("reason", "x" * 161, "Message for patients: This has 161 characters. Shorten it to 160."),
    ],
)
def test_a_closure_that_does_not_fit_gets_a_clear_message(staff, field, value, complaint):
    response = submit(staff, "/admin/services/closure/add/", **{field: value})
    assert complaint in errors(response)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("locations-0-email", "front desk", "Location 1, Email: Enter an email address"),
        ("locations-0-phone", "call us", "Location 1, Phone: A phone number has only digits"),
        ("time_zone", "Mars/Base", "Time zone: That choice isn’t available"),
    ],
)
def test_clinic_details_that_do_not_fit_get_a_clear_message(staff, field, value, complaint):
    make_clinic()
    response = submit(staff, "/admin/services/clinic/1/change/", **{field: value})
    assert complaint in errors(response)


def test_what_is_wrong_stands_at_the_top_with_a_link_to_each_field(staff, ims):
    response = submit(staff, change_url(ims), title="", **{"effects-1-text": ""})
    text = response.content.decode()
    assert "<title>Not saved yet: " in text
    assert '<a href="#id_title">Title: Required.</a>' in text
    assert '<a href="#id_effects-1-text">Effect 2, Text: Required.</a>' in text
    for place in ("id_title", "id_effects-1-text"):
        assert f'id="{place}"' in text
    assert "Please correct" not in text
    assert "Not saved yet" not in page(staff, change_url(ims))


@pytest.mark.parametrize("named_by_place", [True, False])
def test_what_is_wrong_in_parts_is_told_in_the_order_of_the_screen(staff, ims, named_by_place):
    data = form_data(staff.get(change_url(ims)), **{"effects-1-text": "", "effects-0-DELETE": "on"})
    sent = with_new_effect_on_top(data, named_by_place)
    response = staff.post(change_url(ims), sent | {"_save": "1"})
    assert errors(response) == "Effect 1, Text: Required. Effect 3, Text: Required."
    shown = texts_of_effects(response)
    assert [problem.id for problem in response.context["problems"]] == [shown[0], shown[2]]
    headings = re.findall(
        r'id="effects-\w+"(?:(?!class="inline_label">).)*class="inline_label">([^<]*)',
        response.content.decode(),
        re.DOTALL,
    )
    assert headings[1:4] == [effect.heading for effect in ims.effects.all()]


def test_a_new_part_with_nothing_but_a_place_is_not_asked_for(staff, ims):
    new = {"effects-TOTAL_FORMS": "4", "effects-3-position": "4", "effects-3-text": ""}
    assert submit(staff, change_url(ims), **new).status_code == 302
    assert ims.effects.count() == 3


def test_a_part_that_is_deleted_may_be_wrong(staff, ims):
    wrong = {"effects-1-text": "", "effects-1-DELETE": "on"}
    assert errors(submit(staff, change_url(ims), title="", **wrong)) == "Title: Required."
    assert submit(staff, change_url(ims), **wrong).status_code == 302


@pytest.mark.parametrize(
    "url",
    [
        "/admin/services/treatment/999/change/",
        "/admin/services/treatment/x/change/",
        "/admin/services/treatment/99999999999999999999999/change/",
        "/admin/services/treatment/x/retire/",
        "/admin/services/treatment/99999999999999999999999/retire/",
        "/admin/services/treatment/%00/change/",
        "/admin/services/treatment/?q=%00",
        "/admin/services/treatment/?p=999999999999999999999",
        "/admin/services/treatment/?o=99.x.-3",
        "/admin/services/treatment/?nonsense__exact=1",
        "/admin/services/closure/?all=&e=1",
        "/admin/services/clinic/2/change/",
        "/admin/services/nothing/",
        "/admin/welcome/MQ/x/",
        "/admin/welcome/%00/%00/",
        "/admin/welcome/99999999999999999999999999/set-password/",
    ],
)
def test_nonsense_in_an_admin_address_never_breaks(staff, url):
    response = staff.get(url, follow=True)
    assert response.status_code in (200, 400, 404)


@pytest.mark.parametrize("data", [{}, {"title": "x"}, {"_publish": "1", "form_number": "x" * 99}])
def test_a_form_without_its_hidden_parts_never_breaks(staff, ims, data):
    for url in (ADD_TREATMENT, change_url(ims)):
        assert staff.post(url, data).status_code in (200, 400)


def test_a_form_of_an_older_sign_in_says_what_to_do(owner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    response = browser.post(ADD_TREATMENT, {"title": "Massage"})
    assert response.status_code == 403
    assert "What you typed is kept in this browser" in response.content.decode()
