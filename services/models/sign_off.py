"""A clinician reads a page by a link, and says whether it is right."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from services.content.types import ERASED

from .append_only import AppendOnly, AppendOnlyQuerySet

_SIGNER = Signer(salt="review link")


class ReviewLinkQuerySet(models.QuerySet):
    """The rule of which links open."""

    def open(self, at):
        """The links that can be used at a time: not cancelled, not too old, by somebody who may publish.

        Who made a link has its address and could sign by it, so it opens only while its maker may decide
        what patients see.
        """
        publishers = get_user_model().objects.with_perm("services.publish")
        return self.filter(revoked_at=None, ends_at__gt=at, author__in=publishers)


class ReviewLink(models.Model):
    """A link that shows one page as it was when the link was made, to whoever has it, for some days.

    The address is made from the row's number and the site's private key: nobody can guess it, and it
    is stored nowhere.
    """

    kind = models.CharField(max_length=20)
    page_key = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=310)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # When staff took it back; None if nobody did.
    revoked_at = models.DateTimeField(null=True)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index("page_key", models.F("id").desc(), name="review_link_of_page")]

    def __str__(self):
        return f"{self.title} ({self.made_at:%Y-%m-%d %H:%M})"

    @property
    def token(self):
        """What stands in its address."""
        return _SIGNER.sign(self.pk)

    def holds(self, at):
        """Whether it can be used at a time; asks the database, for it may have been cancelled meanwhile."""
        return type(self).objects.open(at).filter(pk=self.pk).exists()

    @classmethod
    def of_token(cls, token):
        """The link of an address, None if there is none."""
        try:
            return cls.objects.filter(pk=int(_SIGNER.unsign(token))).first()
        except (BadSignature, ValueError):
            return None


class SignOffQuerySet(AppendOnlyQuerySet):
    """The rules of what counts of what was said, and of what still wants an answer."""

    def in_force(self, at):
        """The approvals that put a name on the page at a time, one for each content at most.

        Of a content only what was said last counts. If that is a note, or an approval that was withdrawn,
        nobody's name appears until somebody approves the content anew: an older approval, perhaps by
        somebody else, doesn't come back by itself, for nobody has decided that it should.
        """
        later = self.model.objects.filter(
            content_hash=OuterRef("content_hash"), at__lte=at, id__gt=OuterRef("id")
        )
        approvals = self.filter(~Exists(later), is_right=True, at__lte=at)
        return approvals.exclude(withdrawal__at__lte=at)

    def open(self):
        """What has a note that staff haven't dealt with, and whose writer hasn't said "right" since.

        That is of the same words, or by a link that was made after the note. What was withdrawn doesn't
        count.
        """
        since = self.model.objects.annotate(writer=Upper("name")).filter(
            Q(content_hash=OuterRef("content_hash")) | Q(link__made_at__gt=OuterRef("at")),
            page_key=OuterRef("page_key"),
            writer=Upper(OuterRef("name")),
            is_right=True,
            withdrawal=None,
            id__gt=OuterRef("id"),
        )
        return self.exclude(note__in=("", ERASED)).filter(~Exists(since), dealt_with=None)


class SignOff(AppendOnly):
    """What somebody said of one content of a page: that it is right, or what is wrong. Never changed.

    It belongs to the content's hash: a page that says anything else has not been signed off. Of a
    content from which words were erased since there is no hash any more.
    """

    ERASABLE = ("note", "content_hash")

    link = models.ForeignKey(
        ReviewLink, null=True, on_delete=models.PROTECT, related_name="sign_offs"
    )
    page_key = models.CharField(max_length=32)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    is_right = models.BooleanField()
    name = models.CharField(_("your name"), max_length=150)
    role = models.CharField(
        _("your profession"), max_length=150, blank=True, help_text=_("Example: Physiotherapist.")
    )
    next_review = models.DateField(_("look at it again on"), null=True)
    note = models.TextField(_("what should change, if anything"), max_length=4000, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index("content_hash", models.F("id").desc(), name="sign_off_of_content")]
        constraints = [
            models.CheckConstraint(
                name="what_is_not_right_has_a_note",
                condition=models.Q(is_right=True) | ~models.Q(note=""),
                violation_error_message=_("Describe what should change."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.at:%Y-%m-%d})"


class NoteResolution(AppendOnly):
    """That staff have dealt with a clinician's note: who, and when."""

    note = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="dealt_with")
    at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=310)  # both of a name's parts, 150 each

    class Meta:
        verbose_name = _("answer to a note")

    def __str__(self):
        return f"{self.author_name} ({self.at:%Y-%m-%d})"


class Withdrawal(AppendOnly):
    """That a publisher withdrew an approval: who, and when. The name leaves the page, the approval stays kept."""

    approval = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=310)  # both of a name's parts, 150 each

    class Meta:
        verbose_name = _("withdrawal of an approval")

    def __str__(self):
        return f"{self.author_name} ({self.at:%Y-%m-%d})"
