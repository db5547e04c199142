"""Staff's side of treatments."""

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from services.checks.advice import advice_for_treatment
from services.checks.links import unusable_links
from services.checks.texts import Text
from services.content.treatment import TreatmentContent
from services.content.types import fields_of, parts_of
from services.models import Effect, Factor, Publication, Treatment
from services.publishing.snapshot import freeze

from .forms import AddressField, PageForm, PartForm, PartFormSet
from .pages import PageAdmin
from .picture_field import PictureField
from .pictures import pictures_view

# A long text in staff's small Markdown, with buttons for its signs (static/staff/marks.js).
PROSE = {
    **PageAdmin.formfield_overrides,
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "data-marks": ""})},
}
# A section that is closed until somebody opens it.
FOLDS = {"classes": ["collapse"]}


def choice_of_drawing(model_admin, db_field, request, **kwargs):
    """The field of a drawing, which says what choosing none means."""
    return db_field.formfield(choices=[("", _("No drawing")), *db_field.choices], **kwargs)


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

    class Meta:
        field_classes = {"slug": AddressField}
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].stands = self.instance.slug
        if self.instance.pk and "picture" in self.fields:
            url = reverse("admin:services_treatment_pictures", args=[self.instance.pk])
            words = _("All pictures that this page had")
            self.fields["picture"].widget.note = format_html(
                '<p><a class="quietlink" href="{}">{}</a></p>', url, words
            )

    def get_advice(self):
        """Advice on the page; its parts' forms have their own."""
        parts = parts_of(TreatmentContent)
        names = [field.name for field in fields_of(TreatmentContent) if field.name not in parts]
        return advice_for_treatment(TreatmentContent(**{n: self.value_of(n) for n in names}))


class EffectForm(PartForm):
    """An effect's form."""

    def get_advice(self):
        """What blocks publishing; the rest of the advice is about the page as a whole."""
        return unusable_links(Text(field="text", typed=self.value_of("text"), is_markdown=True))


class EffectInline(admin.StackedInline):
    """A treatment's effects, in its form."""

    model = Effect
    form = EffectForm
    formset = PartFormSet
    extra = 0
    fields = ["heading", "text", "drawing", "position"]
    formfield_for_choice_field = choice_of_drawing
    formfield_overrides = PROSE
    stands_after = "effects_introduction"
    add_words = _("Add an effect")


class FactorInline(admin.StackedInline):
    """What decides how many treatments, in the treatment's form."""

    model = Factor
    form = PartForm
    formset = PartFormSet
    extra = 0
    fields = ["text", "note", "position"]
    stands_after = "factors_introduction"
    add_words = _("Add a factor")


@admin.register(Treatment)
class TreatmentAdmin(PageAdmin):
    """A treatment with all its parts in one form."""

    form = TreatmentForm
    inlines = [EffectInline, FactorInline]
    list_display = ["title", "state", "address", "position"]
    search_fields = ["title", "summary"]
    row_views = {**PageAdmin.row_views, "pictures": pictures_view}
    formfield_overrides = PROSE
    formfield_for_choice_field = choice_of_drawing
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", *PageAdmin.hidden_fields]}),
        (
            _("Picture"),
            {"fields": ["picture", "picture_text", "picture_is_decorative"], **FOLDS},
        ),
        (_("What it treats"), {"fields": ["what_it_treats", "mechanism_drawing"], **FOLDS}),
        (
            _("What it does"),
            {"fields": ["effects_heading", "effects_introduction", "effects_closing"], **FOLDS},
        ),
        (
            _("How often"),
            {
                "fields": [
                    "frequency_heading", "frequency_short", "frequency_text", "visits_per_week",
                ],
                **FOLDS,
            },
        ),
        (_("How many treatments"), {"fields": ["factors_introduction"], **FOLDS}),
        (
            _("A website of its own"),
            {
                "fields": ["dedicated_site_words", "dedicated_site_url"],
                "description": _("If the clinic has another website about this treatment."),
                **FOLDS,
            },
        ),
        (_("In lists"), {"fields": ["position"], **FOLDS}),
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

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form; of an address that stays, it says why."""
        if self.get_readonly_fields(request, obj):
            stays = _("It stays, so that links to it never die. “Change the address” is below.")
            kwargs["help_texts"] = {"slug": stays}
        return super().get_form(request, obj, change, **kwargs)

    def get_prepopulated_fields(self, request, obj=None):
        """The address is made from the title as it is typed, while it can still change."""
        return {} if self.get_readonly_fields(request, obj) else {"slug": ["title"]}

    def get_advice(self, obj):
        """Advice about the working copy."""
        return advice_for_treatment(freeze(obj))

    def view_on_site(self, obj):
        """The live page's address."""
        live = Publication.objects.live(timezone.now()).filter(page=obj.key).first()
        return live.path if live else None
