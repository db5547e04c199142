"""Every address that patients can open: the list behind the sitemap."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap


class PublicPages(Sitemap):
    """The public pages of one site, with absolute addresses from SITE_URL alone."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def __init__(self, site):
        self.site = site

    def items(self):
        """The paths of the pages."""
        return self.site.addresses

    def location(self, item):
        """An item is its path."""
        return item

    def lastmod(self, item):
        """The day at the clinic when what the page says last changed; None if there is nothing to go by."""
        changed_at = self.site.changed_at(item)
        return changed_at and changed_at.astimezone(self.site.zone).date()

    def get_domain(self, site=None):
        """The host of SITE_URL, whatever host the request names."""
        return urlsplit(settings.SITE_URL).netloc
