"""ReviewedBy links: made for a page as it is now, what their reader sees, and which of them sign the same text."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.models import ReviewLink
from services.models.publication import name_of
from services.publishing import snapshot
from services.publishing.lock import publishing_lock

# How long a link holds.
HOLDS = timedelta(days=14)
# What the button sends that asks for one more link to a text that has one.
ANOTHER = "another"


def address_of(link):
    """The path of a review link."""
    return reverse("review", args=[link.token])


def open_links(page, content_hash, now):
    """The open links of a page by which exactly this text would be signed, the newest first, as a list."""
    links = ReviewLink.objects.open(now).filter(page_key=page)
    return [
        link
        for link in links
        if snapshot.reviewed_hash(snapshot.content_of_row(link)) == content_hash
    ]


def make_link(model_admin, request, obj, now):
    """Make a link to a page as it is now, and say so; none if there is one, unless another is asked for."""
    with transaction.atomic():
        publishing_lock()  # parts and page of one save
        obj = model_admin.get_queryset(request).filter(pk=obj.pk).first()
        if obj is None:
            return
        content = snapshot.freeze(obj)
        if not (content.slug and content.title):
            problem = _("Add a web address to this page first, then get a link for the clinician.")
            model_admin.message_user(request, problem, messages.WARNING)
            return
        content_hash = snapshot.reviewed_hash(content)
        is_asked_for = request.POST.get("make") == ANOTHER
        if not is_asked_for and open_links(content.key, content_hash, now):
            there = _("There’s already a link for this version. Send that one.")
            model_admin.message_user(request, there)
            return
        ReviewLink.objects.create(
            kind=obj.kind,
            page_key=content.key,
            title=obj.title,
            content=snapshot.dump(content),
            content_hash=content_hash,
            author=request.user,
            author_name=name_of(request.user),
            made_at=now,
            ends_at=now + HOLDS,
        )
    done = _("Here is the link. Send it to the clinician. They don’t need an account.")
    model_admin.message_user(request, done)
