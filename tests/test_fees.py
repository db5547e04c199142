"""What a visit costs, and the first visit: pages of which there is one."""

from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from services.content import money
from services.models import Publication
from services.publishing.publish import cancel_schedule, publish, retire

from .factories import DAY, make_clinic, make_fees, make_first_visit, make_treatment, published
from .staff import change_url, errors, form_data, page, submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("60", "GBP", "£60"),
        ("62.50", "GBP", "£62.50"),
        ("1060", "GBP", "£1,060"),
        ("95", "CAD", "$95"),
        ("95.5", "CAD", "$95.50"),
        ("70", "EUR", "€70"),
        ("0", "EUR", "€0"),
        ("120", "CHF", "CHF\N{NO-BREAK SPACE}120"),
        ("8000", "JPY", "¥8,000"),
        ("60", "AED", "AED\N{NO-BREAK SPACE}60"),
        ("1.50", "JPY", "¥1.50"),
    ],
)
def test_an_amount_is_written_as_in_its_country(amount, currency, words):
    assert money.in_words(Decimal(amount), currency) == words


@given(st.decimals(0, 999_999, places=2), st.sampled_from([code for code, _ in money.currencies()]))
def test_every_amount_can_be_written(amount, currency):
    words = money.in_words(amount, currency)
    whole = str(int(amount))[-3:]
    assert whole.lstrip("0") in words


def test_each_currency_is_offered_once():
    codes = [code for code, _name in money.currencies()]
    assert len(codes) == len(set(codes)) > 100
    assert {"GBP", "CAD", "EUR", "USD", "AUD", "NZD", "INR", "ZAR"} <= set(codes)


def test_the_currency_is_that_of_the_clinics_country(staff):
    make_clinic(country="CA")
    form = staff.get("/admin/services/fees/", follow=True)
    assert form_data(form)["currency"] == "CAD"


@pytest.mark.parametrize("price", [0, 60])
def test_a_price_needs_its_currency(staff, price):
    fees = make_fees({"what": "First visit", "price": Decimal(price)})
    refused = submit(staff, change_url(fees), "_publish", currency="")
    assert "Choose the currency. Required to publish." in errors(refused)


def test_prices_are_a_table_with_what_they_are_for(client):
    fees = make_fees(
        {"what": "First visit", "minutes": 45, "price": Decimal("65")},
        {"what": "A letter", "note": "Ask us: it depends on its length."},
        {"what": "A second look", "price": Decimal(0), "minutes": 0},
        cancelling_text="Tell us **24 hours** before.",
    )
    published(fees)
    text = page(client, "/fees/")
    assert (
        '<th scope="row">First visit <span class="minutes">45 minutes</span></th><td>£65</td>'
        in text
    )
    assert "<small>Ask us: it depends on its length.</small></th><td></td>" in text
    assert "<td>£0</td>" in text
    assert "0 minutes" in text
    assert "<strong>24 hours</strong>" in text
    assert "Insurance" not in text


def test_a_price_for_one_treatment_is_on_its_page_too(client):
    massage, other = published(make_treatment()), published(make_treatment(title="Other"))
    prices = [
        {"what": "Massage visit", "price": Decimal(40), "page": massage.key},
        {"what": "First visit", "price": Decimal(60)},
    ]
    fees = make_fees(*prices)
    assert "Massage visit" not in page(client, "/treatments/massage/")
    published(fees, at=timezone.now())
    text = page(client, "/treatments/massage/")
    assert "<td>£40</td>" in text
    assert "First visit" not in text
    assert '<a class="onto" href="/fees/">' in text
    assert "What it costs" not in page(client, f"/treatments/{other.slug}/")
    retire(fees, by=None, now=timezone.now())
    assert "What it costs" not in page(client, "/treatments/massage/")


