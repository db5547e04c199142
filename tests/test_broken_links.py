"""Links to pages of this site: which are broken, and what `check_content` says of public pages and drafts."""

import io
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from services.checks.links import broken_links
from services.checks.reading import reading_grade, words_of
from services.content.treatment import EffectContent
from services.models import Treatment
from services.publishing.publish import publish, retire
from services.publishing.site import PublicSite
from services.starting_content.ims import IMS

from .advice import GOOD
from .factories import make_clinic, make_treatment, published


def told(*args):
    """What `check_content` prints, and what it fails with."""
    out, failure = io.StringIO(), ""
    try:
        call_command("check_content", *args, stdout=out)
    except CommandError as problem:
        failure = str(problem)
    return out.getvalue(), failure


# Links to pages of this site


def dead(**changes):
    """The fields and texts of broken links on a good page, where /visit/ alone is there."""
    page = replace(GOOD, **changes)
    with override_settings(SITE_URL="https://clinic.example"):
        found = broken_links(page, lambda path, query: path == "/visit/")
        return [(item.field, item.text) for item in found]


@pytest.mark.parametrize(
    "url",
    [
        "/treatments/xyz/",
        "https://clinic.example/treatments/xyz/",
        "http://CLINIC.example/treatments/xyz/?a=b#c",
        "/treatments/xyz/#part",
    ],
)
def test_a_link_to_a_page_that_is_not_there_is_broken(url):
    [(field, text)] = dead(what_it_treats=f"See [that]({url}).")
    assert field == "what_it_treats"
    assert url in text
    assert text.endswith("Choose a page that exists.")


@pytest.mark.parametrize(
    "url",
    ["/visit/", "/visit/?a=b#c", "https://clinic.example/visit/", "https://other.example/xyz/",
     "#how-many", "mailto:a@clinic.example", "tel:123", "https://[", "foo"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_or_elsewhere_is_not_broken(url):
    assert dead(what_it_treats=f"See [that]({url}).") == []


def test_links_in_parts_and_to_the_dedicated_site_are_looked_at():
    parts = (EffectContent(text="[a](/visit/)"), EffectContent(text="[a](/no/) and [b](/no/)"))
    assert [field for field, _text in dead(effects=parts)] == ["effects-1-text"]
    url = "https://clinic.example/no/"
    assert [field for field, _text in dead(dedicated_site_url=url)] == ["dedicated_site_url"]


@pytest.mark.django_db
def test_the_public_site_knows_its_own_addresses():
    now = timezone.now()
    for title in ("Here", "Gone", "Old"):
        published(make_treatment(title=title))
    retire(Treatment.objects.get(slug="gone"), by=None, now=now)
    renamed = Treatment.objects.get(slug="old")
    renamed.slug = "new"
    published(renamed, at=now)
    make_treatment(title="Draft")
    site = PublicSite(at=timezone.now())
    for path in ("/", "/treatments/", "/treatments/here/", "/treatments/here", "/treatments/old/",
                 "/treatments/here/card-abc.png", "/sitemap.xml", "/robots.txt"):  # fmt: skip
        assert site.answers(path), path
    for path in ("/treatments/gone/", "/treatments/draft/", "/treatments/xyz/", "/visit/", "/admin/",
                 "/treatments/gone/card-abc.png", "//", "/nope", "/treatments/a\0b/"):  # fmt: skip
        assert not site.answers(path), path


@pytest.mark.django_db
def test_what_the_site_answers_is_what_a_patient_gets(client, starting_content):
    site = PublicSite(at=timezone.now())
    for path in ("/", "/treatments/ims-dry-needling/", "/treatments/xyz/", "/nope/", "/robots.txt"):
        assert site.answers(path) == (client.get(path).status_code == 200), path


@pytest.mark.django_db
def test_a_page_that_many_link_to_is_asked_for_once(django_assert_num_queries):
    site = PublicSite(at=timezone.now())
    site.answers("/treatments/xyz/")
    with django_assert_num_queries(0):
        assert not site.answers("/treatments/xyz/")


# The command


@pytest.mark.django_db
def test_the_command_reads_what_is_public(starting_content):
    text, failure = told("--strict")
    assert failure == "To fix: 3."  # what its needles ask for
    grade = f"{reading_grade(words_of(IMS)):.1f}"
    assert f"IMS/Dry needling (/treatments/ims-dry-needling/), reading grade {grade}" in text
    assert "Add the web address" in text
    assert "[dedicated site url]" in text
    assert "for English only" in text


@pytest.mark.django_db
def test_the_command_fails_over_a_broken_link():
    page = make_treatment(what_it_treats=f"See [that]({settings.SITE_URL}/treatments/xyz/).")
    published(page, at=timezone.now())
    text, failure = told()
    assert "  - Broken link: http" in text
    assert failure == "To fix: 1."
    publish(make_treatment(title="Xyz"), by=None, now=timezone.now())
    assert told()[1] == ""


@pytest.mark.django_db
def test_the_command_reads_drafts_if_asked_to(starting_content):
    make_clinic(name="Draft clinic", phone="", tagline="Guaranteed.")
    published(make_treatment(title="Same", effects=1, frequency_short="Once"), at=timezone.now())
    make_treatment(title="New", slug="", what_it_treats="[x](/nope/)")
    old = published(make_treatment(title="Old", what_it_treats="[x](/nope/)"), at=timezone.now())
    retire(old, by=None, now=timezone.now())
    text, failure = told()
    assert "New" not in text
    assert failure == ""
    text, failure = told("--drafts")
    assert "New (draft)" in text
    assert "Blocks publishing: Add a web address" in text
    assert "Broken link: /nope/" in text
    assert "Draft clinic (draft)" in text
    assert "“Guaranteed”" in text
    assert text.count("Same") == 1
    assert "Same (/treatments/same/): fine" in text
    assert "Old" not in text
    assert failure == "To fix: 2."
