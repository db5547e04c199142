"""Words that an owner erases from old versions of a page, at a person's wish."""

import html
import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from services.accounts.roles import Role
from services.admin.status import statuses_of
from services.content.clinic import ClinicContent
from services.content.closure import ClosureContent
from services.content.treatment import TreatmentContent
from services.kinds import model_of
from services.models import Erasure, Publication, ReplacedDraft, ReviewLink, SignOff, Treatment
from services.publishing import erase_words as erasing
from services.publishing import snapshot
from services.publishing.erase_uploads import erase_upload
from services.publishing.publish import Refused, publish, retire
from services.publishing.site import Gone, PublicSite

from .factories import DAY, MARCH, make_clinic, make_person, make_treatment, published
from .staff import browser_of, change_url, page, said, submit

pytestmark = pytest.mark.django_db

NAME = "Ada Lee"
WHY = "A patient asked for it."


def everything_kept():
    """All that is stored of pages and what was said of them, as text."""
    models = (Publication, ReplacedDraft, ReviewLink, SignOff, Erasure, Treatment)
    return json.dumps([list(model.objects.values()) for model in models], default=str)


def erase(staff, row, words=NAME, reason=WHY, **more):
    return staff.post(change_url(row, "erase"), {"words": words, "reason": reason, **more})


@pytest.fixture
def row(staff):
    """A page that named somebody in a version, a link, a note and a kept draft, and does no more."""
    row = published(make_treatment(effects=1), at=timezone.now())
    url = change_url(row)
    submit(staff, url, summary=f"{NAME} says it helps.", **{"effects-0-text": f"As {NAME} knows."})
    staff.post(change_url(row, "reviews"), {"make": "1"})
    answer = {"name": "Dr Bo", "again": "1", "note": f"Is {NAME} fine with it?", "right": ""}
    Client().post(f"/admin/review/{ReviewLink.objects.get().token}/", answer)
    submit(staff, url, "_publish")
    submit(staff, url, title=f"For {NAME}")
    first = Publication.objects.filter(page_key=row.key).order_by("id").first()
    staff.post(change_url(row, "history"), {"publication": first.pk})
    submit(staff, url, "_publish")
    return row


def test_an_owner_sees_where_words_stand_and_erases_them(staff, row, client, commits):
    before = page(client, "/treatments/massage/")
    text = html.unescape(erase(staff, row).content.decode())
    for place in ("Summary", "Effect 1: text", "Note", "Title"):
        assert f'<span class="when">{place}</span>' in text
    assert f"As <mark>{NAME}</mark> knows." in text
    assert not Erasure.objects.exists()
    with commits():
        response = erase(staff, row, erase="1")
    assert response.url == change_url(row, "history")
    assert "Deleted." in said(response)
    assert NAME not in everything_kept()
    assert "As [erased] knows." in everything_kept()
    text = html.unescape(page(staff, change_url(row, "history")))
    assert f"Reason: {WHY}" in text
    assert "[erased] says" in text
    assert page(client, "/treatments/massage/") == before


def test_a_version_of_which_words_were_erased_can_still_be_seen_and_brought_back(staff, row):
    erase(staff, row, erase="1")
    for old in Publication.objects.filter(page_key=row.key):
        seen = staff.get("/admin/as-of/", {"publication": old.pk}, follow=True)
        assert seen.status_code == 200
        staff.post(change_url(row, "history"), {"publication": old.pk})
        assert submit(staff, change_url(row)).status_code == 302
    staff.post(change_url(row, "history"), {"draft": ReplacedDraft.objects.last().pk})
    assert Treatment.objects.get(pk=row.pk).title == "For [erased]"


def test_no_hash_stays_from_which_the_words_could_be_guessed(staff, row):
    columns = (
        (Publication, "content_hash"),
        (ReviewLink, "content_hash"),
        (SignOff, "content_hash"),
    )
    named = Publication.objects.filter(page_key=row.key)[1]
    hashes = {named.content_hash, snapshot.reviewed_hash(snapshot.load(named.kind, named.content))}
    found = {h for model, name in columns for h in model.objects.values_list(name, flat=True)}
    assert hashes <= found
    erase(staff, row, erase="1")
    found = {h for model, name in columns for h in model.objects.values_list(name, flat=True)}
    assert not hashes & found
    for one in Publication.objects.filter(retired=False):
        assert one.content_hash == snapshot.content_hash(snapshot.load(one.kind, one.content))


