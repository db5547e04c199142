"""How the software reads: no sentence that reads as translated, and apostrophes as in print."""

import ast
import datetime as dt
import re
import zoneinfo

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from services.baking.render import get_response
from services.content.days import day_and_time
from services.publishing.publish import publish
from services.publishing.site import PublicSite

from .factories import make_clinic, make_closure, published
from .staff import page

# What new users stopped at, each with what is said instead in the interface.
PHRASES = [
    "hat you sign in with", "You are here as", "that only you would put together",
    "The password once more", "Your password until now", "don’t belong together", "Somebody", "somebody",
    "What they may do", "Pass this link on", "Whoever", "whoever", "Works here", "take this tick away",
    "isn’t yours to change", "has been used, or is too old", "We’re closed on", "We are closed",
    "until the last day ends", "Fix wording", "What patients don’t see yet", "All that changed",
    "To complete", "as on another day", "What clinicians noted", "Dealt with", "Save for later",
    "Save and publish", "Saved for later", "Nothing new:", "patients see this, as", "What differs",
    "Throw these changes away", "goes public too", "go public too", "Publish on another day",
    "Call the plan off", "The plan is off", "until it is saved", "Bring them back", "never die",
    "small letters", "would say out loud", "The picture in words", "only decorates", "Left empty",
    "Take this picture away", "A website of its own", "Words of the link", "words of the link",
    "lace in lists", "Tap a sentence", "An empty line starts", "Two stars", "Put in", "Leave it",
    "Look at this first", "Fill this in", "Make two of the sentence", "first stands", "elsewhere: patients",
    "You changed this too", "This day is over", "the nearest town", "Take it away", "Take away",
    "Taken away", "taken away", "shall", "any more. Nothing is lost", "No, leave", "What happened to",
    "Bring this back", "is the version of", "Take the link back", "Say so here", "Looks right",
    "Leave a note only", "these very words", "Erase it everywhere", "a person’s wish",
    "for the first time", "The website itself published", "Book on {{", "Find the way", "This site informs",
    "See what it depends on", "a typing mistake", "thrice", "such as:", "Such as:", "as it stands",
    "no longer stands", "Stands ", "Say what", "Say how", "Say where",
]  # fmt: skip
APOSTROPHE = re.compile(r"[A-Za-z]'[a-z]")
TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext"}


def in_python(path):
    """The sentences of a Python file that somebody reads: those given to gettext, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATED:
            for one in ast.walk(node):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.lineno, one.value


def in_template(path):
    """The lines of a template without what nobody reads: comments, tags and attributes that aren't text."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    # What is between quotes in a tag may be a sentence; the quotes aren't apostrophes.
    return enumerate(re.sub(r"\|\w+:'[^']*'|='[^']*'", "", text).splitlines(), start=1)


def in_script(path):
    """The lines of a script without its comments."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return enumerate(text.splitlines(), start=1)


READERS = {
    "services": ("py", in_python),
    "templates": ("html", in_template),
    "static/staff": ("js", in_script),
}


def sentences():
    """What staff and patients read: (file and line, text)."""
    for folder, (ending, lines_of) in READERS.items():
        for path in sorted((settings.BASE_DIR / folder).rglob(f"*.{ending}")):
            if not {"migrations", "starting_content"} & set(path.parts):
                for number, text in lines_of(path):
                    yield f"{path.relative_to(settings.BASE_DIR)}:{number}", text
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    yield from ((f"README.md:{number}", line) for number, line in enumerate(readme.splitlines(), 1))


@pytest.fixture(scope="module")
def interface():
    """All that is read, gathered once."""
    return list(sentences())


@pytest.mark.parametrize("phrase", PHRASES)
def test_nothing_reads_as_translated(interface, phrase):
    assert [where for where, text in interface if phrase in text] == []


def test_apostrophes_are_curly(interface):
    read = [
        (where, text) for where, text in interface if not where.startswith(("README", "static"))
    ]
    assert len(read) > 500
    assert [where for where, text in read if APOSTROPHE.search(text)] == []


ZONE = zoneinfo.ZoneInfo("America/Vancouver")
NOW = dt.datetime(2026, 3, 3, 7, 30, tzinfo=dt.UTC)  # 11:30 pm of 2 March in Vancouver


@pytest.mark.parametrize(
    ("moment", "plain", "after_a_verb"),
    [
        ((2026, 3, 3, 3, 8), "today at 7:08 pm", "today at 7:08 pm"),
        ((2026, 3, 3, 8, 0), "tomorrow at 12:00 am", "tomorrow at 12:00 am"),
        ((2026, 3, 2, 7, 59), "yesterday at 11:59 pm", "yesterday at 11:59 pm"),
        ((2026, 2, 14, 20, 0), "14 February at 12:00 pm", "on 14 February at 12:00 pm"),
        ((2026, 1, 1, 7, 0), "31 December 2025 at 11:00 pm", "on 31 December 2025 at 11:00 pm"),
        ((2027, 6, 1, 17, 30), "1 June 2027 at 10:30 am", "on 1 June 2027 at 10:30 am"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment, plain, after_a_verb):
    moment = dt.datetime(*moment, tzinfo=dt.UTC)
    assert day_and_time(moment, ZONE, NOW) == plain
    assert day_and_time(moment, ZONE, NOW, on=True) == after_a_verb


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2026, 12, 24), (2026, 12, 24), "Closed Thursday 24 December."),
        ((2026, 12, 24), (2026, 12, 26), "Closed Thursday 24 to Saturday 26 December."),
        ((2026, 11, 30), (2026, 12, 1), "Closed Monday 30 November to Tuesday 1 December."),
        ((2026, 12, 31), (2027, 1, 2), "Closed Thursday 31 December to Saturday 2 January 2027."),
        ((2027, 1, 2), (2027, 1, 3), "Closed Saturday 2 to Sunday 3 January 2027."),
        (
            (2027, 12, 31),
            (2028, 1, 1),
            "Closed Friday 31 December 2027 to Saturday 1 January 2028.",
        ),
    ],
)
def test_patients_read_when_the_clinic_is_closed_in_one_sentence(first, last, text):
    publish(make_closure(first_day=dt.date(*first), last_day=dt.date(*last)), by=None, now=NOW)
    home = get_response(PublicSite(NOW), "/").content.decode()
    assert f"<strong>{text}</strong>" in re.sub(r">\s+", ">", re.sub(r"\s+<", "<", home))


@pytest.mark.django_db
def test_staff_read_the_clinics_name_as_patients_do(staff, django_assert_num_queries):
    assert '<a href="/admin/">Your website</a>' in page(staff, "/admin/")
    clinic = published(make_clinic(name="Hill Street Physiotherapy"), at=timezone.now())
    clinic.name = "A name that is a draft"
    clinic.save()
    for browser, path in ((staff, "/admin/"), (Client(), "/admin/login/")):
        assert '<a href="/admin/">Hill Street Physiotherapy</a>' in page(browser, path)
    request = RequestFactory().get("/admin/login/")
    request.user = AnonymousUser()
    with django_assert_num_queries(1):
        admin.site.each_context(request)
