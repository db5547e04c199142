"""Which publication counts when, and that none is ever changed."""

import pytest
from django.db import IntegrityError, transaction

from services.models import Publication
from services.publishing.publish import Refused, cancel_schedule, publish, retire
from services.publishing.site import PublicSite
from services.publishing.snapshot import freeze

from .factories import DAY, MARCH, make_treatment, published

pytestmark = pytest.mark.django_db


def title_at(at, slug="massage"):
    """What patients read as the title at `slug`."""
    return PublicSite(at).page(f"/treatments/{slug}/").title


def rename(treatment, title):
    treatment.title = title
    treatment.save()
    return treatment


def test_patients_see_the_latest_publication_of_their_time():
    page = published(make_treatment(title="First", slug="massage"))
    published(rename(page, "Second"), at=MARCH + DAY)
    assert title_at(MARCH) == "First"
    assert title_at(MARCH + DAY) == "Second"


def test_saving_a_draft_changes_nothing_for_patients():
    page = published(make_treatment(title="First", slug="massage"))
    rename(page, "Second")
    assert title_at(MARCH + DAY) == "First"


def test_a_plan_becomes_public_by_itself():
    page = published(make_treatment(title="Now", slug="massage"))
    publish(rename(page, "Then"), by=None, now=MARCH, live_from=MARCH + 2 * DAY)
    assert title_at(MARCH + DAY) == "Now"
    assert title_at(MARCH + 2 * DAY) == "Then"


def test_a_plan_overtaken_by_a_fix_never_becomes_public():
    page = published(make_treatment(title="Now", slug="massage"))
    publish(rename(page, "Planned"), by=None, now=MARCH, live_from=MARCH + 5 * DAY)
    published(rename(page, "Fixed"), at=MARCH + DAY)
    assert title_at(MARCH + 6 * DAY) == "Fixed"
    assert not Publication.objects.planned(MARCH + 2 * DAY).exists()
    assert [p.title for p in Publication.objects.ever_live(MARCH + 6 * DAY)] == ["Fixed", "Now"]


def test_publishing_the_same_words_again_still_overtakes_a_plan():
    page = published(make_treatment(title="Now", slug="massage"))
    publish(rename(page, "Planned"), by=None, now=MARCH, live_from=MARCH + 5 * DAY)
    published(rename(page, "Now"), at=MARCH + DAY)
    assert title_at(MARCH + 6 * DAY) == "Now"


def test_a_plan_called_off_leaves_what_is_live():
    page = published(make_treatment(title="Now", slug="massage"))
    publish(rename(page, "Planned"), by=None, now=MARCH, live_from=MARCH + 5 * DAY)
    cancel_schedule(page.key, by=None, now=MARCH + DAY)
    assert title_at(MARCH + 6 * DAY) == "Now"
    assert cancel_schedule(page.key, by=None, now=MARCH + DAY) is None


def test_a_first_plan_called_off_leaves_nothing():
    page = make_treatment(slug="massage")
    publish(page, by=None, now=MARCH, live_from=MARCH + 5 * DAY)
    cancel_schedule(page.key, by=None, now=MARCH + DAY)
    assert PublicSite(MARCH + 6 * DAY).page("/treatments/massage/") is None
    assert PublicSite(MARCH + 6 * DAY).pages == ()


def test_two_plans_follow_each_other():
    page = make_treatment(title="One", slug="massage")
    publish(page, by=None, now=MARCH, live_from=MARCH + DAY)
    publish(rename(page, "Two"), by=None, now=MARCH, live_from=MARCH + 3 * DAY)
    assert title_at(MARCH + 2 * DAY) == "One"
    assert title_at(MARCH + 4 * DAY) == "Two"
    assert Publication.objects.planned(MARCH).count() == 2


def test_publishing_the_same_words_twice_is_one_publication():
    page = published(make_treatment())
    assert publish(page, by=None, now=MARCH + DAY) is None
    assert Publication.objects.count() == 1


def test_a_publication_is_never_changed_or_deleted():
    publication = publish(make_treatment(), by=None, now=MARCH)
    for change in (
        publication.save,
        publication.delete,
        Publication.objects.all().delete,
        lambda: Publication.objects.update(title="Other"),
    ):
        with pytest.raises(TypeError, match="never"):
            change()


def test_nothing_becomes_public_in_the_past():
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(make_treatment(), by=None, now=MARCH, live_from=MARCH - DAY)


def test_a_page_without_summary_or_address_is_refused():
    for missing, why in (("slug", "Add a web address"), ("summary", "Add a summary")):
        with pytest.raises(Refused, match=why):
            publish(make_treatment(**{missing: ""}), by=None, now=MARCH)


def test_a_taken_address_is_refused_in_staff_words():
    published(make_treatment(title="Deep massage", slug="massage"))
    with pytest.raises(Refused, match="“Deep massage” has this web address"):
        publish(make_treatment(slug="massage"), by=None, now=MARCH)


def test_an_address_that_another_page_is_going_to_have_is_refused():
    publish(make_treatment(slug="massage"), by=None, now=MARCH, live_from=MARCH + 9 * DAY)
    with pytest.raises(Refused):
        publish(make_treatment(slug="massage"), by=None, now=MARCH + DAY)


def test_a_retired_page_gives_its_address_free():
    page = published(make_treatment(slug="massage"))
    retire(page, by=None, now=MARCH + DAY)
    publish(make_treatment(title="New", slug="massage"), by=None, now=MARCH + DAY)
    assert title_at(MARCH + DAY) == "New"


def test_two_drafts_swap_their_addresses():
    one = make_treatment(title="One", slug="two")
    two = make_treatment(title="Two", slug="one")
    one.slug, two.slug = two.slug, one.slug
    one.save()  # both rows say "one" now, and nothing minds
    two.save()
    published(one)
    published(two)
    assert (title_at(MARCH, "one"), title_at(MARCH, "two")) == ("One", "Two")


def test_a_publication_keeps_its_authors_name(owner):
    publication = publish(make_treatment(), by=owner, now=MARCH)
    owner.first_name = "Other"
    owner.save()
    publication.refresh_from_db()
    assert publication.author_name == "Maria Rossi"


def test_retiring_what_is_not_public_is_refused():
    with pytest.raises(Refused, match="isn’t live"):
        retire(make_treatment(), by=None, now=MARCH)


def test_a_retired_page_comes_back_by_publishing():
    page = published(make_treatment(title="Back", slug="massage"))
    retire(page, by=None, now=MARCH + DAY)
    published(page, at=MARCH + 2 * DAY)
    assert title_at(MARCH + 2 * DAY) == "Back"


def test_publishing_a_page_leaves_the_others_unfinished_changes_alone():
    one = published(make_treatment(title="One"))
    two = published(make_treatment(title="Two"))
    rename(two, "Unfinished")
    published(rename(one, "Finished"), at=MARCH + DAY)
    assert title_at(MARCH + DAY, "two") == "Two"


def test_parts_are_frozen_with_their_page():
    page = published(make_treatment(effects=2, factors=1))
    effect = page.effects.first()
    effect.text = "Changed."
    effect.save()
    page.factors.all().delete()
    seen = PublicSite(MARCH).page("/treatments/massage/")
    assert [effect.text for effect in seen.effects] == ["It does thing 1.", "It does thing 2."]
    assert len(seen.factors) == 1
    assert seen != freeze(page)
