"""Drafts that something else took the place of, kept so that no words are lost."""

from django.db import models


class ReplacedDraft(models.Model):
    """What a working copy said, unseen by patients, when an older version was brought back over it."""

    kind = models.CharField(max_length=20)
    page_key = models.CharField(max_length=32)
    content = models.JSONField()
    # Who brought the older version back, and when.
    author_name = models.CharField(max_length=310)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index("page_key", models.F("id").desc(), name="replaced_draft_of_page")]

    def __str__(self):
        return f"{self.page_key} ({self.kept_at:%Y-%m-%d %H:%M})"
