"""The app that holds what the clinic says and shows it to patients."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """`services`, under the name that staff read in the admin."""

    name = "services"
    verbose_name = _("The clinic’s website")

    def ready(self):
        """Register each kind's checks, and what staff edit.

        Not in `services.admin` itself, as Django's autodiscovery would have it: the site they are
        registered on is defined in that package, and would be made twice.
        """
        # Here, for models can't be imported before this.
        from .kinds import KINDS

        for kind in [model.kind for model in KINDS]:
            if find_spec(f"services.checks.{kind}"):  # a kind may have none of its own
                import_module(f"services.checks.{kind}")
            import_module(f"services.admin.{kind}")
        import_module("services.admin.people")
