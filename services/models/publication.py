"""What patients see, saw and will see: one append-only table."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, Min, OuterRef, Q, RowRange, Subquery, Window
from django.utils.translation import gettext_lazy as _

from services.content.text import is_empty

from .append_only import AppendOnly, AppendOnlyQuerySet


class PublicationQuerySet(AppendOnlyQuerySet):
    """The rules of which publication counts when. Time is always an argument."""

    def in_force(self, at):
        """Of each page, the row that decides what it is at `at`: the latest decision in force.

        That is the highest id among those with `live_from <= at`. The row may say "retired".
        """
        in_force = self._of_same_pages().filter(live_from__lte=at).order_by()
        return self.filter(
            id__in=in_force.values("page_key").annotate(last=Max("id")).values("last")
        )

    def live(self, at):
        """What patients see at `at`: of each page that is public, the one row that says so."""
        return self.in_force(at).filter(retired=False)

    def not_superseded(self):
        """All but the plans that were overtaken: a later decision was in force before they began."""
        later = Window(
            Min("live_from"),
            partition_by="page_key",
            order_by=F("id").desc(),
            frame=RowRange(None, -1),  # the rows of the page with a higher id
        )
        overtaken = self._of_same_pages().annotate(later=later).filter(later__lte=F("live_from"))
        return self.exclude(id__in=overtaken.order_by().values("id"))

    def _of_same_pages(self):
        """Every row of the pages that have a row here: which of them counts depends on all of them."""
        return self.model.objects.filter(page_key__in=self.order_by().values("page_key"))

    def planned(self, at):
        """What will become live after `at`, unless somebody decides otherwise before then.

        Those of `not_superseded` that begin later: they are few, so each is looked up by itself.
        """
        overtaking = self.model.objects.filter(
            page_key=OuterRef("page_key"),
            live_from__lte=OuterRef("live_from"),
            id__gt=OuterRef("id"),
        )
        return self.filter(~Exists(overtaking), live_from__gt=at)

    def ever_live(self, at):
        """Every decision that patients have really met up to `at`."""
        return self.not_superseded().filter(live_from__lte=at)

    def holding_address(self, path, at):
        """The pages that have an address at `at`, or are going to: what a new one would conflict with."""
        return (self.live(at) | self.planned(at)).filter(path=path, retired=False)

    def with_before(self):
        """Each row with `before`: the id of the row that was in force when it began, None for the first."""
        earlier = self.model.objects.filter(
            page_key=OuterRef("page_key"),
            live_from__lte=OuterRef("live_from"),
            id__lt=OuterRef("id"),
        )
        return self.annotate(before=Subquery(earlier.order_by("-id").values("id")[:1]))

    def with_overtaking(self):
        """Each row with `overtaken_by`: the id of the first later decision in force by the time it begins."""
        later = self.model.objects.filter(
            page_key=OuterRef("page_key"),
            live_from__lte=OuterRef("live_from"),
            id__gt=OuterRef("id"),
        )
        return self.annotate(overtaken_by=Subquery(later.order_by("id").values("id")[:1]))


class Publication(AppendOnly):
    """One decision about what patients see of one page, from `live_from` on. Never changed."""

    ERASABLE = ("title", "content", "content_hash", "message")

    # The name of a kind (`kinds.py`).
    kind = models.CharField(max_length=20)
    page_key = models.CharField(max_length=32, help_text=_("The key of the page."))
    # Where patients find it; empty if it has no address of its own.
    path = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    live_from = models.DateTimeField()
    made_at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty for what the site brought along."),
    )
    author_name = models.CharField(max_length=310)  # both of a name's parts, 150 each
    # Who had saved the draft, if that was somebody else than the author.
    drafted_by = models.CharField(max_length=310, blank=True)
    # A page that is taken away: with no content, and the key of the page to send visitors to, or none.
    retired = models.BooleanField(default=False)
    successor = models.CharField(max_length=32, blank=True)
    # What its address then says to patients, in a sentence; empty if it leads to another page.
    message = models.CharField(max_length=200, blank=True)
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64, blank=True)
    # The publication whose words this one says again: a plan was called off, or the address changed.
    same_content_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        permissions = [("publish", _("Can decide what patients see"))]
        indexes = [
            # With the time, so that which of a page's rows counts is answered from the index alone.
            models.Index("page_key", F("id").desc(), "live_from", name="publication_of_page"),
            models.Index("live_from", name="publication_by_time"),
            models.Index("path", name="publication_at_path"),
        ]
        constraints = [
            models.CheckConstraint(
                name="publication_is_not_live_before_it_is_made",
                condition=Q(live_from__gte=F("made_at")),
                violation_error_message=_("A page can’t go live in the past."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.live_from:%Y-%m-%d %H:%M})"

    @property
    def origin(self):
        """The publication with which these words began: the one whose content it has, or itself."""
        return self.same_content_as or self


def name_of(user):
    """What colleagues read of somebody."""
    full_name = user.get_full_name()
    return user.get_username() if is_empty(full_name) else full_name
