"""A clinician's sign-off: staff make a link, the clinician reads the page and says whether it is right."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clinic_site.headers import review_headers
from services.models import Kind, Publication, ReviewLink, SignOff
from services.models.publication import publishing_lock
from services.publishing import snapshot
from services.publishing.site import PublicSite
from services.views import not_found, render_page, render_treatment

from .roles import may_publish
from .states import day_and_time, zone_of
from .together import name_of

# How long a link holds.
HOLDS = timedelta(days=14)
# When somebody should look again: what the clinician chooses from, in years.
YEARS = (1, 2, 3)
# How many answers one link takes: whoever has it could send them all day.
ANSWERS = 20
# A review is said to be due so long before its day.
AHEAD = timedelta(days=30)


class ReviewForm(forms.ModelForm):
    """What a clinician says of a page."""

    again = forms.TypedChoiceField(
        coerce=int,
        initial=YEARS[0],
        choices=[
            (1, _("in a year")),
            *((years, _("in %(years)d years") % {"years": years}) for years in YEARS[1:]),
        ],
        label=_("Somebody should look at it again"),
    )

    class Meta:
        model = SignOff
        fields = ["name", "role", "note"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "note": forms.Textarea(attrs={"rows": 5}),
        }

    field_order = ["name", "role", "again", "note"]

    def clean(self):
        """A note needs words; whoever says that the page is right may leave some too."""
        cleaned = super().clean()
        if "note_only" in self.data and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say what should be different."))
        return cleaned


@csrf_exempt  # whoever could forge this knows the link, and that alone is what lets anybody in
@require_http_methods(["GET", "HEAD", "POST"])
def review_page(request, token):
    """The page behind a review link: as patients would read it, and what the reader says of it."""
    now = timezone.now()
    link = ReviewLink.of_token(token)
    if link is None:
        return not_found(request)
    if not link.holds(now):
        title, was_revoked = _("This link doesn’t open any more"), link.revoked_at is not None
        frame = PublicSite(now).frame
        return _private(
            render_page(
                request, "review_over.html", frame, status=410, title=title, was_revoked=was_revoked
            )
        )
    form = ReviewForm(request.POST if request.method == "POST" else None)
    [content] = snapshot.without_erased([snapshot.load(link.kind, link.content)])
    if request.method == "POST" and form.is_valid():
        if link.sign_offs.count() < ANSWERS:
            _sign(link, snapshot.wording(content), form, "note_only" not in request.POST, now)
            return _private(HttpResponseRedirect(f"{request.path}?done=1#said"))
        form.add_error(None, _("This link has been answered many times. Ask for a new one."))
    note = _("Please read this page, and say at its end whether it is right.")
    answer = render_treatment(
        request,
        PublicSite(now, note=note),
        content,
        "review.html",
        form=form,
        said=link.sign_offs.first() if "done" in request.GET else None,
    )
    return _private(answer)


def _sign(link, content_hash, form, is_right, now):
    """Write down what a clinician said."""
    day = timezone.localdate(now, zone_of(now))
    sign_off = form.save(commit=False)
    sign_off.link, sign_off.page, sign_off.content_hash = link, link.page, content_hash
    sign_off.at, sign_off.is_right = now, is_right
    if is_right:
        sign_off.next_review = years_after(day, form.cleaned_data["again"])
    sign_off.save()


def years_after(day, years):
    """The same day some years later; the last of February for its 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _private(answer):
    """`answer`, which nobody keeps, lists, or hears of from the pages that it links to."""
    for name, value in review_headers().items():
        answer[name] = value
    return answer


