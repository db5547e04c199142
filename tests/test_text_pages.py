"""Pages of the clinic's own: where they are, what leads to them."""

import pytest
from django.utils import timezone

from .factories import make_clinic, make_fees, make_text_page, make_treatment, published
from .staff import change_url, errors, page, submit

pytestmark = pytest.mark.django_db


def test_a_page_has_sections_and_questions_with_answers(client):
    story = make_text_page(faqs_heading="You asked")
    story.extras.create(heading="How it began", text="With a **door**.")
    story.faqs.create(question="May I bring my dog?", answer="Yes, on a [lead](/our-story/).")
    published(story)
    text = page(client, "/our-story/")
    for shown in (
        "<h1>Our story</h1>",
        "<h2>How it began</h2>",
        "<strong>door</strong>",
        "<h2>You asked</h2>",
        "<h3>May I bring my dog?</h3>",
    ):
        assert shown in text


@pytest.mark.parametrize(
    ("shown", "in_header", "in_footer"),
    [("menu", True, True), ("footer", False, True), ("", False, False)],
)
def test_staff_choose_what_leads_to_it(client, shown, in_header, in_footer):
    published(make_text_page(shown=shown))
    header, footer = page(client, "/").split("<main", 1)
    assert ("/our-story/" in header, "/our-story/" in footer) == (in_header, in_footer)
    assert "/our-story/" in page(client, "/sitemap.xml")


def test_a_page_of_nothing_but_a_title_is_not_published(staff):
    story = make_text_page()
    story.extras.all().delete()
    assert "needs more than a title" in errors(submit(staff, change_url(story), "_publish"))
    fees = make_fees(cancelling_text="")
    assert "needs more than a title" in errors(submit(staff, change_url(fees), "_publish"))
    submit(staff, change_url(fees), "_publish", paying_text="By card.")
    assert "/fees/" in page(staff, "/")


def test_the_menu_is_in_the_order_that_staff_say(client):
    for title, position in (("Zebra", 1), ("Ant", 2)):
        published(make_text_page(title=title, shown="menu", position=position))
    header = page(client, "/").partition("</header>")[0]
    assert header.index("Zebra") < header.index("Ant")


def test_a_menu_of_more_than_four_is_one_link_to_the_foot_of_the_page_on_a_phone(client):
    for number in range(3):
        published(make_text_page(title=f"Page {number}", shown="menu"))
    assert '<a href="#menu">' not in page(client, "/")
    published(make_text_page(title="Page 4", shown="menu"))
    text = page(client, "/")
    assert '<a href="#menu">Menu</a>' in text
    assert '<nav id="menu"' in text


@pytest.mark.parametrize(
    "slug", ["visit", "treatments", "team", "admin", "media", "static", "privacy", "accessibility"]
)
def test_no_page_takes_an_address_of_the_sites_own(staff, slug):
    draft = make_text_page(slug="another")
    refused = submit(staff, change_url(draft), "_publish", slug=slug)
    assert "The website itself uses this web address" in errors(refused)


@pytest.mark.parametrize("slug", ["visits", "prices", "robots", "sitemap", "card", "our-team"])
def test_any_other_address_is_free(client, slug):
    published(make_text_page(slug=slug))
    assert "<h1>Our story</h1>" in page(client, f"/{slug}/")


def test_two_pages_of_different_kinds_do_not_share_an_address(staff):
    published(make_fees(), at=timezone.now())
    refused = submit(staff, change_url(make_text_page(slug="x")), "_publish", slug="fees")
    assert "The page “Fees” has this web address" in errors(refused)


def test_an_address_of_a_list_is_another_than_that_of_a_page(client):
    published(make_text_page(slug="massage"))
    published(make_treatment())
    assert "<h1>Our story</h1>" in page(client, "/massage/")
    assert "<h1>Massage</h1>" in page(client, "/treatments/massage/")


def test_pages_outlive_their_titles_and_places(client, staff):
    story = published(make_text_page(), at=timezone.now())
    staff.post(change_url(story, "address"), {"slug": "about"})
    assert client.get("/our-story/")["Location"] == "/about/"
    assert '<a href="/about/">Our story</a>' in page(client, "/")


def test_staff_add_a_profile_in_the_form(staff, client):
    clinic = make_clinic()
    url = "https://www.instagram.com/physio/"
    data = {"profiles-TOTAL_FORMS": "1", "profiles-0-url": url, "profiles-0-position": "0"}
    assert submit(staff, change_url(clinic), "_publish", **data).status_code == 302
    assert f'<a href="{url}">Instagram</a>' in page(client, "/")


def test_profiles_elsewhere_are_plain_links_at_the_foot(client):
    clinic = make_clinic()
    urls = {
        "https://www.instagram.com/physio/": "Instagram",
        "https://ca.linkedin.com/company/physio": "LinkedIn",
        "https://m.facebook.com/physio": "Facebook",
        "https://x.com/physio": "X",
        "https://notx.com/physio": "notx.com",
        "https://social.example.com/@physio": "social.example.com",
    }
    for url in urls:
        clinic.profiles.create(url=url)
    published(clinic)
    footer = page(client, "/").partition("<footer")[2]
    for url, name in urls.items():
        assert f'<a href="{url}">{name}</a>' in footer
