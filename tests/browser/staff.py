"""What staff do first, in a real browser."""

from tests.factories import PASSWORD

PHONE = (360, 740)


def become_owner(page, site):
    """Follow the one-time link and set name and password."""
    page.goto(site.welcome)
    page.get_by_label("Your name").fill("Maria Rossi")
    page.get_by_label("Email or username").fill("maria@example.com")
    page.get_by_label("New password", exact=False).first.fill(PASSWORD)
    page.get_by_label("Confirm password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()
    page.wait_for_url(f"{site.url}/admin/")


class Hand:
    """A thumb that counts what it taps; typing is not counted."""

    def __init__(self, page, site):
        self.page, self.site, self.clicks = page, site, 0

    def first_page(self):
        """Go to the first page, and count from there."""
        self.page.goto(f"{self.site.url}/admin/")
        self.clicks = 0

    def tap(self, target):
        """Tap something, and wait for where it leads."""
        target.tap()
        self.clicks += 1
        self.page.wait_for_load_state("networkidle")
