"""What a form and a list say about what patients see."""

import datetime as dt
import html

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from services.models import Treatment
from services.publishing.publish import retire

from .factories import make_closure, make_treatment, published
from .staff import ADD_TREATMENT, change_url, page, submit

pytestmark = pytest.mark.django_db


def test_the_state_of_a_refused_form_is_that_of_what_is_saved(staff, ims):
    response = submit(staff, change_url(ims), title="Another", visits_per_week="9")
    assert not response.context["status"].differs


def test_the_state_of_a_page_stands_in_words(staff, ims):
    assert "Live. Published automatically when the site was set up." in page(staff, change_url(ims))
    submit(staff, change_url(ims), title="Other")
    assert "has unpublished changes." in page(staff, change_url(ims))
    draft = make_treatment()
    assert "Not published yet" in page(staff, change_url(draft))
    retire(ims, by=User.objects.get(), now=timezone.now())
    assert "by Maria Rossi" in page(staff, change_url(ims))


def test_a_draft_that_was_never_public_is_not_said_to_have_changes(staff):
    submit(staff, ADD_TREATMENT, title="Massage")
    draft = Treatment.objects.get()
    assert "has unpublished changes" not in staff.get(change_url(draft)).content.decode()


def test_the_list_says_what_patients_see(staff, ims):
    make_treatment(title="Draft")
    text = page(staff, "/admin/services/treatment/")
    assert "Not published yet" in text
    assert ">Live<" in text


def test_a_closure_that_is_over_is_said_to_be_so(staff):
    day = dt.date(2020, 3, 3)
    closure = published(
        make_closure(first_day=day, last_day=day), at=dt.datetime(2020, 3, 1, tzinfo=dt.UTC)
    )
    assert "Ended. Patients no longer see it." in html.unescape(page(staff, change_url(closure)))
