"""What many tests begin with."""

import io

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from services.accounts.roles import Role
from services.baking.bake import bake
from services.baking.serve import PublishedSiteApp
from services.models import ReviewLink, Treatment
from services.publishing.publish import publish, retire

from .factories import PASSWORD, make_former_site, make_person, make_treatment, published
from .fronts import django
from .staff import browser_of

# The real hasher is slow on purpose; no test is about it.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# How long one example takes says more about what else the machine does than about the code.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")

# What these are about is files, texts, headers, or what a form says: rows only stand behind it, such as every
# database keeps. What a database may answer in its own way (order, case, NULs, large numbers, locks,
# constraints, migrations) is asked of both.
SAME_ON_ANY_DATABASE = {
    "test_broken_links",
    "test_budgets",
    "test_checks",
    "test_damage",
    "test_files_sent",
    "test_former_site_baked",
    "test_headers",
    "test_parts_sent",
    "test_phone",
    "test_pictures",
    "test_request_size",
    "test_safety",
    "test_serve",
    "test_sharing",
    "test_signing_in",
}


def asks_a_database(item):
    """Whether a test, or a fixture of its own, may ask the database at all."""
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*item.fixturenames}


def pytest_collection_modifyitems(items):
    """Mark what measures or breaks real servers (beside other tests it would say that they are slow), and
    what no database has a part in.
    """
    for item in items:
        if item.path.parent.name == "live":
            item.add_marker("alone")
        if (
            item.path.parent.name == "browser"
            or item.path.stem in SAME_ON_ANY_DATABASE
            or not asks_a_database(item)
        ):
            item.add_marker("any_database")


@pytest.fixture(scope="session", autouse=True)
def _static_files():
    """Pages link to the hashed files that `collectstatic` makes."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def owner(db):
    """Somebody who may do everything."""
    return User.objects.create_superuser(
        "maria@example.com", password=PASSWORD, first_name="Maria", last_name="Rossi"
    )


@pytest.fixture
def staff(client, owner):
    """A browser in which the owner has signed in."""
    client.force_login(owner)
    return client


@pytest.fixture
def colleague(db):
    """A second browser, of another person."""
    person = User.objects.create_superuser("jo@example.com", password="x", first_name="Jo")
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def editor(db):
    """A browser in which an editor has signed in."""
    return browser_of(make_person(Role.EDITOR))


@pytest.fixture
def publisher(db):
    """A browser in which a publisher has signed in."""
    return browser_of(make_person(Role.PUBLISHER))


@pytest.fixture
def starting_content(db):
    """A site as its first run leaves it."""
    call_command("starting_content", stdout=io.StringIO())


@pytest.fixture
def old(starting_content):
    """A public list of old addresses on the starting site."""

    def make(*lines):
        return published(make_former_site(*lines), at=timezone.now())

    return make


@pytest.fixture
def ims(starting_content):
    """The working copy of the starting page."""
    return Treatment.objects.get(slug="ims-dry-needling")


@pytest.fixture
def link(staff, ims):
    """A review link to the starting page, as the owner has made it."""
    staff.post(reverse("admin:services_treatment_reviews", args=[ims.pk]), {"make": "1"})
    return ReviewLink.objects.get()


@pytest.fixture
def own_folder(settings, tmp_path):
    """A data folder of the test's own."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def commits(settings, django_capture_on_commit_callbacks):
    """What happens after a commit happens at the end of this block; no pages are made."""
    settings.BAKE = False
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def site(own_folder, ims):
    """The front of a baked site with a moved page and one that is gone."""
    now = timezone.now()
    moved, gone = (published(make_treatment(title=title), at=now) for title in ("Old", "Cupping"))
    moved.slug = "new"
    moved.save()
    publish(moved, by=None, now=timezone.now())
    retire(gone, by=None, now=timezone.now())
    bake()
    return PublishedSiteApp(django)
