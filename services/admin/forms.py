"""The forms of everything that is published by itself, and of its parts."""

import datetime as dt
import math
import re

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from services.checks.advice import advice_on_picture, blocking_advice, described_by
from services.checks.links import unusable_links
from services.checks.texts import Text
from services.content.days import day_and_time
from services.content.types import PictureType, fields_of, parts_of
from services.forms import PlainErrors
from services.models.publishable import new_key
from services.publishing.publish import address_problem, path_of, situation_of
from services.publishing.site import zone_of


class StaffModelForm(PlainErrors, forms.ModelForm):
    """A form in which a browser never cuts what is pasted: a text too long is said to be so.

    What keeps it from being published, `get_problems` says.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    # Whether what blocks publishing is refused in a draft too.
    refuses_drafts = False

    @property
    def publishes(self):
        """Whether the button makes it public, now or later."""
        return "_publish" in self.data or "_plan" in self.data

    @property
    def is_preview(self):
        """Whether it is only shown how it would look."""
        return "_preview" in self.data and not self.publishes

    def get_problems(self):
        """Advice on what the form says: what it can't be published with."""
        return ()

    def clean(self):
        """Lines end as they do everywhere else, not as in a browser's form; what can't be public is refused."""
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n")
        if self.publishes or self.refuses_drafts:
            refused = set(self.errors)
            for advice in self.get_problems():
                if advice.field not in refused:
                    self.add_error(
                        advice.field if advice.field in self.fields else None, advice.text
                    )
        return cleaned

    def value_of(self, field):
        """What a field is going to be: from the form, or as it stands if the form doesn't have it."""
        return self.cleaned_data.get(field, getattr(self.instance, field, ""))


class PartForm(StaffModelForm):
    """A part's form. A new part that has a place and nothing else isn't filled in yet."""

    def has_changed(self):
        """Whether there is something to save."""
        is_new = self.instance._state.adding
        return super().has_changed() and not (is_new and self.changed_data == ["position"])

    def get_problems(self):
        """Links that patients would read as brackets, and pictures that nothing describes."""
        for field in fields_of(type(self.instance).content_class()):
            text = Text(
                field=field.name,
                typed=self.value_of(field.name),
                is_markdown=field.type.is_markdown,
            )
            yield from unusable_links(text)
            if isinstance(field.type, PictureType):
                values = {name: self.value_of(name) for name in described_by(field.name)}
                yield from advice_on_picture(field.name, values)


