"""The pictures in the README and in docs/staff.md, taken from a demonstration of its own: `make pictures`.

Nothing here depends on the words on the screen, so it can be run again whenever these have changed. The pictures of the
demonstration itself are made first, of their drawings.
"""

import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from services.starting_content.demo_uploads import FOLDER as DRAWINGS
from tests.browser.chromium import CHROMIUM, FLAGS, MISSING
from tests.servers import Staff, running_site

FOLDER = Path(__file__).parent
# A phone, in CSS pixels, at a sharpness that stays small in bytes.
PHONE = {"viewport": {"width": 390, "height": 720}, "device_scale_factor": 1.5}
COLOURS = 48
LARGEST = 60_000  # bytes: whoever reads the guide on a phone pays for each

FORM = "/admin/services/treatment/1/change/"
REVIEWS = "/admin/services/treatment/1/reviews/"
# Name of the picture -> where it is taken; of an address with a `#id_...`, the form opens at that field.
PICTURES = {
    "home": "/",
    "fees": "/admin/services/fees/1/change/#id_currency",
    "first-page": "/admin/",
    "form": FORM,
    "form-field": f"{FORM}#id_effects-0-text",
    "schedule": f"{FORM}#id_publish_at",
    "history": "/admin/services/treatment/1/history/",
    "closure": "/admin/services/closure/add/",
    "person": "/admin/auth/user/add/",
}
# The same on other screens: name -> address, and how the screen is.
OTHER_SCREENS = {
    "ims-page-dark": ("/treatments/ims-dry-needling/", {**PHONE, "color_scheme": "dark"}),
    "team-desktop": ("/team/", {"viewport": {"width": 1280, "height": 800}}),
}


def make(site, browser):
    """Take all pictures of a running demonstration."""
    owner = Staff(site).become_owner()
    owner.send(FORM, factors_introduction="It depends on:", _publish="1")
    html = owner.send(REVIEWS, make="1")
    owner.send(FORM, factors_introduction="This depends on:", _save="1")
    review = re.search(r"/admin/review/[^\s\"<]+", html)[0]
    for name, (address, values) in OTHER_SCREENS.items():
        take(browser.new_context(**values), site.url + address, name)
    context = browser.new_context(**PHONE)
    context.add_cookies(
        [
            {"name": cookie.name, "value": cookie.value, "domain": "127.0.0.1", "path": cookie.path}
            for cookie in owner.cookies
        ]
    )
    for name, address in {**PICTURES, "review": review}.items():
        take(context, site.url + address, name)


def take(context, address, name):
    """Take one picture in a browser's context."""
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    save(page.screenshot(), FOLDER / f"{name}.png")
    page.close()


def draw(browser):
    """Make the PNG of each drawing of the demonstration, as large as the drawing says, and the PDF of each form."""
    page = browser.new_page(viewport={"width": 1800, "height": 1350})
    for drawing in sorted(DRAWINGS.glob("*.svg")):
        page.goto(drawing.as_uri())
        save(page.locator("svg").screenshot(), drawing.with_suffix(".png"))
    for form in sorted(DRAWINGS.glob("*.html")):
        page.goto(form.as_uri())
        page.pdf(path=form.with_suffix(".pdf"), prefer_css_page_size=True, tagged=True)
    page.close()


def save(screenshot, path):
    """Write a screenshot with few colours; fails if that doesn't make it small enough."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"{path.name} has {size} bytes, more than {LARGEST}.")
    print(f"{path.name}: {size // 1000} kB")  # noqa: T201


if __name__ == "__main__":
    if not CHROMIUM:
        sys.exit(MISSING)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        draw(chromium)
        with running_site(folder, DEMO="1") as demo:
            make(demo, chromium)
