"""The page behind a review link: a clinician reads what staff sent, and says whether it is right."""

from contextlib import suppress
from dataclasses import replace

from django import forms
from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from services.baking.bake import BakeFailed, bake_within
from services.checks.advice import question_for_reviewer
from services.content.days import day_and_time, years_after
from services.content.text import has_contact
from services.forms import PlainErrors
from services.http.headers import review_headers
from services.models import ReviewLink, SignOff
from services.publishing import snapshot
from services.publishing.lock import publishing_lock
from services.publishing.site import PublicSite, zone_of
from services.web.pages import page_of
from services.web.views import not_found, render_page, rendered

from .staff import NAME_ONLY, PROFESSION_ONLY

# When somebody should look again: what the clinician chooses from, in years.
YEARS = (1, 2, 3)
# How many answers one link takes: whoever has it could send them all day.
ANSWERS = 20


class ReviewForm(PlainErrors, forms.ModelForm):
    """What a clinician says of a page."""

    again = forms.TypedChoiceField(
        coerce=int,
        initial=YEARS[0],
        choices=[
            (1, _("in 1 year")),
            *((years, _("in %(years)d years") % {"years": years}) for years in YEARS[1:]),
        ],
        label=_("When should this page be checked again?"),
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("Enter your name.")

    def clean(self):
        """Name and profession are nothing more; a note needs words, an approval may have some."""
        cleaned = super().clean()
        for field, complaint in (("name", NAME_ONLY), ("role", PROFESSION_ONLY)):
            if has_contact(cleaned.get(field, "")):
                self.add_error(field, complaint)
        if "note_only" in self.data and not cleaned.get("note"):
            self.add_error("note", _("Describe what should change."))
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
        return _over(request, link, now)
    earlier = list(link.sign_offs.all())
    # Whoever answers again needn't say again who they are.
    signer = {"name": earlier[0].name, "role": earlier[0].role} if earlier else None
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=signer)
    content = snapshot.content_of_row(link)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            publishing_lock()  # staff may cancel the link at this moment, or others answer by it
            if not link.holds(now):
                link.refresh_from_db()
                return _over(request, link, now)
            is_full = link.sign_offs.count() >= ANSWERS
            if not is_full:
                _sign(
                    link,
                    snapshot.reviewed_hash(content),
                    form,
                    "note_only" not in request.POST,
                    now,
                )
        if not is_full:
            _renew_pages()
            return _private(HttpResponseRedirect(f"{request.path}?done=1#said"))
        form.add_error(None, _("This link has been used too many times. Ask for a new one."))
    note = _("Please read this page, then approve it or send a note at the end.")
    site = PublicSite(now, note=note)
    page = page_of(site, content)
    answer = rendered(
        request,
        site,
        replace(page, template="review.html"),
        page_template=page.template,
        form=form,
        safety=question_for_reviewer(content),
        said=earlier[0] if earlier and "done" in request.GET else None,
        earlier=[(one, day_and_time(one.at, site.zone, now)) for one in earlier],
    )
    return _private(answer)


def _over(request, link, now):
    """What stands where a link led that doesn't open any more: that it was cancelled, or is too old."""
    texts = {
        "title": _("This link no longer works"),
        "is_too_old": link.revoked_at is None and link.ends_at <= now,
    }
    site_context = PublicSite(now).context
    return _private(render_page(request, "review_over.html", site_context, status=410, **texts))


def _sign(link, content_hash, form, is_right, now):
    """Write down what a clinician said."""
    day = timezone.localdate(now, zone_of(now))
    sign_off = form.save(commit=False)
    sign_off.link, sign_off.page_key, sign_off.content_hash = link, link.page_key, content_hash
    sign_off.at, sign_off.is_right = now, is_right
    if is_right:
        sign_off.next_review = years_after(day, form.cleaned_data["again"])
    sign_off.save()


def _renew_pages():
    """Let patients see what was said at once; the site does it by itself, some seconds later."""
    if settings.BAKE:
        with suppress(BakeFailed, OSError, DatabaseError):
            bake_within()


def _private(answer):
    """`answer`, which nobody keeps, lists, or hears of from the pages that it links to."""
    for name, value in review_headers().items():
        answer[name] = value
    return answer
