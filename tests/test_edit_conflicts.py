"""Two people change one page: the second reads what the first has changed, and loses nothing."""

import json

import pytest

from services.models import Treatment

from .factories import make_treatment
from .staff import (
    as_shown,
    base_values_of,
    change_url,
    errors,
    form_data,
    submit,
    texts_of_effects,
    with_new_effect_on_top,
)

pytestmark = pytest.mark.django_db


def test_what_only_the_other_changed_is_taken_in(staff, colleague, ims):
    mine = form_data(staff.get(change_url(ims)), title="Mine")
    mine["base_values"] = base_values_of(staff, ims)
    submit(colleague, change_url(ims), summary="Theirs.", **{"effects-0-text": "Theirs too."})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "Jo changed this today at" in errors(response)
    text = response.content.decode()
    assert "Their change is already in the form below." in text
    again = form_data(response) | {"_save": "1", "base_values": response.context["base_values"]}
    assert again["summary"] == "Theirs."
    assert again["effects-0-text"] == "Theirs too."
    assert again["title"] == "Mine"
    staff.post(change_url(ims), again)
    ims = Treatment.objects.get()
    assert (ims.title, ims.summary, ims.effects.first().text) == ("Mine", "Theirs.", "Theirs too.")


def test_what_both_changed_stands_side_by_side(staff, colleague, ims):
    mine = form_data(
        staff.get(change_url(ims)), title="Mine", base_values=base_values_of(staff, ims)
    )
    submit(colleague, change_url(ims), title="Theirs")
    response = staff.post(change_url(ims), mine | {"_publish": "1"})
    text = response.content.decode()
    assert "You both changed this." in text
    assert "<blockquote>Theirs</blockquote>" in text
    assert 'value="Mine"' in text
    assert Treatment.objects.get().title == "Theirs"


def test_a_part_that_the_other_deleted_stays_deleted_if_you_left_it_alone(staff, colleague, ims):
    mine = form_data(
        staff.get(change_url(ims)), title="Mine", base_values=base_values_of(staff, ims)
    )
    submit(colleague, change_url(ims), **{"effects-1-DELETE": "on"})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "This was deleted" in response.content.decode()
    staff.post(change_url(ims), as_shown(response) | {"_save": "1"})
    ims = Treatment.objects.get()
    assert (ims.title, ims.effects.count()) == ("Mine", 2)


def test_a_part_that_the_other_added_stays(staff, colleague, ims):
    mine = form_data(
        staff.get(change_url(ims)), title="Mine", base_values=base_values_of(staff, ims)
    )
    submit(
        colleague, change_url(ims),
        **{"factors-TOTAL_FORMS": "4", "factors-3-text": "New", "factors-3-note": "", "factors-3-position": "0"},
    )  # fmt: skip
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "This was added." in response.content.decode()
    staff.post(change_url(ims), as_shown(response) | {"_save": "1"})
    assert list(ims.factors.values_list("text", flat=True))[-1] == "New"


@pytest.mark.parametrize(
    "nonsense", ["", "{", "[]", "null", '{"title": 1}', "[" * 5000, json.dumps({"a:b:c": "x"})]
)
def test_a_form_that_does_not_say_what_it_was_opened_with_loses_nothing(
    staff, colleague, ims, nonsense
):
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=nonsense)
    submit(colleague, change_url(ims), title="Theirs")
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert 'value="Mine"' in response.content.decode()
    assert Treatment.objects.get().title == "Theirs"


def test_an_address_typed_while_the_other_published_is_not_dropped_without_a_word(staff, colleague):
    draft = make_treatment(title="Massage")
    opened = base_values_of(staff, draft)
    mine = form_data(staff.get(change_url(draft)), slug="deep-massage", base_values=opened)
    submit(colleague, change_url(draft), "_publish")
    response = staff.post(change_url(draft), mine | {"_save": "1"})
    text = response.content.decode()
    assert "<del>deep-massage</del> <ins>massage</ins>" in text
    assert "Jo has published this page, so its web address stays massage." in text
    assert staff.post(change_url(draft), as_shown(response) | {"_save": "1"}).status_code == 302
    assert Treatment.objects.get().slug == "massage"


