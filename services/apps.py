"""The app that holds what the clinic says and shows it to patients."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """`services`, under the name that staff read in the admin."""

    name = "services"
    verbose_name = _("The clinic’s website")