class PartFormSet(forms.BaseInlineFormSet):
    """A page's parts, sent in any order. One that somebody else has deleted meanwhile is saved as a new one.

    A page has `MOST` parts of a kind. How many a request says that it brings is never counted up to.
    """

    MOST = 100
    INCOMPLETE = _("Part of this form didn’t arrive. Go back and save again.")
    TOO_MANY = _("That’s more than a page can have. Delete some.")
    default_error_messages = {"missing_management_form": INCOMPLETE, "too_many_forms": TOO_MANY}

    def __init__(self, data=None, files=None, instance=None, prefix=None, **kwargs):
        self.max_num = self.MOST
        self.validate_max = True
        # Why the parts that arrived aren't all that was sent, if so.
        self.problem = None
        if data is not None:
            prefix = prefix or self.get_default_prefix()
            data, files = self._with_saved_parts_first(data, files, instance, prefix)
        super().__init__(data, files, instance, prefix=prefix, **kwargs)

    def clean(self):
        """Refuse what didn't arrive whole; what did is in the form."""
        if self.problem:
            raise forms.ValidationError(self.problem)
        super().clean()

    def in_order(self):
        """The parts' forms as they stand on the screen, each with what staff call it: "Effect 1".

        One that is going to be deleted stands there until it is. `inOrder` in sections.js sorts alike.
        """
        kind = self.model._meta.verbose_name.capitalize()
        parts = sorted(self.forms, key=_place)
        return [(f"{kind} {number}", part) for number, part in enumerate(parts, start=1)]

    def _with_saved_parts_first(self, data, files, instance, prefix):
        """What was sent as Django wants it: the parts that have a row, then those that shall get one."""
        there = set()
        if instance.pk:
            rows = self.model.objects.filter(**{self.fk.name: instance}).values_list(
                "pk", flat=True
            )
            there = {str(pk) for pk in rows}
        # More than a page can have, if two people added some at once: they can be taken away.
        self.absolute_max = max(self.MOST, len(there))
        numbers = self._numbers_sent(data, prefix)
        row_of = {number: data.get(f"{prefix}-{number}-id") for number in numbers}
        # Named twice, a row would get the words of the one and lose those of the other.
        firsts = {row: number for number, row in reversed(row_of.items()) if row in there}
        saved = [number for number, row in row_of.items() if firsts.get(row) == number]
        # A deleted one that you want gone too stays gone.
        new = [
            number
            for number, row in row_of.items()
            if number not in saved and not (row and data.get(f"{prefix}-{number}-DELETE"))
        ]
        order = [*saved, *new]
        changed = _renumbered(data, prefix, order)
        for number, old in enumerate(order):
            changed[f"{prefix}-{number}-id"] = row_of[old] if old in saved else ""
        changed[f"{prefix}-INITIAL_FORMS"] = str(len(saved))
        changed[f"{prefix}-TOTAL_FORMS"] = str(len(order))
        return changed, files and _renumbered(files, prefix, order)

    def _numbers_sent(self, data, prefix):
        """The numbers of the parts that `data` brings; where it doesn't say how many, those that it names."""
        names = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,9}})-.+")
        named = sorted({int(match[1]) for name in data if (match := names.fullmatch(name))})
        try:
            total = int(data.get(f"{prefix}-TOTAL_FORMS"))
        except (TypeError, ValueError):
            total = -1
        if total > self.absolute_max:
            self.problem = self.TOO_MANY
        elif total < 0 or (named and named[-1] >= total):
            self.problem = self.INCOMPLETE
        else:
            return range(total)
        return named[: self.absolute_max]


def _renumbered(sent, prefix, order):
    """Fields or files that were sent, the parts whose numbers are in `order` now called 0, 1, 2 and so on.

    All that a part has sent comes along, a file and the tick that removes one too; of other parts nothing stays.
    """
    name_in_part = re.compile(rf"{re.escape(prefix)}-(0|[1-9][0-9]{{0,8}})-(.+)")
    number_of = {old: number for number, old in enumerate(order)}
    changed = sent.copy()
    for name in filter(name_in_part.fullmatch, sent):
        del changed[name]
    for match in filter(None, map(name_in_part.fullmatch, sent)):
        if (number := number_of.get(int(match[1]))) is not None:
            changed.setlist(f"{prefix}-{number}-{match[2]}", sent.getlist(match[0]))
    return changed


def _place(part):
    """Where a part's form stands among the others: 0, or what is no number, is the end."""
    try:
        return int(part["position"].value()) or math.inf
    except (TypeError, ValueError):
        return math.inf


class ClinicTimeField(forms.DateTimeField):
    """A day and time on the clinic's clock, from the browser's own calendar."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs):
        message = {"invalid": _("Choose a date and time, for example 3 March 2027 at 9:30 am.")}
        super().__init__(error_messages=message, label=_("Date and time"), **kwargs)

    def to_python(self, value):
        """An aware datetime, or None; raises ValidationError."""
        if not value:
            return None
        try:
            local = dt.datetime.fromisoformat(value).replace(tzinfo=None)
            zone = zone_of(timezone.now())
            moment = local.replace(tzinfo=zone)
            if moment.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != local:
                raise forms.ValidationError(
                    _("The clocks go forward then, so that time doesn’t exist. Choose another.")
                )
            return moment
        except (ValueError, OverflowError) as problem:
            raise forms.ValidationError(self.error_messages["invalid"]) from problem


class AddressField(forms.SlugField):
    """The last part of a page's address, typed as people type: “Sports Massage” is sports-massage."""

    # It may hold other characters than an address gets here. One that was left alone stays.
    stands = ""
    default_validators = []

    def clean(self, value):
        """The address that is meant; raises ValidationError if nothing is left of what was typed."""
        if value and value == self.stands:
            return value
        typed = self.to_python(value)
        meant = slugify(re.sub(r"[_/.,:+&–—]", " ", typed))
        if typed and not meant:
            raise forms.ValidationError(self.error_messages["invalid"])
        return super().clean(meant)


