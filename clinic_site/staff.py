"""The admin's frame: the stock one, with our words and our first page."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    """The stock admin; its first page begins with what is left to do."""

    site_title = site_header = _("Your website")
    index_title = _("Staff")

    def index(self, request, extra_context=None):
        """The first page, with its tasks."""
        # Here, for importing services.admin registers its models on this very site.
        from services.admin.dashboard import tasks

        return super().index(request, {**tasks(), **(extra_context or {})})
