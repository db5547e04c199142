"""What the parts of a page have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.types import parts_of

from .publishable import LAST_PLACE, PLACES, Publishable, new_key


class Part(models.Model):
    """A row that belongs to a page and is published with it, in the order of `position`, then id."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    position = models.PositiveSmallIntegerField(
        _("place"),
        default=0,
        validators=PLACES,
        help_text=_("Lower numbers come first. 0 goes to the end of the list."),
    )

    # What staff press for one more.
    add_words = _("Add another")
    # Whether a form without one has an empty one in it: nearly every page has one.
    is_expected = False

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def save(self, *args, **kwargs):
        """Save; a part without a place goes to the end."""
        if not self.position:
            page = self.to_page().name
            beside = type(self).objects.filter(**{page: getattr(self, page)})
            last = beside.aggregate(models.Max("position"))["position__max"] or 0
            self.position = min(last + 1, LAST_PLACE)
        super().save(*args, **kwargs)

    @classmethod
    def to_page(cls):
        """The foreign key that leads to the page: the one that leads to a `Publishable`."""
        relations = (field for field in cls._meta.fields if field.is_relation)
        return next(field for field in relations if issubclass(field.related_model, Publishable))

    @classmethod
    def content_class(cls):
        """The class of what such a part says: that of the page's field which is called as the relation is."""
        field = cls.to_page()
        return parts_of(field.related_model.content_class)[field.remote_field.related_name]
