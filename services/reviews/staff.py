"""Staff's side of a clinician's sign-off: links to send, what was said, what is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import may_publish
from services.content.days import day_and_time, years_after
from services.content.text import has_contact, is_empty
from services.content.types import ERASED
from services.forms import row_number
from services.models import NoteResolution, Publication, ReviewLink, SignOff, Withdrawal
from services.models.publication import name_of
from services.publishing import snapshot
from services.publishing.lock import publishing_lock
from services.publishing.publish import Refused
from services.publishing.site import zone_of

from .links import address_of, make_link, open_links

# A review is said to be due so long before its day.
AHEAD = timedelta(days=30)
# How many answers staff see of a page.
SHOWN = 20
# What patients read of a clinician is no place for advertising, or for a number that nobody checked.
NAME_ONLY = _("Enter your name only, without a web address, email address or phone number.")
PROFESSION_ONLY = _(
    "Enter your profession only, without a web address, email address or phone number."
)


@dataclass(frozen=True)
class Answer:
    """What a clinician said of a page, as staff see it.

    `day`, `withdrawn`, `done`: when it was said, withdrawn and marked as done, in words.
    `is_current` and `is_public`: whether it is about the text in the form, about what patients read;
    `is_last`: whether it is the last that was said about what patients read; `is_open`: whether its note
    is still to be dealt with; `is_in_force`: whether it puts a name on the page that says this; `is_due`:
    whether that page should be looked at again; `replaced_by`: who said something of the same text later,
    an empty string if nobody did.
    """

    sign_off: SignOff
    day: str
    withdrawn: str
    done: str
    is_current: bool
    is_public: bool
    is_last: bool
    is_open: bool
    is_in_force: bool
    is_due: bool
    replaced_by: str


def reviews_view(model_admin, request, obj):
    """Staff's side: the links of a page, what was said of it, and a new link.

    Editors see what was said, and deal with notes. A link's address is for publishers: whoever has it
    can sign.
    """
    if not model_admin.has_change_permission(request, obj) or not obj.has_address:
        raise PermissionDenied
    now, key = timezone.now(), obj.key
    if request.method == "POST":
        _decide(model_admin, request, obj, now)
        if "from_first_page" in request.POST:
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(model_admin.url_of("reviews", obj))
    zone, wanted = zone_of(now), snapshot.reviewed_hash(snapshot.freeze(obj))
    may = may_publish(request.user)
    links = ReviewLink.objects.open(now).filter(page_key=key)
    context = {
        **model_admin.context_of(request, obj),
        "title": _("Clinician review: %(name)s") % {"name": obj},
        "links": [
            (
                link,
                settings.SITE_URL + address_of(link) if may else "",
                day_and_time(link.ends_at, zone, now),
                snapshot.reviewed_hash(snapshot.content_of_row(link)) == wanted,
            )
            for link in links
        ],
        "answers": _answers(key, wanted, now),
        "may_publish": may,
        "profession": profession_of(request.user),
    }
    return TemplateResponse(request, "admin/reviews.html", context)


def _answers(page, wanted, now):
    """The latest `Answer`s about a page, the newest first; `wanted` is the hash of what its form says.

    What was said last about what patients read is among them, however old it is.
    """
    of_page = SignOff.objects.filter(page_key=page)
    public, zone = public_wording(page, now), zone_of(now)
    answers = of_page.select_related("dealt_with", "withdrawal")
    latest, last = list(answers[:SHOWN]), answers.filter(content_hash=public).first()
    if last and last not in latest:
        latest.append(last)
    is_open = set(of_page.open().values_list("pk", flat=True))
    in_force = set(of_page.in_force(now).values_list("pk", flat=True))
    last_of = {}
    for one in latest:  # the newest first; what was said after one that is shown is shown too
        last_of.setdefault(one.content_hash, one)
    last_of.pop(ERASED, None)  # of erased texts nobody knows which were the same
    return [
        Answer(
            sign_off=one,
            day=day_and_time(one.at, zone, now),
            withdrawn=_day_of(one, "withdrawal", zone, now),
            done=_day_of(one, "dealt_with", zone, now),
            is_current=one.content_hash == wanted,
            is_public=one.content_hash == public,
            is_last=one == last,
            is_open=one.pk in is_open,
            is_in_force=one.pk in in_force,
            is_due=one.pk in in_force and is_due(one.next_review, timezone.localdate(now, zone)),
            replaced_by=_name_after(one, last_of.get(one.content_hash, one)),
        )
        for one in latest
    ]


def _day_of(sign_off, decision, zone, now):
    """When a sign-off was withdrawn or dealt with, in words; an empty string if it wasn't."""
    row = getattr(sign_off, decision, None)
    return day_and_time(row.at, zone, now, on=True) if row else ""


def _name_after(sign_off, last):
    """Who said the last of a text, an empty string if that is `sign_off` itself."""
    return "" if last is sign_off else last.name


