"""What a treatment's page says."""

import re
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .drawing import Drawing
from .page import AddressedContent, Listing
from .picture import Picture
from .sections import Section
from .text import lines_of
from .treatment_extras import ExtraContent, FaqContent
from .treatment_help_cards import HelpCardContent, shown_cards
from .treatment_risks import RiskContent, risk_lists, words_explained
from .types import (
    UNREAD,
    Cited,
    Line,
    LinkWords,
    Markdown,
    PageKey,
    Part,
    PictureName,
    Text,
    WebAddress,
    choice,
)
from .web_address import host_of


class Method(TextChoices):
    """What is done with a patient."""

    __empty__ = _("Not chosen yet")
    NEEDLE = "needle", _("With needles")
    HANDS = "hands", _("With the hands")
    EXERCISE = "exercise", _("Exercise")
    OTHER = "other", _("Something else")


class When(TextChoices):
    """Before a visit, or after it."""

    __empty__ = _("Choose when")
    BEFORE = "before", _("Before a visit")
    AFTER = "after", _("After a visit")


class Advised(TextChoices):
    """What to do, or not."""

    __empty__ = _("Choose one")
    DO = "do", _("Do")
    DO_NOT = "do-not", _("Do not")


# What staff may type though the page says it.
DO_NOT = re.compile(r"^(?:do not|don['’]t)\s+", re.IGNORECASE)


class Response(TextChoices):
    """What the clinic does if a patient has a condition."""

    __empty__ = _("Say nothing more")
    ADAPT = "adapt", _("We adapt the treatment")
    ASK_DOCTOR = "ask-doctor", _("Ask your doctor first")
    NOT_DONE = "not-done", _("We won’t do this treatment")


@dataclass(frozen=True, kw_only=True)
class StepContent(Part):
    """A step of a visit."""

    heading: Line = ""
    text: Markdown = ""
    minutes: int | None = None
    drawing: choice(Drawing) = ""


@dataclass(frozen=True, kw_only=True)
class PreparationContent(Part):
    """What to do or not to do before or after a visit, and for how long."""

    when: choice(When) = ""
    advised: choice(Advised) = ""
    text: Text = ""
    how_long: Line = ""

    @property
    def words(self):
        """What to do: without a full stop if how long follows, and without the “do not” that the page says.

        After that, a first word begins small, unless it is written in capitals.
        """
        text = self.text.rstrip(". ") if self.how_long else self.text
        if self.advised != Advised.DO_NOT:
            return text
        text = DO_NOT.sub("", text)
        return text[:1].lower() + text[1:] if text[1:2].islower() else text


@dataclass(frozen=True, kw_only=True)
class CautionContent(Part):
    """A condition that the clinic has to know of before it treats somebody, and what it does then."""

    condition: Text = ""
    response: choice(Response) = ""

    @property
    def response_in_words(self):
        """What the clinic does, as patients read it."""
        return Response(self.response).label if self.response else ""


@dataclass(frozen=True, kw_only=True)
class EffectContent(Part):
    """One thing that a treatment does."""

    heading: Line = ""
    text: Markdown = ""
    drawing: choice(Drawing) = ""


@dataclass(frozen=True, kw_only=True)
class FactorContent(Part):
    """One of the things that decide how many treatments somebody needs."""

    text: Text = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class SourceContent(Part):
    """What was read, and what of the page it supports."""

    title: Cited = ""
    url: WebAddress = ""
    year: int | None = None
    supports: Text = ""


@dataclass(frozen=True, kw_only=True)
class RelatedContent(Part):
    """Another page to read."""

    page: PageKey = ""


