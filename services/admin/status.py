"""What patients see of a page, in words for staff."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from services.content.days import day_and_time, days_and_times
from services.models import Publication
from services.publishing import snapshot
from services.publishing.site import zone_of


@dataclass(frozen=True)
class Status:
    """How a working copy stands to its publications.

    `in_force` is the Publication in force (`with_before`) or None; `plans` those to come, the next
    first; `differs` whether the working copy says something else than what patients see; `zone` a
    tzinfo for dates, and `now` the time at which they are read; `is_over` whether patients don't see it
    any more without anybody having taken it away.
    """

    in_force: Publication | None
    plans: tuple
    differs: bool
    zone: object
    now: datetime
    is_over: bool = False
    # Whether the one plan there is says what the working copy says.
    plan_is_this: bool = False
    # Who saved the working copy last, if it was a person, and nothing was decided since.
    saved_by: str = ""

    @property
    def is_new(self):
        """Whether patients have never seen the page; a first plan that was called off left a row."""
        return self.in_force is None or (self.in_force.retired and self.in_force.before is None)

    @property
    def is_public(self):
        """Whether patients see the page."""
        return self.in_force is not None and not self.in_force.retired

    @property
    def unseen(self):
        """Whether there is something that patients don't see."""
        return self.differs and (self.is_public or self.is_new)

    @property
    def plan_days(self):
        """When what is scheduled goes live."""
        return days_and_times(self.plans, self.zone, self.now)

    @property
    def words(self):
        """The status in one or two sentences."""
        return " ".join(filter(None, (self._now_public, self._unpublished, self._scheduled)))

    @property
    def _now_public(self):
        """What patients see, and who decided it when."""
        if self.is_new:
            return _("Not published yet. Patients can’t see it.")
        origin = self.in_force.origin
        if self.in_force.retired:
            text = _("Unpublished by %(author)s %(date)s. Patients can’t see it.")
        elif self.is_over:
            text = _("Ended. Patients no longer see it. Published by %(author)s %(date)s.")
        elif origin.author_id is None:
            text = _("Live. Published automatically when the site was set up.")
        else:
            text = _("Live. Published by %(author)s %(date)s.")
        date = day_and_time(origin.live_from, self.zone, self.now, on=True)
        return text % {"author": origin.author_name, "date": date}

    @property
    def _unpublished(self):
        """Whose changes patients don’t see yet; empty if there are none, or they are scheduled."""
        if not (self.differs and self.is_public) or self.is_over or self.plan_is_this:
            return ""
        if self.saved_by:
            return _("%(saved_by)s has unpublished changes.") % {"saved_by": self.saved_by}
        return _("There are unpublished changes.")

    @property
    def _scheduled(self):
        """When something else goes live; empty if nothing is scheduled."""
        if not self.plans:
            return ""
        if self.plan_is_this:
            text = _("This version goes live %(date)s.")
        elif len(self.plans) == 1:
            text = _("Another version goes live %(date)s.")
        else:
            text = _("Other versions go live %(date)s.")
        return text % {"date": days_and_times(self.plans, self.zone, self.now, on=True)}

    @property
    def short_text(self):
        """The status in a few words, for lists."""
        if self.plans and not self.is_public:
            return _("Scheduled for %(date)s") % {"date": self.plan_days}
        if self.is_new:
            return _("Not published yet")
        if self.in_force.retired:
            return _("Unpublished")
        if self.is_over:
            return _("Ended")
        if self.plan_is_this:
            return _("Live, change scheduled for %(date)s") % {"date": self.plan_days}
        return _("Live, with unpublished changes") if self.differs else _("Live")


def statuses_of(rows, at):
    """The `Status` of each of `rows` at a time, in order: four queries, however many rows, and one if there
    are pictures.

    Rows with parts must be loaded `with_parts()`.
    """
    rows = list(rows)
    keys = [row.key for row in rows]
    publications = Publication.objects.filter(page_key__in=keys)
    rows_in_force = publications.in_force(at).with_before().select_related("same_content_as")
    in_force = {publication.page_key: publication for publication in rows_in_force}
    scheduled = list(publications.planned(at).order_by("live_from"))
    shown = [*in_force.values(), *scheduled]
    content_of = dict(zip((p.id for p in shown), snapshot.contents_of(shown), strict=True))
    plans = {}
    for plan in scheduled:
        plans.setdefault(plan.page_key, []).append(plan)
    zone = zone_of(at)
    today = at.astimezone(zone).date()
    statuses = []
    for row, key in zip(rows, keys, strict=True):
        last, content = in_force.get(key), snapshot.freeze(row)
        public = last and content_of[last.id]
        is_saved_since = row.saved_at and not (last and row.saved_at <= last.made_at)
        statuses.append(
            Status(
                in_force=last,
                plans=tuple(plans.get(key, ())),
                saved_by=row.saved_by if is_saved_since else "",
                # What nobody has filled in differs from nothing.
                differs=content != (public or type(content)()),
                zone=zone,
                now=at,
                plan_is_this=[content_of[plan.id] for plan in plans.get(key, ())] == [content],
                is_over=bool(public) and public.is_over(today),
            )
        )
    return statuses
