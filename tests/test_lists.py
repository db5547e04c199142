"""Lists of staff’s side, in our words."""

import re

import pytest

from .factories import make_closure, make_treatment
from .staff import page, said

pytestmark = pytest.mark.django_db


def test_a_list_and_a_form_are_called_what_they_are(staff):
    titles = {
        "services/closure/": "Closures",
        "services/closure/add/": "New closure",
        f"services/closure/{make_closure(reason='x').pk}/change/": "Closed from ",
        "services/treatment/add/": "New treatment",
        "auth/user/add/": "Add a person",
    }
    for path, title in titles.items():
        text = page(staff, f"/admin/{path}")
        assert f"<title>{title}" in text
        assert re.search(f"<h1>{title}", text)


def test_a_list_says_how_much_was_found_only_if_something_was_looked_for(staff):
    url = "/admin/services/treatment/"
    assert "Nothing here yet." in page(staff, url)
    make_treatment(title="Massage")
    make_treatment(title="Taping")
    assert "Nothing here yet." not in page(staff, url)
    assert "found" not in page(staff, url)
    assert "1 of 2 found." in page(staff, f"{url}?q=taping")
    assert "No results for “yoga”." in page(staff, f"{url}?q=yoga")


@pytest.mark.parametrize("model", ["services/treatment", "services/closure", "auth/user"])
def test_a_row_that_is_gone_is_said_to_be_so_on_the_first_page(staff, model):
    response = staff.get(f"/admin/{model}/999/change/")
    assert response["Location"] == "/admin/"
    assert "no longer exists" in said(response)


@pytest.mark.parametrize("model", ["services/treatment", "services/closure", "auth/user"])
def test_an_address_cannot_ask_the_database_for_anything(staff, model):
    field = {"services/treatment": "title", "services/closure": "reason", "auth/user": "username"}
    make_treatment(title="Massage")
    make_closure(reason="Massage")
    text = page(
        staff, f"/admin/{model}/?{field[model]}__regex=(&_to_field=x&_popup=1&o=zz&nonsense=1"
    )
    assert text.count("<tr>") == 2
