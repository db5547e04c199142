"""Which admin the project uses."""

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    """`django.contrib.admin` with our frame and first page."""

    default_site = "services.admin.site.StaffSite"
