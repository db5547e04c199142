"""The clinic’s details: published like a page, and the clinic’s clock."""

import pytest

from services.models import Clinic

from .factories import make_clinic
from .staff import page, submit

pytestmark = pytest.mark.django_db


def test_clinic_details_are_published_like_a_page(staff, client):
    url = "/admin/services/clinic/1/change/"
    assert staff.get("/admin/services/clinic/")["Location"] == url
    submit(staff, url, name="Hill Street", country="GB", phone="020 7946 0123")
    assert "Hill Street" not in page(client, "/")
    submit(staff, url, "_publish")
    assert "Hill Street" in page(client, "/")


def offered_zones(response):
    """The time zones that the clinic's form offers: {region: [names]}, and what is chosen."""
    field = response.context["adminform"].form["time_zone"]
    regions = [choice for choice in field.field.choices if isinstance(choice[1], list)]
    return {
        str(region): [name for name, _town in zones] for region, zones in regions
    }, field.value()


def test_each_time_zone_is_offered_once_by_region_and_none_is_guessed(staff):
    make_clinic(time_zone="")
    response = staff.get("/admin/services/clinic/1/change/")
    offered, chosen = offered_zones(response)
    assert chosen == ""
    assert {"Africa", "America", "Asia", "Europe", "Pacific"} < set(offered)
    assert "Europe/London" in offered["Europe"]
    assert "America/Argentina/Buenos_Aires" in offered["America"]
    assert offered["Others"] == ["UTC"]
    names = sum(offered.values(), [])
    assert len(names) == len(set(names))
    for old in ("US/Pacific", "GB", "Etc/GMT+5", "Asia/Calcutta", "America/Buenos_Aires", "EST"):
        assert old not in names
    text = response.content.decode()
    assert '<optgroup label="Europe">' in text
    assert ">Buenos Aires, Argentina</option>" in text


@pytest.mark.parametrize("old", ["US/Pacific", "Asia/Calcutta", "UTC"])
def test_a_time_zone_of_an_older_name_stays_until_another_is_chosen(staff, old):
    make_clinic(time_zone=old)
    url = "/admin/services/clinic/1/change/"
    offered, chosen = offered_zones(staff.get(url))
    assert chosen == old
    assert sum(offered.values(), []).count(old) == 1
    assert submit(staff, url, "_publish", name="Hill Street").status_code == 302
    assert Clinic.objects.get().time_zone == old