def test_an_address_that_was_left_alone_is_not_spoken_of(staff, colleague):
    draft = make_treatment(title="Massage")
    mine = form_data(
        staff.get(change_url(draft)), title="M", base_values=base_values_of(staff, draft)
    )
    submit(colleague, change_url(draft), "_publish", slug="deep-massage")
    text = staff.post(change_url(draft), mine | {"_save": "1"}).content.decode()
    assert "has published this page" not in text


def test_a_picture_that_the_other_put_in_is_told_if_you_take_yours_away(staff, colleague, ims):
    names = [f"{number:032}-480x20" for number in (1, 2)]
    Treatment.objects.filter(pk=ims.pk).update(picture=names[0])
    mine = form_data(staff.get(change_url(ims)), base_values=base_values_of(staff, ims))
    Treatment.objects.filter(pk=ims.pk).update(picture=names[1], edition="other")
    response = staff.post(change_url(ims), mine | {"_save": "1", "picture-none": "on"})
    assert "You both changed this." in response.content.decode()


def test_a_part_that_the_other_deleted_while_you_changed_it_is_told(staff, colleague, ims):
    opened = base_values_of(staff, ims)
    mine = form_data(staff.get(change_url(ims)), base_values=opened)
    mine["effects-1-text"] = "My words about it."
    submit(colleague, change_url(ims), **{"effects-1-DELETE": "on"})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "This was deleted, but you changed it" in response.content.decode()
    assert staff.post(change_url(ims), as_shown(response) | {"_save": "1"}).status_code == 302
    assert ims.effects.filter(text="My words about it.").exists()


def test_places_that_the_other_changed_are_taken_in_without_a_word(staff, colleague, ims):
    opened = base_values_of(staff, ims)
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=opened)
    submit(colleague, change_url(ims), **{"effects-0-position": "2", "effects-1-position": "1"})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert response.context["conflicts"] == []
    assert staff.post(change_url(ims), as_shown(response) | {"_save": "1"}).status_code == 302
    assert list(ims.effects.values_list("position", flat=True)) == [1, 2, 3]
    assert ims.effects.first().heading.startswith("Blood")


@pytest.mark.parametrize("named_by_place", [True, False])
def test_what_the_other_changed_in_a_part_leads_to_where_it_stands_now(
    staff, colleague, ims, named_by_place
):
    mine = form_data(staff.get(change_url(ims)), base_values=base_values_of(staff, ims))
    submit(colleague, change_url(ims), **{"effects-1-text": "Theirs.", "effects-0-text": "Theirs."})
    sent = with_new_effect_on_top(mine, named_by_place)
    response = staff.post(change_url(ims), sent | {"_save": "1"})
    conflicts = response.context["conflicts"]
    assert [conflict.label for conflict in conflicts] == ["Effect 2, Text", "Effect 3, Text"]
    assert [conflict.id for conflict in conflicts] == texts_of_effects(response)[1:3]


def test_the_second_of_two_people_is_told_and_loses_nothing(staff, ims):
    url = change_url(ims)
    mine = form_data(staff.get(url), title="Mine") | {"_save": "1"}
    submit(staff, url, title="Theirs")
    response = staff.post(url, mine)
    assert "after you opened it" in errors(response)
    assert "Mine" in response.content.decode()
    ims.refresh_from_db()
    assert ims.title == "Theirs"
    # Saving again replaces it, knowingly.
    again = form_data(response) | {"_save": "1"}
    assert staff.post(url, again).status_code == 302
    ims.refresh_from_db()
    assert ims.title == "Mine"


def test_a_stale_form_does_not_bring_back_what_was_taken_away(staff, ims):
    open_form = form_data(staff.get(change_url(ims))) | {"_publish": "1"}
    staff.post(change_url(ims, "retire"))
    assert "after you opened it" in errors(staff.post(change_url(ims), open_form))


def test_a_part_deleted_meanwhile_comes_back_with_what_was_typed(staff, ims):
    url = change_url(ims)
    mine = form_data(staff.get(url), **{"effects-1-text": "My words."}) | {"_save": "1"}
    ims.effects.get(key="ims-effect-2").delete()
    assert staff.post(url, mine).status_code == 302
    assert ims.effects.count() == 3
    assert ims.effects.filter(text="My words.").exists()