def test_what_was_signed_with_the_words_is_a_claim_of_nothing(staff, row, client):
    named = Publication.objects.filter(page_key=row.key)[1].pk
    erase(staff, row, erase="1")
    staff.post(change_url(row, "history"), {"publication": named})
    submit(staff, change_url(row), "_publish")
    text = page(client, "/treatments/massage/")
    assert "[erased] says it helps." in text
    assert "Reviewed by" not in text
    assert "For an older or different version." in page(staff, change_url(row, "reviews"))


def test_a_sign_off_of_what_is_live_holds(staff, row, client):
    staff.post(change_url(row, "reviews"), {"make": "1"})
    link = ReviewLink.objects.first()
    Client().post(
        f"/admin/review/{link.token}/", {"name": "Dr Bo", "again": "1", "note": "", "right": ""}
    )
    erase(staff, row, erase="1")
    assert "Reviewed by Dr Bo" in page(client, "/treatments/massage/")
    assert "No changes to publish" in said(submit(staff, change_url(row), "_publish"))


@pytest.mark.parametrize("where", ["draft", "live", "planned"])
def test_words_that_the_page_still_says_are_refused(staff, row, where):
    Treatment.objects.filter(pk=row.pk).update(summary=f"By {NAME}.")
    changed = Treatment.objects.get(pk=row.pk)
    if where != "draft":
        begins = timezone.now() + DAY if where == "planned" else None
        publish(changed, by=None, now=timezone.now(), live_from=begins)
        Treatment.objects.filter(pk=row.pk).update(summary="By others.")
    for more in ({}, {"erase": "1"}):
        assert "The page still has this text" in told(erase(staff, row, **more))
    with pytest.raises(Refused, match="still has this text"):
        erasing.erase_words(changed, NAME, by=None, reason=WHY, now=timezone.now())
    assert f"As {NAME} knows." in everything_kept()
    assert not Erasure.objects.exists()


def told(response):
    """What the form complains about."""
    assert response.status_code == 200
    return html.unescape(str(response.context["form"].errors))


@pytest.mark.parametrize(
    ("words", "reason", "complaint"),
    [
        ("", WHY, "Required."),
        ("A", WHY, "Enter at least 2 characters."),
        ("ada lee", WHY, "has exactly this text"),
        ("x" * 201, WHY, "Shorten it to 200."),
        (NAME, "", "Required."),
        (NAME, "x" * 301, "Shorten it to 300."),
        (NAME, "ada lee asked for it.", "leave out the text you’re deleting"),
        ("A\0", WHY, "can’t be stored"),
        ("\0\0", WHY, "Required."),
    ],
)
def test_erasing_asks_for_exact_words_and_a_reason_without_them(
    staff, row, words, reason, complaint
):
    assert complaint in told(erase(staff, row, words, reason, erase="1"))
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
def test_nobody_but_an_owner_erases(row, role):
    other = browser_of(make_person(role))
    assert erase(other, row, erase="1").status_code == 403
    assert "Permanently delete" not in page(other, change_url(row, "history"))
    assert not Erasure.objects.exists()


def test_the_page_behind_the_address_of_what_was_taken_away_loses_the_words_too(staff, row):
    Treatment.objects.filter(pk=row.pk).update(title=f"With {NAME}")
    publish(Treatment.objects.get(pk=row.pk), by=None, now=timezone.now())
    retire(row, by=None, now=timezone.now())
    assert PublicSite(timezone.now()).page("/treatments/massage/") == Gone(f"With {NAME}")
    Treatment.objects.filter(pk=row.pk).update(title="Massage")
    erase(staff, row, erase="1")
    assert PublicSite(timezone.now()).page("/treatments/massage/") == Gone("With [erased]")
    assert NAME not in everything_kept()


def test_the_sentence_where_a_page_was_loses_the_words_too(staff, row, client):
    retire(row, by=None, now=timezone.now(), message=f"{NAME} has left.")
    publish(row, by=None, now=timezone.now())
    assert f"<mark>{NAME}</mark> has left." in html.unescape(erase(staff, row).content.decode())
    erase(staff, row, erase="1")
    assert NAME not in everything_kept()
    assert "[erased] has left." in everything_kept()


