"""Rows with fixed values; name what matters to the test. And what staff and clinicians do in many tests."""

import datetime as dt

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from services.accounts.roles import Role, give_role
from services.checks.advice import Situation
from services.models import Clinic, Closure, Effect, Factor, SignOff, Treatment
from services.publishing.publish import publish

PASSWORD = "a quiet river in March"
MARCH = dt.datetime(2026, 3, 3, 9, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
# For checks: a draft, looked at in March.
DRAFT = Situation(today=MARCH.date())


def make_treatment(*, effects=0, factors=0, **changes):
    """A saved draft with the parts asked for; `slug` follows from `title` unless given."""
    values = {"title": "Massage", "summary": "Hands loosen tight muscles."} | changes
    values.setdefault("slug", values["title"].lower().replace(" ", "-"))
    treatment = Treatment.objects.create(**values)
    for number in range(1, effects + 1):
        Effect.objects.create(
            treatment=treatment, heading=f"Effect {number}", text=f"It does thing {number}."
        )
    for number in range(1, factors + 1):
        Factor.objects.create(treatment=treatment, text=f"Factor {number}")
    return treatment


def make_clinic(**changes):
    """The clinic's row, saved."""
    clinic, _made = Clinic.objects.get_or_create(pk=Clinic.ONLY)
    values = {"name": "Hill Street Physiotherapy", "country": "GB", "time_zone": "Europe/London"}
    values |= changes
    for name, value in values.items():
        setattr(clinic, name, value)
    clinic.save()
    return clinic


def make_closure(**changes):
    """A saved closure of two days, a week from now."""
    first = timezone.localdate() + 7 * DAY
    values = {"first_day": first, "last_day": first + DAY} | changes
    return Closure.objects.create(**values)


def published(row, *, at=MARCH, by=None, live_from=None):
    """`row`, made public."""
    publish(row, by=by, now=at, live_from=live_from)
    return row


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


def change_url(row, view="change"):
    return reverse(f"admin:services_{row._meta.model_name}_{view}", args=[row.pk])


def submit(staff, url, button="_save", **changes):
    """Open a form as staff do, change some fields, press a button."""
    data = form_data(staff.get(url), **changes) | {button: "1"}
    return staff.post(url, data)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def page(client, path="/treatments/ims-dry-needling/"):
    return client.get(path).content.decode()


def path_of(link):
    return f"/admin/review/{link.token}/"


def sign(reader, link, button="right", **changes):
    values = {"name": "Dr Ada Lee", "role": "Physiotherapist", "again": "2", "note": ""} | changes
    return reader.post(path_of(link), values | {button: ""})


def make_approval(link, /, **changes):
    """An approval by a review link, of a page that should be looked at again in ten days."""
    now = timezone.now()
    values = {
        "link": link, "page": link.page, "content_hash": link.content_hash, "at": now, "is_right": True,
        "name": "Dr Ada Lee", "next_review": timezone.localdate(now) + 10 * DAY,
    }  # fmt: skip
    return SignOff.objects.create(**values | changes)


def make_person(role, **changes):
    """Somebody who works here and has set a password."""
    name = changes.pop("username", f"{role}@example.com")
    person = User.objects.create_user(name, password=PASSWORD, first_name="Sam", **changes)
    give_role(person, role)
    return person


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
