"""What every page has around its own content."""

import datetime as dt
from dataclasses import dataclass

from .clinic import ClinicContent
from .closure import ClosureContent


@dataclass(frozen=True, kw_only=True)
class Review:
    """Who said of a page, word for word as it is, that it is right. `next_day` is a date or None."""

    name: str
    role: str = ""
    day: dt.date
    next_day: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every page has around its own content: the clinic, and closures that aren't over."""

    clinic: ClinicContent = ClinicContent()
    closures: tuple[ClosureContent, ...] = ()
    is_demo: bool = False
    # Why this isn't what patients see now: a preview, or a page of another day. Empty on public pages.
    note: str = ""
