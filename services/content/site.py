"""What every page has around its own content: the one file that knows which kinds that are."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .clinic import ClinicContent
from .clinic_days import DAY, DAYS_AHEAD, Place
from .closure import ClosureContent
from .page import AddressedContent, Listing

# For example a closure that has begun, and one to come.
IN_BANNER = 2


@dataclass(frozen=True, kw_only=True)
class ReviewedBy:
    """Who said of a page, word for word as it is, that it is right. `next_day` is a date or None."""

    name: str
    role: str = ""
    day: dt.date
    next_day: dt.date | None = None


class MenuEntry(NamedTuple):
    """A link that every page has."""

    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class SiteContext:
    """What every page has around its own content: the clinic, closures that aren't over, lists and pages to link."""

    clinic: ClinicContent = ClinicContent()
    closures: tuple[ClosureContent, ...] = ()
    # The day that it is at the clinic.
    today: dt.date = dt.date.min
    # The lists that the menu leads to.
    lists: tuple[Listing, ...] = ()
    # The pages that no list leads to, in the order of the menu.
    pages: tuple[AddressedContent, ...] = ()
    is_demo: bool = False
    # Why this isn't what patients see now: a preview, or a page of another day. Empty on public pages.
    note: str = ""

    @classmethod
    def of(cls, contents, at, **values):
        """What is around pages at the moment `at`, an aware datetime, made of `contents` of the kinds it has."""
        clinic = next((one for one in contents if isinstance(one, ClinicContent)), cls.clinic)
        today = at.astimezone(clinic.zone).date()
        closures = (one for one in contents if isinstance(one, ClosureContent))
        pages = (one for one in contents if isinstance(one, AddressedContent))
        return cls(
            clinic=clinic,
            today=today,
            closures=tuple(closure for closure in closures if not closure.is_over(today)),
            pages=tuple(sorted(pages, key=lambda page: page.position)),
            **values,
        )

    @property
    def name(self):
        """What the clinic is called; empty until staff have filled it in."""
        return self.clinic.name

    @property
    def zone(self):
        """The clinic's time zone."""
        return self.clinic.zone

    @property
    def year(self):
        """The year that it is at the clinic, which dates leave out."""
        return self.today.year

    @property
    def places(self):
        """The clinic's locations as `Place`s of today; a tuple."""
        return self.places_until(None)

    def places_until(self, day):
        """The same; what they're going to do from `day` on isn't known, unless that is None."""
        return tuple(
            self._place(location, number, day)
            for number, location in enumerate(self.clinic.places, start=1)
        )

    def _place(self, location, number, known_until):
        """A location as a `Place`."""
        closures = tuple(closure for closure in self.closures if closure.is_at(location.key))
        notices = tuple(map(self._notice, closures))
        return Place(location, closures, notices, self.today, number, known_until)

    def known_until(self, planned):
        """The first day on which something scheduled may change when the clinic is open; None if nothing does.

        `planned` is [(day from which it is public, content, or None for one that goes), ...].
        """
        hours = {place.key: place.hours for place in self.clinic.locations}
        end = self.today + DAYS_AHEAD * DAY

        def changes_days(content):
            match content:
                case ClinicContent():
                    return hours != {place.key: place.hours for place in content.locations}
                case ClosureContent():
                    before = [one for one in self.closures if one.key == content.key]
                    return any(
                        one.first_day < end and one.last_day >= self.today
                        for one in [content, *before]
                    )
            return True

        return min((day for day, content in planned if changes_days(content)), default=None)

    @property
    def menu(self):
        """What the menu leads to: the lists, pages, and the page that tells how to reach the clinic."""
        pages = [page for page in self.pages if page.is_in_menu]
        visit = [MenuEntry(_("Visit us"), reverse("visit"))] if self.has_visit else []
        return [
            *(MenuEntry(listing.title, listing.path) for listing in self.lists),
            *(MenuEntry(page.title, page.get_absolute_url()) for page in pages),
            *visit,
        ]

    @property
    def footer(self):
        """What the footer leads to: all that the menu does, and more."""
        pages = [page for page in self.pages if page.is_in_footer and not page.is_in_menu]
        return [
            *self.menu,
            *(MenuEntry(page.title, page.get_absolute_url()) for page in pages),
            *self.statements,
        ]

    @property
    def statements(self):
        """The pages that the website writes about itself: there are none before the clinic has a name."""
        titles = {"privacy": _("Privacy"), "accessibility": _("Accessibility")}
        entries = [MenuEntry(title, reverse(name)) for name, title in titles.items()]
        return entries if self.name else []

    @property
    def notices(self):
        """What isn't as usual, the next first: [(sentence with its days, the clinic's reason), ...]."""
        return [self._notice(closure) for closure in self.closures]

    @property
    def banner(self):
        """As many of the `notices` as the top of each page has room for."""
        return self.notices[:IN_BANNER]

    @property
    def has_more_notices(self):
        """Whether there are more, and a page that has them."""
        return len(self.notices) > IN_BANNER and self.has_visit

    def _notice(self, closure):
        """What a closure says, and the clinic's reason."""
        names = {place.key: place.label for place in self.clinic.places}
        return closure.in_words(self.year, names), closure.reason

    @property
    def has_visit(self):
        """Whether there is anything to say on the page that tells how to reach the clinic."""
        return self.clinic.can_be_reached
