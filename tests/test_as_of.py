"""See the site on another date: as patients saw it, and as they will."""

import pytest
from django.utils import timezone

from services.admin.history import entries
from services.models import Publication

from .factories import DAY, publish_with_title
from .fronts import IMS
from .staff import history_of

pytestmark = pytest.mark.django_db


def test_a_plan_that_never_came_has_no_website_of_its_day(staff, ims):
    now = timezone.now()
    publish_with_title(ims, "Later", now, live_from=now + DAY)
    publish_with_title(ims, "Now", now)
    for at in (now, now + 2 * DAY):
        _now, later, first = entries(Publication.objects.filter(page_key=ims.key), at)
        assert "The schedule was cancelled." in later.sentence
        assert not later.stands
        assert not later.is_planned
        assert first.stands
    assert history_of(staff, ims).count("See the site on that date") == 2


def test_a_page_is_seen_as_it_was_and_as_it_will_be(staff, ims):
    began = Publication.objects.get(page_key=ims.key).live_from
    publish_with_title(ims, "Later", timezone.now(), live_from=began + 5 * DAY)
    ask = "/admin/as-of/page/"
    now = staff.get(ask, {"page": IMS})
    assert "<h1>IMS/Dry needling</h1>" in now.content.decode()
    ahead = (began + 6 * DAY).strftime("%Y-%m-%dT%H:%M")
    text = staff.get(ask, {"page": IMS, "at": ahead}).content.decode()
    assert "<h1>Later</h1>" in text
    assert "As patients will see it" in text
    assert staff.get(ask, {"page": IMS, "at": "1999-01-01T00:00"}).status_code == 404


@pytest.mark.parametrize(
    "query", ["?at=x", "?at=0001-01-01", "?page=//evil/", "?publication=x", ""]
)
def test_nonsense_about_another_day_never_breaks(staff, ims, query):
    assert staff.get(f"/admin/as-of/{query}").status_code in (200, 302)
    assert staff.get(f"/admin/as-of/page/{query}").status_code in (200, 404)
