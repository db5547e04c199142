"""The history of a page: who changed what, who wrote it, who published it."""

import html
import time

import pytest
from django.utils import timezone

from services.admin.history import entries
from services.models import Effect, Publication, Treatment
from services.publishing.changes import changes, word_by_word
from services.publishing.snapshot import freeze

from .factories import make_treatment
from .staff import change_url, history_of, plan, submit

pytestmark = pytest.mark.django_db


@pytest.mark.any_database
def test_what_changed_is_said_word_by_word():
    assert word_by_word("Usually once a week", "Usually twice a week") == [
        ("same", "Usually "),
        ("out", "once"),
        ("in", "twice"),
        ("same", " a week"),
    ]
    assert word_by_word("", "New") == [("in", "New")]
    assert word_by_word("One\r\ntwo", "One\ntwo") == [("same", "One\ntwo")]
    long = " ".join(f"w{n}" for n in range(60))
    steps = word_by_word(long, long.replace("w30", "X"))
    assert ("out", "w30") in steps
    assert ("in", "X") in steps
    assert len("".join(text for _what, text in steps)) < 80


@pytest.mark.any_database
@pytest.mark.parametrize("text", ["a " * 2500, "ab" * 2500, "字" * 5000, ". , " * 1200])
def test_long_texts_are_compared_at_once(text):
    start = time.process_time()
    word_by_word(text, text[1:] + " x")
    word_by_word(text, "z " * 2000)
    assert time.process_time() - start < 20  # seconds; without its limits it takes minutes


def test_parts_that_come_go_and_move_are_told_apart():
    row = make_treatment(effects=3)
    before = freeze(row)
    first, second, third = row.effects.all()
    second.delete()
    Effect.objects.filter(pk=third.pk).update(position=first.position, text="It does more.")
    Effect.objects.filter(pk=first.pk).update(position=9)
    row = Treatment.objects.get(pk=row.pk)
    found = [(c.part, c.number, c.field, c.before, c.after) for c in changes(before, freeze(row))]
    assert found == [
        ("effects", 1, "text", "It does thing 3.", "It does more."),
        ("effects", 2, "heading", "Effect 2", None),
        ("effects", 2, "text", "It does thing 2.", None),
        ("effects", 0, "position", None, None),
    ]


def test_history_says_who_changed_what(staff, ims):
    submit(staff, change_url(ims), "_publish", frequency_short="Usually twice a week")
    text = html.unescape(staff.get(change_url(ims, "history")).content.decode())
    assert "Maria Rossi published changes." in text
    assert "How often: short version" in text
    assert "<del>once</del> <ins>twice</ins>" in text
    assert "Published automatically when the site was set up." in text


def changed(staff, row, before, after):
    """What the history says of a row's long text that was changed."""
    for text in (before, after):
        submit(staff, change_url(row), "_publish", what_it_treats=text)
    return [
        step
        for _label, steps in entries(Publication.objects.all(), timezone.now())[0].diff
        for step in steps
    ]


def test_history_reads_as_the_page_does(staff, ims):
    before, after = "**Once** a [week](/visit/).", "- Once a [day](/visit/)."
    assert changed(staff, ims, before, after) == [
        ("same", "Once a "), ("out", "week"), ("in", "day"), ("same", "."),
    ]  # fmt: skip
    # Of a summary, patients read the stars.
    submit(staff, change_url(ims), "_publish", summary="**New**")
    assert "<ins>**New**</ins>" in history_of(staff, ims)


def test_history_says_where_links_lead_and_which_signs_stand_there_if_that_has_changed(staff, ims):
    before, after = "See [us](https://a.example).", "See [us](https://b.example)."
    assert changed(staff, ims, before, after) == [
        ("same", "See us (https://"), ("out", "a"), ("in", "b"), ("same", ".example)."),
    ]  # fmt: skip
    assert changed(staff, ims, "Once a week.", "**Once** a week.") == [
        ("in", "**"), ("same", "Once"), ("in", "**"), ("same", " a week."),
    ]  # fmt: skip


def test_a_text_with_signs_of_markup_is_shown_as_it_is(staff, ims):
    submit(staff, change_url(ims), "_publish", summary="<script>alert(1)</script>")
    for path in (change_url(ims, "history"), "/admin/", "/admin/what-changed/"):
        assert "<script>alert" not in staff.get(path).content.decode()


def test_the_words_that_patients_read_are_told_where_they_began(staff, ims):
    plan(staff, ims)
    staff.post(change_url(ims, "cancel_schedule"))
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    moved, called_off, planned, first = staff.get(change_url(ims, "history")).context["entries"]
    assert [entry.is_live for entry in (moved, called_off, planned, first)] == [0, 0, 0, 1]
    assert [entry.stands for entry in (moved, called_off, planned, first)] == [1, 1, 0, 1]


def test_history_names_who_saved_a_draft_and_who_published_it(staff, colleague, ims):
    submit(colleague, change_url(ims), title="By Jo")
    submit(staff, change_url(ims), "_publish", summary="And more.")
    told = "Maria Rossi published changes. The draft was by Jo."
    assert told in history_of(staff, ims)
    assert told in html.unescape(staff.get("/admin/").content.decode())
    submit(staff, change_url(ims), "_publish", title="By Maria")
    assert history_of(staff, ims).count("The draft was by") == 1


def test_what_a_colleague_has_saved_is_named_beside_the_button_that_publishes_it(
    staff, colleague, ims
):
    told, besides = "’s saved changes", "This also publishes the saved draft"
    assert told not in staff.get(change_url(ims)).content.decode()
    submit(colleague, change_url(ims), title="By Jo")
    assert f"This also publishes Jo{told}" in staff.get(change_url(ims)).content.decode()
    assert besides in colleague.get(change_url(ims)).content.decode()
    submit(staff, change_url(ims), summary="On top of it.")
    assert besides in staff.get(change_url(ims)).content.decode()
    submit(staff, change_url(ims), "_publish", summary="And more.")
    assert "This also publishes" not in staff.get(change_url(ims)).content.decode()
    submit(colleague, change_url(ims), title="By Jo again")
    submit(staff, change_url(ims), title=Publication.objects.filter(page_key=ims.key).first().title)
    assert "This also publishes" not in staff.get(change_url(ims)).content.decode()


def test_who_only_decided_something_has_drafted_nothing(staff, colleague, ims):
    plan(colleague, ims)
    colleague.post(change_url(ims, "cancel_schedule"))
    submit(staff, change_url(ims), "_publish")
    colleague.post(change_url(ims, "address"), {"slug": "dry-needling"})
    submit(staff, change_url(ims), "_publish", title="Other")
    assert "The draft was by" not in history_of(staff, ims)


def test_what_patients_do_not_see_yet_stands_above_the_history(staff, ims):
    heading = "Unpublished changes"
    assert heading not in history_of(staff, ims)
    submit(staff, change_url(ims), frequency_short="Usually twice a week")
    text = history_of(staff, ims)
    assert "<del>once</del> <ins>twice</ins>" in text.partition(heading)[2].partition("<ol")[0]
    submit(staff, change_url(ims), "_publish")
    assert heading not in history_of(staff, ims)
    assert heading not in history_of(staff, make_treatment())