def _decide(model_admin, request, obj, now):
    """Do what a button says. Editors deal with notes; all else shows in public, so publishers decide it."""
    key = obj.key
    if "dealt_with" in request.POST:
        with transaction.atomic():
            publishing_lock()  # two taps at once
            note = (
                SignOff.objects.filter(page_key=key)
                .open()
                .filter(pk=row_number(request.POST["dealt_with"]))
            )
            if note := note.first():
                NoteResolution.objects.create(
                    note=note, at=now, author=request.user, author_name=name_of(request.user)
                )
                done = _("%(who)s’s note is marked as done.") % {"who": note.name}
                model_admin.message_user(request, done)
    elif not may_publish(request.user):
        raise PermissionDenied
    elif "revoke" in request.POST:
        links = ReviewLink.objects.filter(page_key=key, revoked_at=None)
        if links.filter(pk=row_number(request.POST["revoke"])).update(revoked_at=now):
            model_admin.message_user(request, _("Link cancelled. It no longer works."))
    elif "withdraw" in request.POST:
        with transaction.atomic():
            publishing_lock()  # two taps at once
            approval = withdraw(key, row_number(request.POST["withdraw"]), request.user, now)
        if approval:
            done = _("%(who)s’s approval is withdrawn.") % {"who": approval.name}
            effect = _("The name is no longer shown on the page.")
            model_admin.renew_pages(request, done, effect)
    elif "still" in request.POST:
        try:
            with transaction.atomic():
                publishing_lock()  # two taps at once
                renewed = still_correct(key, request.user, request.POST.get("profession", ""), now)
        except Refused as refused:
            model_admin.message_user(request, str(refused), messages.WARNING)
            return
        if renewed:
            done = _("Confirmed as still correct.")
            model_admin.renew_pages(request, done, _("The name is shown on the page."))
        else:
            problem = _("This page isn’t due for a review, or has no approval to renew.")
            model_admin.message_user(request, problem, messages.WARNING)
    else:
        make_link(model_admin, request, obj, now)


def public_wording(page, now):
    """The `reviewed_hash` of what patients read on a page, an empty string if it isn't public."""
    live = Publication.objects.live(now).filter(page_key=page).first()
    if live is None:
        return ""
    return snapshot.reviewed_hash(snapshot.content_of_row(live))


def profession_of(user):
    """What a colleague said last to be by profession; an empty string if nothing yet."""
    sign_offs = SignOff.objects.filter(name=name_of(user)).exclude(role="")
    return sign_offs.values_list("role", flat=True).first() or ""


def still_correct(page, user, profession, now):
    """Say of what is public that it is still correct, in the name of `user`; returns the SignOff or None.

    For a page whose very words have an approval that counts and is due, for as long again. Raises Refused
    if the profession is missing, or if what patients would read as name or profession holds a way to reach
    somebody.
    """
    content_hash = public_wording(page, now)
    last = SignOff.objects.in_force(now).filter(content_hash=content_hash).first()
    day = timezone.localdate(now, zone_of(now))
    if last is None or not is_due(last.next_review, day):
        return None
    name = name_of(user)
    role = profession.replace("\0", "").strip()[: SignOff._meta.get_field("role").max_length]
    if has_contact(name):
        raise Refused(
            _(
                "Patients would see “%(name)s” as your name. An owner can enter your full name "
                "under “People”, without a web address, email address or phone number."
            )
            % {"name": name}
        )
    if is_empty(role):
        raise Refused(_("Enter your profession. Patients see it next to your name."))
    if has_contact(role):
        raise Refused(PROFESSION_ONLY)
    years = max(1, round((last.next_review - last.at.date()).days / 365))
    return SignOff.objects.create(
        page_key=page,
        content_hash=content_hash,
        at=now,
        is_right=True,
        name=name,
        role=role,
        next_review=years_after(day, years),
    )


def withdraw(page, number, user, now):
    """Withdraw the approval of a page whose row has a number, in the name of `user`.

    With it goes every link to the same text, or whoever has one could sign again at once. Returns the
    SignOff; None if it is none of this page, a mere note, or withdrawn already.
    """
    approvals = SignOff.objects.filter(page_key=page, is_right=True, withdrawal=None)
    approval = approvals.filter(pk=number).first()
    if approval:
        Withdrawal.objects.create(approval=approval, at=now, author=user, author_name=name_of(user))
        same = [link.pk for link in open_links(page, approval.content_hash, now)]
        # The text of its own link has another hash if words were erased from it since.
        links = ReviewLink.objects.filter(pk__in=[approval.link_id, *same], revoked_at=None)
        links.update(revoked_at=now)
    return approval


def is_due(next_day, today):
    """Whether a page that somebody should look at again on a day, None for no day, is due for it."""
    return next_day is not None and next_day <= today + AHEAD


def due(site, now):
    """The public pages that somebody should look at again: [(content, ReviewedBy), ...]."""
    today = timezone.localdate(now, site.zone)
    reviews = [(content, site.review_of(content)) for content in site.pages]
    return [
        (content, review)
        for content, review in reviews
        if review and is_due(review.next_day, today)
    ]


def notes():
    """What clinicians noted and nobody has dealt with, the latest first: SignOffs with `silences`.

    That is whether nobody's name stands under the words that it is about.
    """
    approval = SignOff.objects.in_force(timezone.now()).filter(
        content_hash=OuterRef("content_hash")
    )
    return SignOff.objects.open().annotate(silences=~Exists(approval))
