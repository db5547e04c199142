"""What staff do in a browser, and clinicians with a link: for all tests."""

import datetime as dt
import html
import re

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from services.accounts.roles import Role
from services.content.days import day_and_time

from .factories import DAY, PASSWORD, make_person
from .servers import Forms

ADD_TREATMENT = "/admin/services/treatment/add/"
ADD_CLOSURE = "/admin/services/closure/add/"
JSON = {"Accept": "application/json"}
ADD_PERSON = "/admin/auth/user/add/"
DEAD = "This link has expired or was already used"


def browser_of(person):
    """A browser in which somebody has signed in."""
    browser = Client()
    browser.force_login(person)
    return browser


def browser_as(who):
    """A browser of somebody with a role, of nobody, or of somebody who has left since."""
    if who == "anonymous":
        return Client()
    role = Role.PUBLISHER if who == "left" else Role(who)
    person = make_person(role, username=who)
    browser = browser_of(person)
    if who == "left":
        User.objects.filter(pk=person.pk).update(is_active=False)
    return browser


def change_url(row, view="change"):
    return reverse(f"admin:services_{row._meta.model_name}_{view}", args=[row.pk])


def form_data(response, **changes):
    """What a browser would send from the admin form in `response`, with some fields changed.

    Parts are named as the form names them: `effects-0-text`.
    """
    form = response.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for formset in response.context["inline_admin_formsets"]:
        formset = formset.formset
        for part in [formset.management_form, *formset.forms]:
            data |= {part.add_prefix(name): part[name].value() for name in part.fields}
    data |= changes
    return {name: "" if value is None else value for name, value in data.items()}


def submit(staff, url, button="_save", **changes):
    """Open a form as staff do, change some fields, press a button."""
    data = form_data(staff.get(url), **changes) | {button: "1"}
    return staff.post(url, data)


def page(client, path="/treatments/ims-dry-needling/"):
    """The HTML of a page, without the soft hyphens of its long words."""
    return html_of(client.get(path))


def html_of(response):
    """The HTML of an answer, without the soft hyphens of its long words."""
    return response.content.decode().replace("\N{SOFT HYPHEN}", "")


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def errors(response):
    """All that the form complains about."""
    assert response.status_code == 200
    return " ".join(str(problem) for problem in response.context["problems"])


def send(staff, url, file=None, button="_save", **changes):
    """Send a form with a file in it, as a browser does."""
    data = form_data(staff.get(url), **changes) | {button: "1"}
    if file:
        data["picture-file"] = file
    return staff.post(url, data)


def with_new_effect_on_top(data, named_by_place):
    """A sent form of three effects with a fourth above them, which has no text yet.

    Its script names parts by their places on the screen; without it the new one comes last.
    """
    parts = [{}, {}, {}, {"id": "", "heading": "A fourth", "text": "", "drawing": ""}]
    for name in [name for name in data if re.match(r"effects-\d", name)]:
        _prefix, number, field = name.split("-")
        parts[int(number)][field] = data.pop(name)
    for place, part in enumerate([parts[3], *parts[:3]], start=1):
        part["position"] = place
    if named_by_place:
        parts = [parts[3], *parts[:3]]
    sent = {f"effects-{n}-{name}": part[name] for n, part in enumerate(parts) for name in part}
    return data | sent | {"effects-TOTAL_FORMS": "4"}


def texts_of_effects(response):
    """The ids of the effects' texts, in the order of the screen."""
    return re.findall(r'id="(id_effects-\d+-text)"', response.content.decode())


def base_values_of(browser, row):
    """What a form says it was opened with."""
    return browser.get(change_url(row)).context["base_values"]


def as_shown(response):
    """What a browser would send of the form that it shows now, from its very HTML."""
    return max(Forms(response.content.decode()).forms, key=len)


def history_of(staff, row):
    """The page of a row's history, as it is read."""
    return html.unescape(staff.get(change_url(row, "history")).content.decode())


def plan(staff, row, title="Later"):
    """Plan another title for the day after tomorrow; returns that day as staff read it."""
    then = (timezone.now() + 2 * DAY).replace(second=0, microsecond=0)
    at = then.strftime("%Y-%m-%dT%H:%M")
    submit(staff, change_url(row), "_plan", title=title, publish_at=at)
    return day_and_time(then, dt.UTC, timezone.now())


def path_of(link):
    return f"/admin/review/{link.token}/"


def sign(reader, link, button="right", **changes):
    values = {"name": "Dr Ada Lee", "role": "Physiotherapist", "again": "2", "note": ""} | changes
    return reader.post(path_of(link), values | {button: ""})


def person_url(person, view="change"):
    return f"/admin/auth/user/{person.pk}/{view}/"


def add_person(staff, **changes):
    """Add somebody as the owner does; returns the person and the link on the page that follows."""
    data = {"full_name": "Sam Lee", "username": "sam@example.com", "role": "editor"} | changes
    response = submit(staff, ADD_PERSON, **data)
    assert response.status_code == 302, errors(response)
    return User.objects.get(username=data["username"]), link_on(page(staff, response["Location"]))


def link_on(text):
    """The one-time link that stands on a page, or None."""
    found = re.search(r'id="link" value="([^"]+)"', text)
    return found and html.unescape(found[1])


def open_link(link, browser=None):
    """What the page behind a link says, in a browser of its own, and the form's address."""
    response = (browser or Client()).get(link.removeprefix(settings.SITE_URL), follow=True)
    return html.unescape(response.content.decode()), response.request["PATH_INFO"]


def use_link(link, password=PASSWORD, **changes):
    """Open a link in another browser, set a password; returns that browser."""
    browser = Client()
    text, form = open_link(link, browser)
    assert "Confirm password" in text, text
    data = {"full_name": "Sam Lee", "username": "sam@example.com"} | changes
    done = browser.post(form, data | {"new_password1": password, "new_password2": password})
    assert done.status_code == 302
    return browser


def submit_ticks(staff, person, *, is_active):
    """Change a person with the tick "Active (can sign in)" as it is going to be: no tick is not sent."""
    data = form_data(staff.get(person_url(person))) | {"is_active": "on"}
    return staff.post(
        person_url(person), {k: v for k, v in data.items() if is_active or k != "is_active"}
    )
