"""Odd values in every field of every form and every part of an address: never a 500, signed in or not."""

import hypothesis
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from services.accounts.welcome import welcome_link
from services.models import ReviewLink
from services.reviews.staff import address_of

from .factories import make_clinic, make_closure
from .staff import ADD_TREATMENT, change_url

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"

ODD = [
    b"\xed\xa0\x80", b"\xff", b"\0", b"x\0y", b"-1", "٣".encode(), "²".encode(), b"9" * 400,
    b"9" * 5000, b"1_0", b"1e999", b"NaN", b"{", b"[" * 50_000, b'"\\ud800"', b'{"title": "\\ud800"}',
    "\u202e\u2028\ufeff".encode(), b"{0}{{ x }}%s$", b"2026-02-30", b"0001-01-01T00:00",
    b"9999-12-31T23:59", b"../../x",
]  # fmt: skip
# What forms bring besides their fields.
BESIDES = ["base_values", "_plan", "_publish", "effects-TOTAL_FORMS", "effects-0-position"]


@pytest.fixture
def forms(staff, ims, owner):
    """Every address that takes a form, with the names of what it reads of it."""
    page = [
        "title", "slug", "summary", "picture", "picture-none", "what_it_treats", "mechanism_drawing",
        "visits_per_week", "dedicated_site_url", "position", "opened_at", "form_number", "publish_at",
        "effects-0-id", "effects-0-text", "effects-0-drawing", "effects-INITIAL_FORMS", *BESIDES,
    ]  # fmt: skip
    closure = [
        "first_day",
        "last_day",
        "spans",
        "at_locations",
        "days_are_right",
        "reason",
        "opened_at",
        "form_number",
        "publish_at",
        *BESIDES,
    ]
    clinic = [
        "name",
        "country",
        "locations-0-phone",
        "locations-0-email",
        "locations-0-country",
        "locations-0-hours",
        "locations-0-booking_url",
        "locations-TOTAL_FORMS",
        "time_zone",
        "opened_at",
        "form_number",
        *BESIDES,
    ]
    person = ["full_name", "username", "role", "is_active", "opened_at", "base_values"]
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    person_url = reverse("admin:auth_user_change", args=[owner.pk])
    return {
        change_url(ims): page,
        change_url(ims, "preview"): page,
        ADD_TREATMENT: page,
        "/admin/services/closure/add/": closure,
        change_url(make_closure()): closure,
        change_url(make_clinic()): clinic,
        change_url(ims, "reviews"): ["make", "revoke", "dealt_with", "still", "profession", "withdraw"],
        change_url(ims, "history"): ["publication", "draft"],
        change_url(ims, "files"): ["upload", "reason"],
        change_url(ims, "erase"): ["words", "reason", "erase"],
        change_url(ims, "address"): ["slug"],
        change_url(ims, "retire"): ["successor"],
        change_url(ims, "cancel_schedule"): ["x"],
        "/admin/auth/user/add/": person,
        person_url: person,
        "/admin/password_change/": ["old_password", "new_password1", "new_password2"],
        "/admin/login/": ["username", "password", "next"],
        welcome_link(owner).removeprefix(SITE): ["full_name", "username", "new_password1"],
        address_of(ReviewLink.objects.get()): ["name", "role", "again", "note", "right", "note_only"],
    }  # fmt: skip


def multipart(values):
    """A form's body, with any bytes in it."""
    part = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    return b"".join(part % (name.encode(), value) for name, value in values.items()) + b"--B--\r\n"


@hypothesis.settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_odd_value_in_a_form_breaks_nothing(staff, forms, settings, data):
    settings.BAKE = False
    url = data.draw(st.sampled_from(list(forms)))
    values = {name: data.draw(st.sampled_from([b"1", *ODD])) for name in forms[url]}
    for browser in (staff, Client()):
        answer = browser.post(url, multipart(values), "multipart/form-data; boundary=B")
        assert answer.status_code < 500


ADDRESSES = [
    "/admin/services/treatment/?q={}", "/admin/services/treatment/?p={}", "/admin/services/treatment/?o={}",
    "/admin/services/treatment/?all={}", "/admin/services/treatment/?title__regex={}",
    "/admin/services/treatment/?{}", "/admin/services/treatment/{}", "/admin/services/treatment/{}/change/",
    "/admin/services/treatment/{}/history/", "/admin/services/treatment/{}/preview/",
    "/admin/services/treatment/add/?title={}", "/admin/services/treatment/add/?position={}",
    "/admin/services/treatment/add/?_changelist_filters={}", "/admin/services/closure/add/?first_day={}",
    "/admin/services/treatment/1/history/?p={}", "/admin/auth/user/?q={}", "/admin/auth/user/?o={}",
    "/admin/auth/user/{}/change/", "/admin/auth/user/{}/link/", "/admin/auth/user/{}/history/",
    "/admin/as-of/?at={}", "/admin/as-of/?page={}", "/admin/as-of/?publication={}",
    "/admin/as-of/page/?at={}", "/admin/as-of/page/?page={}", "/admin/what-changed/?p={}",
    "/admin/login/?next={}", "/admin/welcome/{}/x/", "/admin/welcome/MQ/{}/", "/admin/review/{}/",
    "/admin/r/1/{}/", "/admin/{}/", "/admin/jsi18n/?{}", "/admin/autocomplete/?field_name={}",
    "/treatments/{}/", "/treatments/{}/card-{}.png", "/card-{}.png", "/media/{}", "/static/{}", "/{}", "/?{}",
    "/sitemap.xml?p={}", "/robots.txt?{}",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_odd_value_in_an_address_breaks_nothing(staff, ims, address):
    anybody = Client()
    for odd in ODD:
        quoted = "".join(f"%{byte:02x}" for byte in odd[:5000])
        for browser in (staff, anybody):
            url = address.replace("{}", quoted)
            assert browser.get(url).status_code < 500, (url[:100], browser is staff)
            assert browser.post(url).status_code < 500, (url[:100], browser is staff)
