"""Saving and publishing: what patients see after each, and a form that is sent twice."""

import pytest

from services.models import Publication, Treatment

from .factories import make_treatment
from .staff import ADD_TREATMENT, change_url, errors, form_data, page, said, submit

pytestmark = pytest.mark.django_db


def test_saving_for_later_shows_patients_nothing(staff, ims, client):
    response = submit(staff, change_url(ims), **{"effects-0-text": "New words."})
    assert "Draft saved. Patients can’t see it yet" in said(response)
    assert "New words." not in page(client)
    assert ims.effects.first().text == "New words."


def test_saving_and_publishing_shows_patients_page_and_parts(staff, ims, client, commits):
    submit(staff, change_url(ims), **{"effects-0-text": "New words."})
    with commits():
        response = submit(staff, change_url(ims), "_publish", title="IMS")
    assert "It’s live now" in said(response)
    assert "New words." in page(client)
    assert "<h1>IMS</h1>" in page(client)
    assert Publication.objects.first().author_name == "Maria Rossi"


def test_publishing_what_is_public_already_says_so(staff, ims):
    response = submit(staff, change_url(ims), "_publish")
    assert "No changes to publish" in said(response)


def test_a_new_treatment_is_written_and_published_in_one_form(staff, client):
    response = submit(
        staff,
        ADD_TREATMENT,
        "_publish",
        title="Massage",
        slug="massage",
        summary="Hands loosen tight muscles.",
        **{
            "effects-TOTAL_FORMS": "1",
            "effects-0-heading": "It is warm",
            "effects-0-text": "It warms.",
            "effects-0-position": "0",
            "effects-0-drawing": "",
        },
    )
    assert response.status_code == 302
    assert "It warms." in page(client, "/treatments/massage/")


def test_only_the_title_is_needed_to_save(staff):
    assert submit(staff, ADD_TREATMENT, title="Massage").status_code == 302
    assert Treatment.objects.get().title == "Massage"


def test_publishing_asks_for_what_is_missing_and_keeps_what_was_typed(staff):
    response = submit(
        staff, ADD_TREATMENT, "_publish", title="Massage", what_it_treats="Kept words."
    )
    assert "Add a web address" in errors(response)
    assert "Add a summary" in errors(response)
    assert "Kept words." in response.content.decode()
    assert not Publication.objects.exists()


def test_the_form_speaks_of_parts_and_drawings_in_our_words(staff, ims):
    text = page(staff, change_url(ims))
    for words in ("Add an effect", "Add a factor", '<option value="">No drawing</option>'):
        assert words in text
    assert "Add another" not in text
    assert "-----" not in text


def test_view_on_site_leads_to_the_live_page(staff, ims):
    assert 'href="/treatments/ims-dry-needling/"' in page(staff, change_url(ims))
    assert "View on site" not in page(staff, change_url(make_treatment()))


def test_a_form_sent_twice_makes_one_page(staff):
    data = form_data(staff.get(ADD_TREATMENT), title="Massage") | {"_save": "1"}
    first, second = staff.post(ADD_TREATMENT, data), staff.post(ADD_TREATMENT, data)
    assert Treatment.objects.count() == 1
    assert first["Location"] == second["Location"]
    assert "Already saved" in said(second)


def test_a_change_sent_twice_adds_its_parts_once(staff, ims):
    url = change_url(ims)
    data = form_data(staff.get(url)) | {
        "factors-TOTAL_FORMS": "4",
        "factors-3-text": "Something new",
        "factors-3-note": "",
        "factors-3-position": "0",
        "_publish": "1",
    }
    staff.post(url, data)
    staff.post(url, data)
    assert ims.factors.count() == 4
    assert Publication.objects.filter(page_key=ims.key).count() == 2


def test_a_text_too_long_is_never_cut_by_the_browser(staff, ims):
    assert "maxlength" not in page(staff, change_url(ims))


def test_another_button_on_the_same_form_is_not_the_same_form_sent_twice(staff, ims):
    url = change_url(ims)
    data = form_data(staff.get(url), title="One")
    staff.post(url, data | {"_save": "1"})
    response = staff.post(url, data | {"_publish": "1", "title": "Two"})
    assert "after you opened it" in errors(response)
    assert "Two" in response.content.decode()


def test_a_very_long_name_can_publish(staff, owner, ims):
    owner.first_name, owner.last_name = "x" * 150, "y" * 150
    owner.save()
    assert submit(staff, change_url(ims), "_publish", title="New").status_code == 302


def test_titles_and_summaries_that_shared_links_cut_get_advice(staff):
    page_ = make_treatment(title="t" * 61, slug="t", summary="s" * 111)
    text = page(staff, change_url(page_))
    assert "Shorten the title" in text
    assert "Shorten the summary" in text
