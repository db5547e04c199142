"""A clinician's sign-off, by a link that needs no account."""

import datetime as dt
import html

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from services.models import NoteResolution, Publication, ReviewLink, SignOff
from services.publishing.site import PublicSite

from .factories import DAY, make_approval, make_treatment
from .staff import change_url, page, path_of, said, sign, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    """The browser of a clinician who has no account."""
    return Client(enforce_csrf_checks=True)


def test_the_link_is_shown_to_staff_and_opens_for_anybody(staff, reader, ims, link):
    text = staff.get(change_url(ims, "reviews")).content.decode()
    assert f"{settings.SITE_URL}{path_of(link)}" in text
    answer = reader.get(path_of(link))
    assert "<h1>IMS/Dry needling</h1>" in answer.content.decode()
    assert not reader.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_it_shows_the_words_of_the_day_it_was_made(staff, reader, ims, link):
    submit(staff, change_url(ims), "_publish", title="Something else")
    assert "<h1>IMS/Dry needling</h1>" in reader.get(path_of(link)).content.decode()


def test_what_is_signed_stands_on_the_page_until_its_words_change(staff, reader, client, ims, link):
    assert "Reviewed by" not in page(client)
    assert sign(reader, link).status_code == 302
    text = page(client)
    assert "Reviewed by Dr Ada Lee, Physiotherapist," in text
    year = timezone.localdate().year + 2
    assert f"{year}." in text.partition("To be checked again by")[2]
    submit(staff, change_url(ims), "_publish", summary="Other words.")
    assert "Reviewed by" not in page(client)
    first = Publication.objects.filter(page_key=ims.key).order_by("id").first()
    staff.post(change_url(ims, "history"), {"publication": first.pk})
    submit(staff, change_url(ims), "_publish")
    assert "Reviewed by Dr Ada Lee" in page(client)


def test_a_draft_that_was_signed_is_public_with_its_claim(staff, reader, client, ims):
    submit(staff, change_url(ims), summary="New words.")
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    sign(reader, ReviewLink.objects.get())
    assert "Reviewed by" not in page(client)
    submit(staff, change_url(ims), "_publish")
    assert "Reviewed by Dr Ada Lee" in page(client)


def test_a_note_claims_nothing_and_is_told_to_staff(staff, reader, client, link):
    answer = sign(reader, link, "note_only", note="Say where it hurts.")
    assert (
        "Your note was sent to the clinic"
        in reader.get(answer.url.partition("#")[0]).content.decode()
    )
    assert "Reviewed by" not in page(client)
    assert "Say where it hurts." in staff.get("/admin/").content.decode()


def test_a_note_after_a_signature_drops_the_claim(reader, client, link):
    sign(reader, link)
    sign(reader, link, "note_only", note="No, wait.")
    assert "Reviewed by" not in page(client)


