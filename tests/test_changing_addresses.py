"""The web address of a page: typed, refused, changed, and given up."""

import pytest
from django.utils import timezone

from services.models import Publication, Treatment
from services.publishing.publish import change_address, retire
from services.publishing.site import Gone, Moved, PublicSite

from .factories import DAY, make_treatment, published
from .fronts import IMS
from .staff import ADD_TREATMENT, change_url, errors, history_of, page, plan, said, submit

pytestmark = pytest.mark.django_db


def test_a_new_address_is_told_with_the_old_one_and_the_words_keep_their_day(staff, ims):
    before = staff.get(change_url(ims)).context["status"].words
    day = plan(staff, ims)
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    text = history_of(staff, ims)
    assert (
        "Maria Rossi changed the web address from /treatments/ims-dry-needling/ to "
        "/treatments/dry-needling/." in text
    )
    assert f"Maria Rossi moved what was scheduled for {day} to the new web address." in text
    assert f"Maria Rossi scheduled this version. It goes live on {day}." in text
    assert "Schedule cancelled" not in text
    submit(staff, change_url(ims), "_publish", title=ims.title)
    assert staff.get(change_url(ims)).context["status"].words == before


def test_changing_the_address_says_so_and_old_links_lead_there(staff, ims, client, commits):
    submit(staff, change_url(ims), title="Unfinished")
    with commits():
        response = staff.post(change_url(ims, "address"), {"slug": "Dry Needling"})
    assert "The page is now at /treatments/dry-needling/." in said(response)
    answer = client.get(IMS)
    assert (answer.status_code, answer["Location"]) == (301, "/treatments/dry-needling/")
    assert "<h1>IMS/Dry needling</h1>" in page(client, "/treatments/dry-needling/")
    ims.refresh_from_db()
    assert (ims.slug, ims.title) == ("dry-needling", "Unfinished")


@pytest.mark.parametrize(
    "slug", ["", "?!", "ims-dry-needling", "IMS dry needling", "x" * 81, "㎏" * 80, "Massage"]
)
def test_an_address_that_cannot_be_is_refused_in_a_sentence(staff, ims, client, slug):
    published(make_treatment(), at=timezone.now())
    answer = staff.post(change_url(ims, "address"), {"slug": slug})
    assert answer.status_code == 200
    assert client.get(IMS).status_code == 200


def test_renamed_five_times_and_swapped_every_address_is_one_hop(ims, client):
    now = timezone.now()
    other = published(make_treatment(title="Other"), at=now)
    for number in range(5):
        now += DAY / 24
        change_address(ims, f"name-{number}", by=None, now=now)
    # The two change places, by way of a third address.
    for row, slug in ((ims, "between"), (other, "name-4"), (ims, "other")):
        now += DAY / 24
        change_address(row, slug, by=None, now=now)
    site = PublicSite(now)
    meant = {
        path.split("/")[2]: site.page(path)
        for path in Publication.objects.values_list("path", flat=True)
        if path
    }
    assert meant["other"].title == "IMS/Dry needling"
    assert meant["name-4"].title == "Other"
    for slug in ("ims-dry-needling", "name-0", "name-1", "name-2", "name-3", "between"):
        assert meant[slug] == Moved("/treatments/other/")
    retire(ims, by=None, now=now + DAY)
    assert PublicSite(now + DAY).page("/treatments/name-0/") == Gone("IMS/Dry needling")


def test_whoever_opens_a_page_taken_away_is_sent_where_staff_said(staff, ims, client, commits):
    other = published(make_treatment(), at=timezone.now())
    with commits():
        staff.post(change_url(ims, "retire"), {"successor": other.key})
    assert client.get(IMS)["Location"] == "/treatments/massage/"
    response = submit(staff, change_url(ims), "_publish")
    assert response.status_code == 302
    assert "<h1>IMS/Dry needling</h1>" in page(client)


def test_a_successor_that_is_no_page_is_refused(staff, ims, client):
    staff.post(change_url(ims, "retire"), {"successor": "nonsense"})
    assert client.get(IMS).status_code == 200


def test_a_taken_address_is_refused_on_publishing_and_not_on_saving(staff, ims):
    new = {"title": "Other", "slug": "ims-dry-needling", "summary": "Other."}
    assert "has this web address" in errors(submit(staff, ADD_TREATMENT, "_publish", **new))
    assert submit(staff, ADD_TREATMENT, **new).status_code == 302


def test_the_address_of_a_retired_page_that_was_taken_since_is_refused_on_coming_back(staff, ims):
    retire(ims, by=None, now=timezone.now())
    published(make_treatment(title="Other", slug="ims-dry-needling"), at=timezone.now())
    assert "has this web address" in errors(submit(staff, change_url(ims), "_publish"))


def test_the_address_of_a_public_page_is_read_only(staff, ims):
    submit(staff, change_url(ims), "_publish", slug="other", title="Other")
    ims.refresh_from_db()
    assert (ims.title, ims.slug) == ("Other", "ims-dry-needling")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Massage-DEEP", "massage-deep"),
        ("  Sports  Massage ", "sports-massage"),
        ("sports_massage", "sports-massage"),
        ("Kiné à domicile", "kine-a-domicile"),
        ("IMS/Dry needling", "ims-dry-needling"),
        ("women’s health – pelvis", "womens-health-pelvis"),
        ("   ", ""),
    ],
)
def test_an_address_is_typed_as_people_type(staff, typed, address):
    submit(staff, ADD_TREATMENT, title="Massage", slug=typed)
    assert Treatment.objects.get().slug == address


@pytest.mark.parametrize("typed", ["?!", "-", "___", "массаж"])
def test_an_address_of_which_nothing_is_left_is_refused(staff, typed):
    complaint = "Web address: A web address has letters from a to z, numbers and hyphens, like sports-massage."
    assert errors(submit(staff, ADD_TREATMENT, title="Massage", slug=typed)) == complaint


@pytest.mark.parametrize("slug", ["Sports_Massage", "___"])
def test_an_address_of_other_signs_stays_while_nobody_touches_it(staff, client, slug):
    draft = make_treatment(slug=slug)
    assert submit(staff, change_url(draft), "_publish", title="Ours").status_code == 302
    assert "<h1>Ours</h1>" in page(client, f"/treatments/{slug}/")
    assert submit(staff, change_url(draft), "_publish", title="Still").status_code == 302
    assert "<h1>Still</h1>" in page(client, f"/treatments/{slug}/")
