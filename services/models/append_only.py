"""Rows that are written once, and stay as they are."""

from django.db import models


class AppendOnlyQuerySet(models.QuerySet):
    """Queries for rows that are added and read."""

    def update(self, **changes):
        """Refused: such rows are never changed."""
        raise TypeError(f"A {self.model._meta.verbose_name} is never changed.")

    def delete(self):
        """Refused: such rows are never deleted."""
        raise TypeError(f"A {self.model._meta.verbose_name} is never deleted.")

    def erase(self, **columns):
        """The one exception: write columns without the words that an owner erases (`erase_words`).

        Raises TypeError for any column that can't hold them.
        """
        if not set(columns) <= set(self.model.ERASABLE):
            raise TypeError(f"Of a {self.model._meta.verbose_name}, nothing else is ever changed.")
        return super().update(**columns)


class AppendOnly(models.Model):
    """A row that is never changed or deleted, however it is tried."""

    # The columns that words can be erased from, and their hash.
    ERASABLE = ()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Add the row. Saving it again is refused."""
        if self.pk is not None:
            raise TypeError(f"A {self._meta.verbose_name} is never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        """Refused: such a row is never deleted."""
        raise TypeError(f"A {self._meta.verbose_name} is never deleted.")