@pytest.mark.parametrize(
    ("button", "changes", "complaint"),
    [
        ("right", {"name": ""}, "Enter your name."),
        ("right", {"name": " "}, "Enter your name."),
        ("right", {"name": "x" * 151}, "This has 151 characters. Shorten it to 150."),
        ("right", {"again": "99"}, "Choose another."),
        ("right", {"again": ""}, "Choose one of these."),
        ("note_only", {"note": " "}, "Describe what should change."),
        ("note_only", {"note": "x" * 4001}, "This has 4001 characters. Shorten it to 4000."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_signed(reader, link, button, changes, complaint):
    answer = sign(reader, link, button, **changes)
    assert complaint in answer.content.decode()
    assert not SignOff.objects.exists()


def test_what_a_reader_types_is_shown_as_text(staff, reader, client, ims, link):
    sign(reader, link, name="<script>alert(1)</script>", note="<b>x</b>")
    for text in (page(client), staff.get(change_url(ims, "reviews")).content.decode()):
        assert "<script>alert" not in text
        assert "<b>x</b>" not in text


def test_a_link_ends_and_is_taken_back(staff, reader, ims, link):
    staff.post(change_url(ims, "reviews"), {"revoke": link.pk})
    answer = reader.get(path_of(link))
    assert answer.status_code == 410
    assert "The clinic cancelled it." in answer.content.decode()
    assert sign(reader, link).status_code == 410
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    other = ReviewLink.objects.first()
    ReviewLink.objects.filter(pk=other.pk).update(ends_at=timezone.now())
    assert "two weeks" in reader.get(path_of(other)).content.decode()
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("token", ["x", ":", "é", "9" * 40 + ":a", "{}", "{}:", "{}:x", "{}:{}"])
def test_a_made_up_link_is_no_page(reader, link, token):
    assert reader.get(f"/admin/review/{token.format(link.pk, link.pk)}/").status_code == 404
    signature = link.token.partition(":")[2]
    for other in (f"0{link.token}", f"{link.pk + 1}:{signature}", f"{link.pk}:{signature[:-1]}"):
        assert reader.get(f"/admin/review/{other}/").status_code == 404
    assert reader.get(path_of(link)).status_code == 200


def test_reviews_that_are_due_are_listed_and_renewed_in_one_tap(staff, reader, client, ims, link):
    sign(reader, link)
    assert "Still correct" not in staff.get("/admin/").content.decode()
    make_approval(link)
    assert "Still correct" in staff.get("/admin/").content.decode()
    sign_again = {"still": "1", "profession": " Physiotherapist\0 "}
    assert "still correct" in said(staff.post(change_url(ims, "reviews"), sign_again))
    assert "Reviewed by Maria Rossi, Physiotherapist, on" in html.unescape(
        " ".join(page(client).split())
    )
    assert "Still correct" not in staff.get("/admin/").content.decode()


@pytest.mark.parametrize("days", [-1, 30, 31])
def test_still_correct_is_offered_where_a_review_is_due_and_nowhere_else(staff, ims, link, days):
    make_approval(link, next_review=timezone.localdate() + days * DAY)
    is_due = days <= 30
    for path in ("/admin/", change_url(ims, "reviews")):
        assert ("Still correct" in page(staff, path)) == is_due
    sign_again = {"still": "1", "profession": "Physiotherapist"}
    response = staff.post(change_url(ims, "reviews"), sign_again)
    assert ("isn’t due for a review" in said(response)) == (not is_due)
    assert SignOff.objects.count() == 1 + is_due
    # Two taps at once.
    staff.post(change_url(ims, "reviews"), sign_again)
    assert SignOff.objects.count() == 1 + is_due


def test_who_says_still_correct_gives_a_profession_and_types_it_once(staff, client, ims, link):
    make_approval(link)
    response = staff.post(change_url(ims, "reviews"), {"still": "1", "profession": " "})
    assert "Enter your profession." in said(response)
    assert "Reviewed by Dr Ada Lee" in page(client)
    staff.post(change_url(ims, "reviews"), {"still": "1", "profession": "x" * 200})
    assert SignOff.objects.first().role == "x" * 150
    make_approval(link)
    assert f'value="{"x" * 150}"' in page(staff, change_url(ims, "reviews"))


def test_what_is_answered_on_the_first_page_leads_back_to_it(staff, reader, ims, link):
    def form_with(button):
        text = page(staff, "/admin/").partition(f'name="{button}"')[0]
        return text[text.rindex("<form") :]

    note = note_of(reader, link, "Say where it hurts.")
    assert 'name="from_first_page"' in form_with("dealt_with")
    dealt_with = {"dealt_with": note.pk, "from_first_page": "1"}
    assert staff.post(change_url(ims, "reviews"), dealt_with)["Location"] == "/admin/"
    make_approval(link)
    assert 'name="from_first_page"' in form_with("still")
    reviews = change_url(ims, "reviews")
    assert 'name="from_first_page"' not in page(staff, reviews)
    assert staff.post(reviews, {"still": "1", "profession": "PT"})["Location"] == reviews


def test_asking_for_approval_twice_shows_the_same_link(staff, ims, link):
    url = change_url(ims, "reviews")
    for _time in range(2):
        assert "There’s already a link for this version." in said(staff.post(url, {"make": "1"}))
    assert page(staff, url).count("Link from") == 1
    assert 'name="make" value="another"' in page(staff, url)
    staff.post(url, {"make": "another"})
    assert ReviewLink.objects.count() == 2
    submit(staff, change_url(ims), summary="New words.")
    staff.post(url, {"make": "1"})
    assert ReviewLink.objects.count() == 3
    ReviewLink.objects.update(ends_at=timezone.now())
    staff.post(url, {"make": "1"})
    assert ReviewLink.objects.count() == 4


def test_each_approval_says_what_became_of_it(staff, reader, ims, link):
    def answers():
        text = page(staff, change_url(ims, "reviews")).partition("<h2>Answers</h2>")[2]
        return [" ".join(answer.split()) for answer in text.split("<li>")[1:]]

    sign(reader, link)
    [only] = answers()
    assert "Name shown on the page." in only
    assert "To be checked again by" in only
    sign(reader, link, name="Ben Okafor")
    newest, older = answers()
    assert "Name shown on the page." in newest
    assert "Ben Okafor answered later, so that answer counts." in older
    assert "Name shown on the page." not in older
    assert "Next review" not in older
    staff.post(change_url(ims, "reviews"), {"withdraw": SignOff.objects.first().pk})
    newest, older = answers()
    assert "Withdrawn by Maria Rossi today at" in newest
    assert "Ben Okafor answered later, so that answer counts." in older
    assert "Name shown on the page" not in newest + older
    assert "Next review" not in newest + older


def note_of(reader, link, note, **changes):
    """What somebody notes of the page."""
    sign(reader, link, "note_only", note=note, **changes)
    return SignOff.objects.first()


def test_a_note_stays_until_it_is_dealt_with(staff, reader, ims, link):
    note = note_of(reader, link, "Say where it hurts.")
    sign(reader, link, name="Dr Bea Moss")
    assert "Say where it hurts." in staff.get("/admin/").content.decode()
    response = staff.post(change_url(ims, "reviews"), {"dealt_with": note.pk})
    assert "Dr Ada Lee’s note is marked as done" in said(response)
    assert "Say where it hurts." not in staff.get("/admin/").content.decode()
    assert "Maria Rossi marked it as done" in staff.get(change_url(ims, "reviews")).content.decode()
    staff.post(change_url(ims, "reviews"), {"dealt_with": note.pk})
    assert NoteResolution.objects.count() == 1


def test_a_note_is_over_when_its_writer_says_that_the_page_is_right(staff, reader, link):
    note_of(reader, link, "Say where it hurts.")
    sign(reader, link, name="dr ada lee")
    assert "Say where it hurts." not in staff.get("/admin/").content.decode()


def test_a_note_on_a_draft_stays_when_its_writer_signs_other_words(staff, reader, ims, link):
    submit(staff, change_url(ims), summary="New words.")
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    draft = ReviewLink.objects.first()
    note_of(reader, draft, "Say where it hurts.")
    sign(reader, link)
    assert "Say where it hurts." in staff.get("/admin/").content.decode()
    submit(staff, change_url(ims), summary="New words, on where it hurts.")
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    sign(reader, ReviewLink.objects.first())
    assert "Say where it hurts." not in staff.get("/admin/").content.decode()


@pytest.mark.parametrize("name", ["Dr_Ada_Lee", "Dr%", "Dr Ada Leer"])
def test_a_note_is_over_by_its_own_writer_alone(staff, reader, link, name):
    note_of(reader, link, "Say where it hurts.", name=name)
    sign(reader, link)
    assert "Say where it hurts." in staff.get("/admin/").content.decode()


def test_a_remark_of_somebody_who_says_right_is_told_too(staff, reader, client, link):
    sign(reader, link, note="The second picture is old.")
    text = staff.get("/admin/").content.decode()
    assert "Dr Ada Lee approved the page, with a note:" in text
    assert "The second picture is old." in text
    assert "No name appears" not in text
    assert "Reviewed by Dr Ada Lee" in page(client)


def test_both_sides_are_told_that_a_note_takes_the_claim_away(staff, reader, ims, link):
    sign(reader, link)
    note_of(reader, link, "No, wait.")
    for text in (
        reader.get(f"{path_of(link)}?done=1").content.decode(),
        staff.get("/admin/").content.decode(),
        staff.get(change_url(ims, "reviews")).content.decode(),
    ):
        assert "The page shows no reviewer’s name" in text
    sign(reader, link, name="Dr Bea Moss")
    assert "No name appears" not in staff.get("/admin/").content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 30, "²"])
def test_a_made_up_note_is_not_dealt_with(staff, reader, ims, link, number):
    note_of(reader, link, "Say where it hurts.")
    assert staff.post(change_url(ims, "reviews"), {"dealt_with": number}).status_code == 302
    assert not NoteResolution.objects.exists()


def test_many_notes_leave_room_on_the_first_page(staff, reader, link):
    for number in range(10):
        note_of(reader, link, f"Note {number}.")
    text = staff.get("/admin/").content.decode()
    assert "Note 9." in text
    assert "Note 1." not in text
    assert "2 more notes. They appear here when you mark these as done." in text


def test_what_was_said_is_never_changed_or_deleted(reader, link):
    sign(reader, link)
    said_once = SignOff.objects.get()
    for change in (
        said_once.save,
        said_once.delete,
        SignOff.objects.all().delete,
        link.sign_offs.all().delete,
        lambda: SignOff.objects.update(name="Other"),
    ):
        with pytest.raises(TypeError, match="never"):
            change()


def test_words_that_nobody_signed_cannot_be_still_correct(staff, ims):
    staff.post(change_url(ims, "reviews"), {"still": "1"})
    assert not SignOff.objects.exists()


def test_a_page_of_the_past_has_the_claim_of_its_day(reader, link, ims):
    before = timezone.now()
    sign(reader, link)
    content = PublicSite(timezone.now()).page("/treatments/ims-dry-needling/")
    assert PublicSite(timezone.now()).review_of(content).name == "Dr Ada Lee"
    assert PublicSite(before - dt.timedelta(seconds=1)).review_of(content) is None


def test_an_address_or_a_place_in_lists_is_no_wording(staff, reader, client, ims, link):
    sign(reader, link)
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    submit(staff, change_url(ims), "_publish", position="7")
    assert "Reviewed by Dr Ada Lee" in page(client, "/treatments/dry-needling/")


def test_a_link_takes_no_endless_answers(reader, link):
    for number in range(20):
        assert sign(reader, link, "note_only", note=f"Note {number}").status_code == 302
    answer = sign(reader, link, "note_only", note="One more")
    assert "used too many times" in answer.content.decode()
    assert SignOff.objects.count() == 20


def test_whoever_answers_again_finds_what_was_said_and_their_name(reader, link):
    sign(reader, link, "note_only", note="Say how deep.")
    text = reader.get(path_of(link)).content.decode()
    assert "Earlier answers" in text
    assert "Say how deep." in text
    assert 'value="Dr Ada Lee"' in text
    done = reader.get(f"{path_of(link)}?done=1").content.decode()
    assert "Your note was sent to the clinic, Dr Ada Lee." in done
    assert "<form" not in done


def test_what_was_kept_of_a_draft_goes_with_it(staff, client):
    draft = make_treatment(title="About Ada Lee")
    staff.post(change_url(draft, "reviews"), {"make": "1"})
    link = ReviewLink.objects.get()
    staff.post(change_url(draft, "delete"), {"post": "yes"})
    answer = Client().get(f"/admin/review/{link.token}/")
    assert answer.status_code == 410
    assert "Ada Lee" not in answer.content.decode()
    link.refresh_from_db()
    assert "Ada Lee" not in f"{link.title} {link.content}"
