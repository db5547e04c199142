"""Staff's side of treatments."""

import dataclasses
from dataclasses import dataclass
from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from services.checks.advice import advice_for_treatment
from services.checks.links import unusable_links
from services.checks.texts import Text
from services.content import Picture, TreatmentContent
from services.models import Effect, Erasure, Factor, Publication, Treatment
from services.publishing.erase import erase, remove_files
from services.publishing.snapshot import PARTS, freeze

from .pages import PageAdmin, PageForm, PartFormSet, WholeTextForm
from .pictures import PictureField


class TreatmentForm(PageForm):
    """A treatment's form."""

    picture = PictureField(
        label=_("Photo or drawing"),
        required=False,
        help_text=_(
            "A photo as JPEG, PNG, WebP or HEIC, up to 15 MB. The website turns it upright, makes it "
            "small, and takes out what else is in the file, such as where it was taken. Ask whoever "
            "can be seen in it first."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "picture" in self.fields:
            url = reverse("admin:services_treatment_pictures", args=[self.instance.pk])
            words = _("All pictures that this page had")
            self.fields["picture"].widget.note = format_html(
                '<p><a class="quietlink" href="{}">{}</a></p>', url, words
            )

    def get_advice(self):
        """Advice on the page; its parts' forms have their own."""
        names = {field.name for field in dataclasses.fields(TreatmentContent)} - set(PARTS)
        return advice_for_treatment(TreatmentContent(**{n: self.value_of(n) for n in names}))

    def clean_slug(self):
        """Addresses are in small letters."""
        return self.cleaned_data["slug"].lower()


class EffectForm(WholeTextForm):
    """An effect's form."""

    def get_advice(self):
        """What blocks publishing; the rest of the advice is about the page as a whole."""
        return unusable_links(Text(field="text", typed=self.value_of("text"), is_markdown=True))


@dataclass(frozen=True)
class PictureEntry:
    """A picture that a page has or had; `text` is what was last said about it."""

    name: str
    text: str
    is_current: bool
    erasure: Erasure | None

    @property
    def picture(self):
        """Its files."""
        return Picture.named(self.name)


def pictures_of(treatment):
    """The `PictureEntry`s of a treatment's working copy and publications, the newest first."""
    texts = {treatment.picture: treatment.picture_text} if treatment.picture else {}
    publications = Publication.objects.filter(page=treatment.key, retired=False)
    for content in publications.values_list("content", flat=True):
        name = content.get("picture", "")
        if Picture.named(name):
            texts.setdefault(name, content.get("picture_text", ""))
    erasures = Erasure.objects.in_bulk(list(texts), field_name="picture")
    return [
        PictureEntry(name, text, name == treatment.picture, erasures.get(name))
        for name, text in texts.items()
    ]


class EffectInline(admin.StackedInline):
    """A treatment's effects, in its form."""

    model = Effect
    form = EffectForm
    formset = PartFormSet
    extra = 0
    fields = ["heading", "text", "drawing", "position"]
    formfield_overrides = PageAdmin.formfield_overrides


class FactorInline(admin.StackedInline):
    """What decides how many treatments, in the treatment's form."""

    model = Factor
    form = WholeTextForm
    formset = PartFormSet
    extra = 0
    fields = ["text", "note", "position"]


@admin.register(Treatment)
class TreatmentAdmin(PageAdmin):
    """A treatment with all its parts in one form."""

    form = TreatmentForm
    inlines = [EffectInline, FactorInline]
    list_display = ["title", "state", "address", "position"]
    search_fields = ["title", "summary"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", *PageAdmin.hidden_fields]}),
        (_("Picture"), {"fields": ["picture", "picture_text", "picture_is_decorative"]}),
        (_("What it treats"), {"fields": ["what_it_treats", "mechanism_drawing"]}),
        (
            _("What it does"),
            {
                "fields": ["effects_heading", "effects_introduction", "effects_closing"],
                "description": _("The effects themselves are further down."),
            },
        ),
        (
            _("How often"),
            {
                "fields": [
                    "frequency_heading", "frequency_short", "frequency_text", "visits_per_week",
                ]
            },
        ),
        (
            _("How many treatments"),
            {
                "fields": ["factors_introduction"],
                "description": _("The factors themselves are at the end."),
            },
        ),
        (
            _("A website of its own"),
            {
                "fields": ["dedicated_site_words", "dedicated_site_url"],
                "description": _("If the clinic has another website about this treatment."),
            },
        ),
        (_("In lists"), {"fields": ["position"]}),
    ]  # fmt: skip

    def get_queryset(self, request):
        """Treatments with their parts, which their state depends on."""
        return super().get_queryset(request).with_parts()

    @admin.display(description=_("address"))
    def address(self, obj):
        """The path that patients have, or will have."""
        return obj.get_absolute_url() if obj.slug else "-"

    def get_readonly_fields(self, request, obj=None):
        """An address that has been public stays: links lead to it."""
        if obj and Publication.objects.filter(page=obj.key).exists():
            return ["slug"]
        return []

    def get_prepopulated_fields(self, request, obj=None):
        """The address is made from the title as it is typed, while it can still change."""
        return {} if self.get_readonly_fields(request, obj) else {"slug": ["title"]}

    def get_advice(self, obj):
        """Advice about the working copy."""
        return advice_for_treatment(freeze(obj))

    def get_urls(self):
        """The addresses of a page, and the one of its pictures."""
        view = self.admin_site.admin_view(self.pictures_view)
        address = path("<path:object_id>/pictures/", view, name="services_treatment_pictures")
        return [address, *super().get_urls()]

    def pictures_view(self, request, object_id):
        """All pictures that the page has and had. An owner can erase one, from everywhere."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        may_erase = request.user.is_superuser
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        entries = pictures_of(obj)
        refused = ""
        if request.method == "POST":
            if not may_erase:
                raise PermissionDenied
            reason = request.POST.get("reason", "").strip().replace("\0", "")
            names = [entry.name for entry in entries if not entry.erasure]
            name = request.POST.get("picture", "")
            if name not in names:
                return HttpResponseRedirect(request.path)  # sent twice: it shows the marker now
            if 0 < len(reason) <= Erasure._meta.get_field("reason").max_length:
                erase(name, by=request.user, reason=reason, now=timezone.now())
                done = _("Patients don't see it any more.")
                transaction.on_commit(partial(remove_files, name))
                transaction.on_commit(partial(self.renew_pages, request, _("Erased."), done))
                return HttpResponseRedirect(request.path)
            refused = name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Pictures of “%(name)s”") % {"name": obj},
            "opts": self.opts,
            "object": obj,
            "pictures": entries,
            "may_erase": may_erase,
            "refused": refused,
            "back": self.url_of("change", obj),
        }
        return TemplateResponse(request, "admin/pictures.html", context)

    def view_on_site(self, obj):
        """The live page's address."""
        live = Publication.objects.live(timezone.now()).filter(page=obj.key).first()
        return reverse("treatment", args=[live.slug]) if live else None
