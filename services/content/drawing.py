"""The drawings that ship with the site."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Drawing(TextChoices):
    """The drawings that ship with the site: each is `templates/drawings/<value>.html`."""

    __empty__ = _("No drawing")
    MUSCLE_SHORTENS = "muscle-shortens", _("A short muscle squeezes a disc and a nerve")
    MUSCLE_RELAXES = "muscle-relaxes", _("A needle makes a muscle relax and lengthen")
    BLOOD_ARRIVES = "blood-arrives", _("Blood flows to where the needle is")
    NERVE_SETTLES = "nerve-settles", _("A nerve before and after")