def reviews_view(model_admin, request, object_id):
    """Staff's side: the links of a page, what was said of it, and a new link."""
    obj = model_admin.get_object(request, object_id)
    if obj is None:
        return model_admin._get_obj_does_not_exist_redirect(request, model_admin.opts, object_id)
    if (
        not model_admin.has_change_permission(request, obj)
        or snapshot.kind_of(obj) != Kind.TREATMENT
    ):
        raise PermissionDenied
    now, key = timezone.now(), snapshot.key_of(obj)
    if request.method == "POST":
        _decide(model_admin, request, obj, now)
        return HttpResponseRedirect(model_admin.url_of("reviews", obj))
    zone, wanted = zone_of(now), snapshot.wording(snapshot.freeze(obj))
    links = ReviewLink.objects.filter(page=key, revoked_at=None, ends_at__gt=now)
    said = SignOff.objects.filter(page=key)[:20]
    public = public_wording(key, now)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Is “%(name)s” right?") % {"name": obj},
        "opts": model_admin.opts,
        "object": obj,
        "back": model_admin.url_of("change", obj),
        "links": [
            (
                link,
                settings.SITE_URL + address_of(link),
                day_and_time(link.ends_at, zone),
                link.content_hash == wanted,
            )
            for link in links
        ],
        "said": [
            (
                one,
                day_and_time(one.at, zone),
                one.content_hash == wanted,
                one.content_hash == public,
            )
            for one in said
        ],
        "last_public": next((one for one in said if one.content_hash == public), None),
        "may_publish": may_publish(request.user),
    }
    return TemplateResponse(request, "admin/reviews.html", context)


def address_of(link):
    """The path of a review link."""
    return reverse("review", args=[link.token])


def _decide(model_admin, request, obj, now):
    """Make a link, take one back, or say that a page is still correct."""
    key = snapshot.key_of(obj)
    if "revoke" in request.POST:
        number = request.POST["revoke"]
        if number.isdecimal() and len(number) < 19:
            links = ReviewLink.objects.filter(page=key, pk=int(number), revoked_at=None)
            if links.update(revoked_at=now):
                model_admin.message_user(request, _("The link doesn't open any more."))
    elif "still" in request.POST:
        if not may_publish(request.user):
            raise PermissionDenied
        if still_correct(key, request.user, now):
            told = _("Noted: you looked at it today and it is still correct.")
            model_admin.message_user(request, told)
    else:
        with transaction.atomic():
            publishing_lock()  # parts and page of one save
            obj = model_admin.get_queryset(request).filter(pk=obj.pk).first()
            if obj is None:
                return
            content = snapshot.freeze(obj)
            if not (content.slug and content.title):
                told = _("Give the page an address first: a reader has to find it somewhere.")
                model_admin.message_user(request, told, messages.WARNING)
                return
            ReviewLink.objects.create(
                kind=Kind.TREATMENT,
                page=key,
                title=obj.title,
                content=snapshot.dump(content),
                content_hash=snapshot.wording(content),
                author=request.user,
                author_name=name_of(request.user),
                made_at=now,
                ends_at=now + HOLDS,
            )
        told = _("Here is the link. Pass it on to the clinician: no account is needed.")
        model_admin.message_user(request, told)


def public_wording(page, now):
    """The `wording` of what patients read on a page, an empty string if it isn't public."""
    live = Publication.objects.live(now).filter(page=page).first()
    if live is None:
        return ""
    [content] = snapshot.without_erased([snapshot.load(live.kind, live.content)])
    return snapshot.wording(content)


def still_correct(page, user, now):
    """Say of what is public that it is still correct, in the name of `user`; returns the SignOff or None.

    For a page whose very words were signed off before, for as long again.
    """
    content_hash = public_wording(page, now)
    last = SignOff.objects.filter(content_hash=content_hash).first()
    if last is None or not last.is_right:
        return None
    day = timezone.localdate(now, zone_of(now))
    years = max(1, round((last.next_review - last.at.date()).days / 365)) if last.next_review else 1
    own = SignOff.objects.filter(page=page, name=name_of(user)).first()
    return SignOff.objects.create(
        page=page,
        content_hash=content_hash,
        at=now,
        is_right=True,
        name=name_of(user),
        role=own.role if own else "",
        next_review=years_after(day, years),
    )


def due(site, now):
    """The public pages that somebody should look at again: [(TreatmentContent, Review), ...]."""
    day = timezone.localdate(now, site.frame.clinic.zone) + AHEAD
    reviews = [(content, site.review_of(content)) for content in site.treatments]
    return [
        (content, review)
        for content, review in reviews
        if review and review.next_day and review.next_day <= day
    ]


def notes(now):
    """What clinicians said should be different, of pages that nobody has signed off since: SignOffs."""
    recent = SignOff.objects.filter(at__gt=now - timedelta(days=90))
    last = {}
    for one in recent.order_by("id"):
        last[one.page] = one
    return [one for one in last.values() if not one.is_right]