def test_a_price_without_an_amount_or_a_note_is_asked_about(staff):
    fees = make_fees({"what": "A letter"})
    assert "Add a price for “A letter”, or a note" in page(staff, change_url(fees))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("£60", "Enter a number, for example 60 or 62.50."),
        ("60,50", "Enter a number, for example 60 or 62.50."),
        ("0.001", "Enter at most 2 decimals"),
        ("1000000", "This number is too large."),
        ("-1", "Enter 0 or more."),
    ],
)
def test_what_is_no_price_is_refused_in_a_sentence(staff, typed, answer):
    fees = make_fees({"what": "First visit", "price": Decimal(60)})
    refused = submit(staff, change_url(fees), **{"prices-0-price": typed})
    assert answer in errors(refused)


def test_two_prices_for_one_treatment_are_shown_once_each(client):
    massage = published(make_treatment())
    prices = [{"what": f"Price {n}", "price": Decimal(n), "page": massage.key} for n in (1, 2)]
    published(make_fees(*prices), at=timezone.now())
    assert page(client, "/treatments/massage/").count("Price 1") == 1


def test_pages_of_which_there_is_one_are_in_the_menu_as_long_as_they_are_public(client, staff):
    assert "/fees/" not in page(client, "/")
    fees, visit = published(make_fees(), at=timezone.now()), make_first_visit("We talk")
    published(visit, at=timezone.now())
    for path, title in (("/fees/", "Fees"), ("/first-visit/", "Your first visit")):
        assert f'<a href="{path}">{title}</a>' in page(client, "/")
        assert f'<a href="{path}" aria-current="true">{title}</a>' in page(client, path)
        assert path in page(client, "/sitemap.xml")
    staff.post(change_url(fees, "retire"), {"message": "Ask us what a visit costs."})
    gone = client.get("/fees/")
    assert gone.status_code == 410
    assert "Ask us what a visit costs." in gone.content.decode()
    assert "“Ask us what a visit costs.”" in page(staff, change_url(fees, "history"))
    assert '<a href="/fees/">' not in page(client, "/")


def test_a_sentence_about_a_page_that_leads_elsewhere_is_not_kept(staff):
    fees, visit = published(make_fees(), at=timezone.now()), make_first_visit("We talk")
    published(visit, at=timezone.now())
    data = {"successor": visit.key, "message": "Nobody reads this."}
    staff.post(change_url(fees, "retire"), data)
    assert fees_decision().message == ""
    long = staff.post(change_url(visit, "retire"), {"message": "x" * 201})
    assert "Shorten it to 200" in long.content.decode()


def fees_decision():
    return Publication.objects.filter(kind="fees").first()


def test_a_sentence_about_a_page_survives_a_schedule_that_is_called_off(client, staff):
    fees = published(make_fees(), at=timezone.now())
    retire(fees, by=None, now=timezone.now(), message="Ask us.")
    publish(fees, by=None, now=timezone.now(), live_from=timezone.now() + DAY)
    cancel_schedule(fees.key, by=None, now=timezone.now())
    assert "Ask us." in client.get("/fees/").content.decode()


def test_the_first_visit_has_steps_and_what_to_bring(client):
    visit = make_first_visit("We talk", "We look", to_bring="Your glasses\nA list of medicines")
    published(visit)
    text = page(client, "/first-visit/")
    assert text.index("We talk") < text.index("We look") < text.index("<li>Your glasses</li>")
    assert "Good to know" not in text


def test_the_first_page_asks_for_what_is_missing_until_it_is_there(staff):
    text = page(staff, "/admin/")
    wishes = ["Add your fees", "Describe a first visit", "Introduce the people who treat patients"]
    assert all(wish in text for wish in wishes)
    page(staff, change_url(make_fees()))  # opened, and nothing written
    assert "Add your fees" in page(staff, "/admin/")
    submit(staff, change_url(make_fees()), title="Fees", cancelling_text="Tell us before.")
    text = page(staff, "/admin/")
    assert "Add your fees" not in text
    assert "<h3>Fees</h3>" in text
