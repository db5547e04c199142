"""What staff do first, in a real browser."""

from tests.factories import PASSWORD


def become_owner(page, site):
    """Follow the one-time link and set name and password."""
    page.goto(site.welcome)
    page.get_by_label("Your name").fill("Maria Rossi")
    page.get_by_label("Email or username").fill("maria@example.com")
    page.get_by_label("New password", exact=False).first.fill(PASSWORD)
    page.get_by_label("Confirm password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()
    page.wait_for_url(f"{site.url}/admin/")
