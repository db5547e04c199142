"""Text from studies: what is offered, what "Insert" does, and that no patient reads it without an approval."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from services.checks.advice import advice_for
from services.content.treatment import TreatmentContent
from services.content.treatment_risks import risk_lists
from services.content.treatment_suggestions import SUGGESTIONS, inserted, suggestion_of
from services.models import Publication, ReplacedDraft, ReviewLink, SignOff, Treatment
from services.publishing.publish import Refused, publish
from services.publishing.snapshot import freeze

from .factories import DRAFT, make_treatment
from .staff import JSON, as_shown, change_url, errors, form_data, page, path_of, said, sign, submit

BRUISING = "brady-bruising"
BLOCKED = "Have a clinician approve this page"
# What the abstracts say, in hundredths of a per cent; None for "no significant adverse events".
ABSTRACTS = {
    "brady-bruising": 755, "brady-bleeding": 465, "brady-pain-during": 301, "brady-pain-after": 219,
    "brady-aggravation": 88, "brady-drowsiness": 26, "brady-headache": 14, "brady-nausea": 13, "brady-serious": 0,
}  # fmt: skip


def insert(staff, row, key=BRUISING):
    return staff.post(change_url(row, "suggestions"), {"insert": key})


def link_for(staff, row):
    """A link to the draft of a page."""
    staff.post(change_url(row, "reviews"), {"make": "1"})
    return ReviewLink.objects.first()


def publish_by_form(staff, row):
    return submit(staff, change_url(row), "_publish")


def public(row):
    """What patients read of a page, None if nothing."""
    return Publication.objects.live(timezone.now()).filter(page_key=row.key).first()


def test_each_count_is_the_only_one_that_rounds_to_what_the_abstract_says():
    risks = {one.part.key: one.part for one in SUGGESTIONS if one.field == "risks"}
    assert set(risks) == set(ABSTRACTS)
    for key, share in ABSTRACTS.items():
        total = risks[key].total
        fits = [n for n in range(total + 1) if round(n * 10_000 / total) == share]
        assert fits == [risks[key].affected], key


def test_every_figure_has_its_source_and_no_study_is_mixed_with_another():
    risks = [one.part for one in SUGGESTIONS if one.field == "risks"]
    assert all(risk.has_number and risk.source and risk.source_url for risk in risks)
    assert [len(found.lines) for found in risk_lists(risks)] == [9]
    assert all(one.says for one in SUGGESTIONS)


def test_what_was_never_seen_says_what_cannot_be_ruled_out():
    [serious] = [one.part for one in SUGGESTIONS if one.part.key == "brady-serious"]
    [line] = risk_lists([serious])[0].lines
    assert line.how_often == (
        "none seen in 7,629 treatments; it may still happen in up to about 4 of 10,000"
    )


def test_a_key_says_where_a_row_is_from():
    for one in SUGGESTIONS:
        part = inserted(one, 12345678)
        assert suggestion_of(part) is one
        assert len(part.key) <= 32
    assert suggestion_of(TreatmentContent(key="brady-bruising")) is None


@pytest.mark.django_db
def test_insert_puts_a_row_with_its_source_into_the_draft_once(staff, ims, client):
    before = page(client)
    assert "Bruising" in page(staff, change_url(ims, "suggestions"))
    response = insert(staff, ims)
    assert "Inserted into the draft" in said(response)
    assert "It’s on this page already." in said(insert(staff, ims))
    [risk] = ims.risks.all()
    assert (risk.what, risk.affected, risk.total, risk.counted) == (
        "Bruising", 576, 7629, "treatments",
    )  # fmt: skip
    assert "25125935" in risk.source_url
    assert page(client) == before
    page(staff, change_url(ims, "suggestions"))  # says what was inserted, once
    text = page(staff, change_url(ims, "suggestions"))
    assert text.count("It’s on this page already.") == 1
    insert(staff, ims, "lung-signs")
    assert ims.help_cards.get().urgency == "emergency"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "nonsense", "brady-bruising-1", "\0"])
def test_what_is_not_offered_is_not_inserted(staff, ims, key):
    assert "isn’t offered any more" in said(insert(staff, ims, key))
    assert not ims.risks.exists()


@pytest.mark.django_db
def test_two_pages_can_have_the_same_row(staff, ims):
    other = make_treatment(title="Other", method="needle")
    for row in (ims, other):
        insert(staff, row)
    assert [row.risks.count() for row in (ims, other)] == [1, 1]


@pytest.mark.django_db
def test_a_form_that_is_open_does_not_lose_an_inserted_row(staff, ims):
    data = form_data(staff.get(change_url(ims)), title="Typed meanwhile")
    insert(staff, ims)
    response = staff.post(change_url(ims), data | {"_save": "1"})
    assert response.status_code == 200  # a conflict: staff see both
    assert ims.risks.count() == 1
    assert staff.post(change_url(ims), as_shown(response) | {"_save": "1"}).status_code == 302
    assert ims.risks.count() == 1
    assert Treatment.objects.get(pk=ims.pk).title == "Typed meanwhile"


@pytest.mark.django_db
def test_the_list_is_offered_where_the_method_is_needles(staff, ims):
    link = "Text from studies"
    assert link in page(staff, change_url(ims))
    massage = make_treatment(title="Massage", method="hands")
    assert link not in page(staff, change_url(massage))


# Nobody reads it before a clinician has approved exactly this text


@pytest.mark.django_db
@pytest.mark.parametrize("key", [BRUISING, "lung-signs"])
def test_a_page_with_a_row_waits_for_an_approval_of_exactly_this_text(staff, ims, key):
    insert(staff, ims, key)
    assert BLOCKED in errors(publish_by_form(staff, ims))
    with pytest.raises(Refused, match=BLOCKED):
        publish(ims, by=None, now=timezone.now())
    sign(Client(), link_for(staff, ims))
    submit(staff, change_url(ims), summary="Another sentence.")
    assert BLOCKED in errors(publish_by_form(staff, ims))  # it says something else
    sign(Client(), link_for(staff, ims))
    assert publish_by_form(staff, ims).status_code == 302
    assert public(ims).content["summary"] == "Another sentence."


@pytest.mark.django_db
def test_a_row_whose_words_were_changed_still_waits(staff, ims):
    insert(staff, ims)
    ims.risks.update(what="Blue spots", affected=1)
    assert BLOCKED in errors(publish_by_form(staff, ims))


@pytest.mark.django_db
def test_a_note_is_no_approval(staff, ims):
    insert(staff, ims)
    sign(Client(), link_for(staff, ims), "note_only", note="Not so.")
    assert BLOCKED in errors(publish_by_form(staff, ims))


@pytest.mark.django_db
def test_without_the_row_it_waits_for_nobody(staff, ims):
    insert(staff, ims)
    ims.risks.all().delete()
    assert publish_by_form(staff, ims).status_code == 302


@pytest.mark.django_db
def test_a_row_that_staff_wrote_themselves_waits_for_nobody(staff, ims):
    ims.risks.create(what="Bruising", affected=576, total=7629, counted="treatments", source="Us")
    assert publish_by_form(staff, ims).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["Brady and others, 2014", "See Brady 2014"])
def test_a_row_that_names_the_study_waits_too(staff, ims, source):
    ims.risks.create(what="Bruising", affected=5, total=7629, counted="treatments", source=source)
    assert BLOCKED in errors(publish_by_form(staff, ims))


@pytest.mark.django_db
def test_the_clinician_is_told_to_read_the_study(staff, ims):
    asked = "Read the study before you approve the page."
    assert asked not in page(Client(), path_of(link_for(staff, ims)))
    insert(staff, ims)
    assert asked in page(Client(), path_of(link_for(staff, ims)))


@pytest.mark.django_db
def test_after_a_withdrawal_staff_are_told_on_the_first_page(staff, ims):
    insert(staff, ims)
    sign(Client(), link_for(staff, ims))
    publish_by_form(staff, ims)
    assert BLOCKED not in page(staff, "/admin/")
    staff.post(change_url(ims, "reviews"), {"withdraw": SignOff.objects.first().pk})
    text = page(staff, "/admin/")
    assert BLOCKED in text
    assert re.search(r"remove that text,\s+or keep the page unpublished", text)
    assert public(ims)  # nothing happens behind their backs
    with pytest.raises(Refused, match=BLOCKED):
        publish(ims, by=None, now=timezone.now())


@pytest.mark.django_db
def test_an_earlier_version_with_a_row_waits_too(staff, ims):
    insert(staff, ims)
    sign(Client(), link_for(staff, ims))
    publish_by_form(staff, ims)
    with_row = public(ims)
    ims.risks.all().delete()
    publish_by_form(staff, ims)
    staff.post(change_url(ims, "reviews"), {"withdraw": SignOff.objects.first().pk})
    staff.post(change_url(ims, "history"), {"publication": with_row.pk})
    assert ims.risks.count() == 1
    assert BLOCKED in errors(publish_by_form(staff, ims))
    assert not ReplacedDraft.objects.exists()


@pytest.mark.django_db
def test_the_advice_leads_to_the_first_such_row(staff, ims):
    ims.risks.create(what="Something of our own")
    insert(staff, ims)
    found = [item for item in advice_for(freeze(ims), DRAFT) if item.blocks]
    assert [item.field for item in found] == ["risks-1-what"]


@pytest.mark.django_db
def test_a_row_that_a_colleague_deleted_meanwhile_still_waits(staff, ims):
    """It is saved as a new one, with another key."""
    insert(staff, ims)
    data = form_data(staff.get(change_url(ims)), **{"risks-0-affected": "500"})
    ims.risks.all().delete()
    Treatment.objects.filter(pk=ims.pk).update(edition="another")
    response = staff.post(change_url(ims), data | {"_publish": "1"})
    if response.status_code == 200 and BLOCKED not in errors(response):
        response = staff.post(change_url(ims), as_shown(response) | {"_publish": "1"})
    assert BLOCKED in errors(response)
    assert not public(ims).content.get("risks")


@pytest.mark.django_db
def test_a_schedule_whose_approval_was_withdrawn_is_told_on_the_first_page(staff, ims):
    insert(staff, ims)
    sign(Client(), link_for(staff, ims))
    tomorrow = timezone.now() + dt.timedelta(days=1)
    publish(ims, by=None, now=timezone.now(), live_from=tomorrow)
    assert BLOCKED not in page(staff, "/admin/")
    staff.post(change_url(ims, "reviews"), {"withdraw": SignOff.objects.first().pk})
    assert BLOCKED in page(staff, "/admin/")


@pytest.mark.django_db
def test_the_preview_is_there_while_the_page_waits(staff, ims):
    insert(staff, ims)
    answer = staff.get(change_url(ims, "preview"), headers=JSON).json()
    assert "Bruising" in answer["html"]
    assert answer["problems"] == []
    assert BLOCKED in answer["advice"][0]["text"] or BLOCKED in str(answer["advice"])
    assert not public(ims).content.get("risks")


@pytest.mark.django_db
def test_what_nobody_reads_voids_no_approval(staff, ims):
    sign(Client(), link_for(staff, ims))
    submit(staff, change_url(ims), "_publish", method="", position="7")
    assert "Reviewed by Dr Ada Lee" in page(Client())