class Fact(NamedTuple):
    """What the top of a page says in a few words; `anchor` is the section that says more, if it links there."""

    name: str
    words: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class TreatmentContent(AddressedContent):
    """A treatment's page with all its parts, in the order in which patients read them."""

    listing: ClassVar[Listing] = Listing(
        place="treatments",
        title=_("Treatments"),
        about=_("Treatments in plain language"),
        empty=_("No treatments are listed here yet."),
        link=_("See all treatments"),
    )
    page_type: ClassVar[str] = "MedicalWebPage"
    schema_type: ClassVar[str] = "MedicalTherapy"
    sections: ClassVar[tuple] = (
        Section(
            "what_it_treats",
            "what-it-treats",
            _("What it treats"),
            ("what_it_treats", "mechanism_drawing", "conditions"),
        ),
        Section("steps", "visit", _("What happens at a visit"), ("steps",)),
        Section(
            "feeling",
            "feeling",
            _("What does it feel like?"),
            ("feeling_text", "feeling_short"),
        ),
        Section(
            "frequency",
            "how-often",
            _("How often?"),
            ("frequency_text", "frequency_short", "visits_per_week"),
        ),
        Section(
            "factors",
            "how-many",
            _("How many treatments will I need?"),
            ("factors", "factors_introduction", "factors_short"),
        ),
        Section("costs", "costs", _("What it costs"), ("fees",), links=True),
        Section("preparations", "before-and-after", _("Before and after"), ("preparations",)),
        Section("cautions", "tell-us-first", _("Tell us first"), ("cautions",)),
        Section("risks", "risks", _("What are the risks?"), ("risks", "risks_introduction")),
        Section("help_cards", "help", _("When to get help"), ("shown_help_cards",)),
        Section(
            "effects",
            "effects",
            _("What it does"),
            ("effects", "effects_introduction", "effects_closing"),
        ),
        Section("certainty", "how-sure", _("How sure are we?"), ("certainty_text", "sources")),
        Section(
            "choices", "other-choices", _("What else could I do?"), ("choices_text",), is_text=True
        ),
        Section("think", "before-you-come", _("Think about before you come"), ("to_think_about",)),
        Section("questions", "questions", _("Questions to ask before you agree"), ("questions",)),
        Section("extras", "more", "", ("extras",), repeats=True),
        Section("faqs", "answers", _("Questions and answers"), ("faqs",)),
        Section("who", "who", _("Who does it"), ("practitioner",), links=True),
        Section("related", "related", _("Related treatments"), ("related",), links=True),
        Section("dedicated_site", "more", _("Read more"), ("dedicated_site_url",)),
    )

    method: choice(Method) = field(default="", metadata=UNREAD)
    feeling_short: Line = ""
    frequency_short: Line = ""
    factors_short: Line = ""
    length_short: Line = ""
    picture: PictureName = ""
    picture_text: Text = ""
    picture_is_decorative: bool = False
    in_short_heading: Line = ""
    # One a line.
    in_short: Text = ""
    what_it_treats_heading: Line = ""
    # One a line.
    conditions: Text = ""
    what_it_treats: Markdown = ""
    mechanism_drawing: choice(Drawing) = ""
    steps_heading: Line = ""
    steps: tuple[StepContent, ...] = ()
    feeling_heading: Line = ""
    feeling_text: Markdown = ""
    frequency_heading: Line = ""
    frequency_text: Markdown = ""
    visits_per_week: int | None = None
    factors_heading: Line = ""
    factors_introduction: Markdown = ""
    # Factors and effects were in a page's hash before an empty part was left out of it.
    factors: tuple[FactorContent, ...] = field(default=(), metadata={"is_always_hashed": True})
    preparations_heading: Line = ""
    preparations: tuple[PreparationContent, ...] = ()
    cautions_heading: Line = ""
    cautions: tuple[CautionContent, ...] = ()
    risks_heading: Line = ""
    risks_introduction: Markdown = ""
    risks: tuple[RiskContent, ...] = ()
    help_cards: tuple[HelpCardContent, ...] = ()
    effects_heading: Line = ""
    effects_introduction: Markdown = ""
    effects: tuple[EffectContent, ...] = field(default=(), metadata={"is_always_hashed": True})
    effects_closing: Markdown = ""
    certainty_heading: Line = ""
    certainty_text: Markdown = ""
    sources: tuple[SourceContent, ...] = ()
    choices_heading: Line = ""
    choices_text: Markdown = ""
    think_heading: Line = ""
    # One a line.
    to_think_about: Text = ""
    questions_heading: Line = ""
    # One a line.
    questions: Text = ""
    extras: tuple[ExtraContent, ...] = ()
    faqs_heading: Line = ""
    faqs: tuple[FaqContent, ...] = ()
    related_heading: Line = ""
    related: tuple[RelatedContent, ...] = ()
    dedicated_site_heading: Line = ""
    dedicated_site_words: LinkWords = ""
    dedicated_site_url: WebAddress = ""

    @property
    def group(self):
        """What is done with a patient, as the heading of a group."""
        return Method(self.method).label if self.method else ""

    @property
    def mark(self):
        """Its picture, or the first of its drawings."""
        drawings = [self.mechanism_drawing, *(one.drawing for one in (*self.effects, *self.steps))]
        return self.shown_picture or next(filter(None, drawings), None)

    @property
    def shown_picture(self):
        """The `Picture` at the top of the page, None if there is none."""
        return Picture.named(self.picture)

    @property
    def condition_list(self):
        """What it is used for, one by one."""
        return lines_of(self.conditions)

    @property
    def question_list(self):
        """What a patient may ask, one by one."""
        return lines_of(self.questions)

    @property
    def in_short_list(self):
        """What the page says in short, point by point."""
        return lines_of(self.in_short)

    @property
    def think_list(self):
        """What patients are asked to think about before they come, one by one."""
        return lines_of(self.to_think_about)

    @property
    def preparation_lists(self):
        """What to do and not to do before and after a visit: [(When, [dos], [don'ts]), ...], none empty."""
        lists = []
        for when in When:
            rows = [row for row in self.preparations if row.when == when and row.text]
            if rows:
                dos, others = [], []
                for row in rows:
                    (others if row.advised == Advised.DO_NOT else dos).append(row)
                lists.append((when, dos, others))
        return lists

    @property
    def risk_lists(self):
        """Its risks as patients read them (`treatment_risks.risk_lists`)."""
        return risk_lists(self.risks)

    @property
    def risk_words(self):
        """What the words beside the numbers of its risks mean (`treatment_risks.words_explained`)."""
        return words_explained(self.risk_lists)

    @property
    def shown_help_cards(self):
        """The cards that patients see (`treatment_help_cards.shown_cards`)."""
        return shown_cards(self.help_cards)

    @property
    def facts(self):
        """What stands at the top of the page in a few words: [Fact, ...], none empty."""
        depends = _("It depends: see below") if self.factors or self.factors_introduction else ""
        tell_us = _("Tell us first if …") if self.cautions else ""
        facts = [
            Fact(_("Feels like"), self.feeling_short),
            Fact(_("How often"), self.frequency_short),
            Fact(
                _("How many"),
                self.factors_short or depends,
                "" if self.factors_short else "how-many",
            ),
            Fact(_("Length"), self.length_short),
            Fact(_("Before treatment"), tell_us, "tell-us-first"),
        ]
        return [fact for fact in facts if fact.words]

    @property
    def dedicated_site_host(self):
        """Where the link to the dedicated site leads, as a reader would say it: `ims.example.com`."""
        return host_of(self.dedicated_site_url)

    @property
    def week(self):
        """The seven days of a week, True on those with a visit, spread evenly; empty if unknown.

        One visit: the first day. Two: the first and the fourth or fifth. A sketch, not a timetable.
        """
        if not self.visits_per_week:
            return ()
        visits = min(self.visits_per_week, 7)
        days = {round(visit * 7 / visits) for visit in range(visits)}
        return tuple(day in days for day in range(7))