def test_a_text_stays_as_long_as_its_field_and_an_address_goes_as_a_whole(staff):
    clinic = make_clinic(
        name="Li " + "x" * 77,
        email="Li@example.com",
        booking_url="https://Li.example.com/",
        street="Li\nHill Street",
    )
    published(clinic, at=MARCH)
    published(make_clinic(name="Hill", email="", booking_url="", street=""), at=MARCH + DAY)
    erase(staff, clinic, "Li", erase="1")
    old = Publication.objects.last()
    content = snapshot.load(old.kind, old.content)
    [place] = content.locations
    assert (place.email, place.booking_url) == ("", "")
    assert place.street == "[erased]\nHill Street"
    assert len(content.name) == 80
    assert old.title.startswith("[erased] x")


def test_words_go_from_what_an_older_release_stored(staff):
    clinic = published(make_clinic(), at=MARCH)
    old = Publication.objects.filter(page_key=clinic.key)
    old.erase(
        content={"schema": 1, "name": "Hill", "email": "Li@example.com", "address": "Li\nHill"}
    )
    published(make_clinic(name="Hill Street"), at=MARCH + DAY)
    erase(staff, clinic, "Li", erase="1")
    [place] = snapshot.content_of_row(old.last()).locations
    assert (place.email, place.street) == ("", "[erased]\nHill")


def test_names_choices_and_days_are_no_words():
    page_of_all = TreatmentContent(slug="massage-by-ada", picture="a" * 32 + "-480x20")
    for kind, content in (
        ("treatment", page_of_all),
        ("clinic", ClinicContent(country="GB", time_zone="Europe/London")),
        ("closure", ClosureContent(first_day=MARCH.date(), last_day=MARCH.date())),
    ):
        data = snapshot.dump(content)
        assert not [text for *_in, text in erasing._texts_in(data, type(content)) if text]
        model = model_of(kind)
        for words in ("ada", "aaaa", "GB", "London", "2026"):
            assert erasing._without(data, words, type(content), model) == data


def test_words_in_a_field_that_this_release_does_not_know_are_found_too():
    data = {"schema": 1, "team": [{"key": "x", "bio": f"By {NAME}."}], "motto": NAME}
    assert [text for *_in, text in erasing._texts_in(data, TreatmentContent)] == [
        f"By {NAME}.",
        NAME,
    ]
    without = erasing._without(data, NAME, TreatmentContent, Treatment)
    assert without["team"][0]["bio"] == "By [erased]."
    assert without["motto"] == "[erased]"


def test_the_exception_changes_words_and_nothing_else(row):
    for rows, columns in (
        (Publication.objects, {"live_from": MARCH}),
        (Publication.objects, {"content": {}, "author_name": "x"}),
        (SignOff.objects, {"is_right": True}),
    ):
        with pytest.raises(TypeError, match="nothing else"):
            rows.erase(**columns)


def test_other_pages_keep_their_words(staff, row):
    other = published(make_treatment(title="Other", summary=f"By {NAME}."), at=timezone.now())
    erase(staff, row, erase="1")
    assert NAME in json.dumps(Publication.objects.get(page_key=other.key).content)


def test_an_erasure_is_of_a_file_or_of_words():
    for changes in ({}, {"file": "x", "page_key": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Erasure.objects.create(at=MARCH, author_name="x", reason="x", **changes)


def test_what_stands_where_words_were_erased_stays_whole(staff, row):
    erase(staff, row, erase="1")
    assert "No version of this page has exactly this text" in html.unescape(
        erase(staff, row, words="erase").content.decode()
    )
    assert "[[er" not in everything_kept()


def test_what_is_missing_is_said_in_plain_words(staff, row):
    text = erase(staff, row, words="A", reason="").content.decode()
    assert "Enter at least 2 characters." in text
    assert "Required." in text


def test_a_plan_is_still_what_stands_in_the_form_after_its_picture_was_erased(owner):
    treatment = make_treatment(picture="a" * 32 + "-480x320", picture_text="A hand.")
    published(treatment)
    treatment.title = "Next year"
    treatment.save()
    publish(treatment, by=owner, now=MARCH, live_from=MARCH + 365 * DAY)
    erase_upload(treatment.picture, by=owner, reason="The patient asked for it.", now=MARCH)
    [status] = statuses_of([Treatment.objects.get()], MARCH)
    assert status.plan_is_this