class OpenedForm(StaffModelForm):
    """A form that knows what stood there when it was opened, and overwrites nothing else."""

    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def get_initial_for_field(self, field, field_name):
        """What a field shows; of a saved row, the form knows what it was opened at."""
        if field_name == "opened_at":
            return self.saved_state() if self.instance.pk else ""
        return super().get_initial_for_field(field, field_name)

    def saved_state(self):
        """What changes whenever a saved row does: a short text."""
        raise NotImplementedError

    def who_saved(self):
        """What is said of whoever has saved the row since."""
        return _("Someone else saved this, or you saved it in another window, after you opened it.")

    def clean(self):
        """Refuse to overwrite what was saved in between; what exactly stands above the form."""
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("opened_at") != self.saved_state():
            self.data = self.data.copy()
            self.data["opened_at"] = self.saved_state()
            nothing_lost = _(
                "Your changes aren’t saved yet. Nothing is lost: check the form and save again."
            )
            self.add_error(None, f"{self.who_saved()} {nothing_lost}")
        return cleaned


class PageForm(OpenedForm):
    """A page's form that notices being sent twice, and knows how to publish."""

    # A number for each form that is shown.
    form_number = forms.CharField(widget=forms.HiddenInput)

    # When it shall become public, on the clinic's clock; asked for by "Publish on" alone.
    publish_at = ClinicTimeField(required=False)
    # Whether whoever has sent the form may publish; `PageAdmin.get_form` says so.
    may_publish = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # One moment to check and to publish: what is right before midnight isn't refused after it.
        self.now = timezone.now()
        self.fields["form_number"].initial = new_key()
        self.fields["form_number"].error_messages["required"] = PartFormSet.INCOMPLETE
        if "slug" in self.fields:
            self.fields["slug"].stands = self.instance.slug

    @property
    def content(self):
        """What the form says, without the parts: their forms say what is in them."""
        content = type(self.instance).content_class
        parts = parts_of(content)
        fields = [field for field in fields_of(content) if field.name not in parts]
        return content(**{f.name: f.type.of_row(self.value_of(f.name)) for f in fields})

    def get_problems(self):
        """What the page can't be published with; its parts' forms have their own."""
        shown_from = self.now if self.publishes else None
        if "_plan" in self.data:
            shown_from = self.cleaned_data.get("publish_at") or shown_from
        content = self.content
        return blocking_advice(content, situation_of(content, now=self.now, shown_from=shown_from))

    def saved_state(self):
        """A page has an edition, another with every save."""
        return self.instance.edition

    def clean(self):
        """Refuse a plan for no day or one that is over, and an address that another page has."""
        cleaned = super().clean()
        if refused := self.data.get("_refused"):  # by publishing itself, a moment ago
            self.add_error(None, refused)
        if "_plan" in self.data and "publish_at" not in self.errors:
            self._check_plan(cleaned.get("publish_at"))
        if self.publishes and not self.may_publish:
            # Somebody's role may have changed while they wrote: refused, with their words kept.
            self.add_error(
                None,
                _("Only a publisher can publish this. Save it as a draft and ask a publisher."),
            )
        elif self.publishes:
            path = path_of(type(self.instance), self.value_of("slug"))
            problem = address_problem(self.instance.key, path, now=self.now)
            if problem and "slug" in self.fields:
                self.add_error("slug", problem)
            elif problem:
                self.add_error(None, _("Another page now has this web address. %s") % problem)
        return cleaned

    def _check_plan(self, moment):
        """Refuse a plan without a time, or for a time that is over."""
        if moment is None:
            self.add_error("publish_at", _("Choose the date and time it goes live."))
        elif moment <= self.now:
            self.add_error(
                "publish_at", _("That time is in the past. To publish now, press “Publish”.")
            )

    def who_saved(self):
        """Who saved the page last, and when."""
        row = self.instance
        if not row.saved_at:
            return _("This was changed after you opened it.")
        return _("%(who)s changed this %(when)s, after you opened it.") % {
            "who": row.saved_by,
            "when": day_and_time(row.saved_at, zone_of(self.now), self.now, on=True),
        }
