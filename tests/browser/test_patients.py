"""What patients meet, in a real browser."""

import datetime as dt
import re
import subprocess
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe

from services.kinds import KINDS, model_for
from services.starting_content import demo as invented
from services.starting_content.demo_uploads import FOLDER

from .patients import IMS, PAGES, RULES, SMALL_TARGETS

every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


def test_every_kind_of_page_is_among_them():
    paths = PAGES.values()
    contents = invented.contents(dt.date(2026, 3, 3))
    seen = {model_for(one).kind for one in contents if one.get_absolute_url() in paths}
    assert seen >= {model.kind for model in KINDS if model.content_class.has_address}
    assert {m.content_class.listing.path for m in KINDS if m.content_class.listing} <= set(paths)


@every_page
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(demo, open_page, path, width, scheme):
    page = open_page(width, color_scheme=scheme)
    page.goto(demo.url + path)
    result = Axe().run(page, options=RULES).response
    assert len(result["passes"]) > 10
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []


@every_page
def test_nothing_scrolls_sideways_at_320_pixels_with_wide_text(demo, open_page, path):
    page = open_page(320, bypass_csp=True)
    page.goto(demo.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # WCAG 1.4.12, text spacing
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@every_page
def test_everything_reads_without_script_and_style(demo, open_page, path):
    styled = open_page()
    styled.goto(demo.url + path)
    plain = open_page(java_script_enabled=False)

    def without_style(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"<style>.*?</style>", "", answer.text()))

    plain.route(demo.url + path, without_style)
    plain.goto(demo.url + path)
    words = [re.sub(r"\s+", "", page.inner_text("main")) for page in (styled, plain)]
    # The foot of the leaflet shows too: it is hidden by style alone.
    assert words[1].startswith(words[0])
    assert plain.locator("h1").is_visible()
    assert plain.locator("main svg").count() == styled.locator("main svg").count()


@every_page
def test_a_visit_leaves_no_cookie_and_nothing_stored(demo, open_page, path):
    page = open_page()
    page.goto(f"{demo.url}{path}?utm_source=instagram")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_leaflet_of_the_first_day_is_one_sheet(fresh, open_page, paper):
    page = open_page()
    page.goto(fresh.url + IMS)
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2


def test_paper_has_every_word_of_every_section(demo, open_page):
    def words():
        sections = page.locator("main > section:not(.closure, .next)").all()
        return ["".join(section.inner_text().split()).lower() for section in sections]

    page = open_page(720)
    page.goto(demo.url + IMS)
    on_screen = words()
    assert len(on_screen) >= 12
    page.emulate_media(media="print")
    assert words() == on_screen


def test_the_leaflet_has_address_and_code_and_no_navigation(demo, open_page):
    page = open_page()
    page.goto(demo.url + IMS)
    assert not page.locator(".qr").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".qr").is_visible()
    assert page.locator(".leaflet address").first.is_visible()
    assert page.get_by_text(demo.url + IMS).is_visible()
    assert not page.locator("nav").first.is_visible()


# Where the letters of an element are; its own box may be larger.
LETTERS = """
element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().toJSON();
}
"""


def test_a_list_in_one_effect_leaves_the_words_of_the_others_together_on_paper(demo, open_page):
    page = open_page(720)
    page.goto(demo.url + IMS)
    points = f"<ul>{'<li>One of many points.</li>' * 12}</ul>"
    page.locator("#effect-2 .flow").evaluate(
        "(e, it) => e.insertAdjacentHTML('beforeend', it)", points
    )
    page.emulate_media(media="print")
    first, second = (page.locator("#effect-1 p").nth(n).evaluate(LETTERS) for n in (0, 1))
    assert second["top"] - first["bottom"] < 10
    drawings = [page.locator(f"#effect-{n} figure").bounding_box() for n in (1, 2)]
    assert len({round(box["y"] + box["height"]) for box in drawings}) == 1
    assert page.locator("#effect-2 ul").evaluate("e => getComputedStyle(e).listStyleType") == "disc"


@pytest.mark.skipif(not which("zbarimg"), reason="zbarimg reads the code: apt install zbar-tools")
def test_a_phone_can_read_the_printed_code(demo, open_page, tmp_path):
    page = open_page(device_scale_factor=3)  # about the 300 dots an inch of a printer
    page.goto(demo.url + IMS)
    page.emulate_media(media="print")
    page.screenshot(path=tmp_path / "code.png", full_page=True)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", tmp_path / "code.png"], capture_output=True, text=True
    )
    assert read.stdout.strip() == demo.url + IMS


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_even_if_the_font_is_late(demo, open_page, width):
    page = open_page(width)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.goto(demo.url + IMS)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.shift") == 0


@every_page
def test_a_thumb_hits_every_target(demo, open_page, path):
    page = open_page(360)
    page.goto(demo.url + path)
    small = page.evaluate(SMALL_TARGETS)
    assert small == []


@pytest.mark.parametrize("anchor", ["what-it-treats", "effects", "how-often", "how-many", "more"])
def test_a_deep_link_lands_on_its_section(demo, open_page, anchor):
    page = open_page(360, 640)
    page.goto(f"{demo.url}{IMS}?utm_source=instagram#{anchor}")
    page.wait_for_timeout(100)
    box = page.locator(f"#{anchor} h2").bounding_box()
    assert 0 <= box["y"] < 640


def test_the_answer_stands_in_the_first_phone_screen(demo, open_page):
    page = open_page(360, 780)
    page.goto(demo.url + IMS)
    page.evaluate("document.fonts.ready")
    assert page.locator(".closure").is_visible()
    title = page.locator("h1").evaluate(
        "e => e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight)"
    )
    assert round(title) == 2
    # A clinic's own site has no line of the demonstration.
    above = page.locator(".demo").bounding_box()["height"]
    call = page.locator(".panel a[href^=tel]").bounding_box()
    assert call["y"] + call["height"] - above <= 740
    # The facts are one line each.
    heights = page.locator(".glance div").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert len(heights) == 5
    assert max(heights) <= 60


def test_the_keyboard_goes_past_the_menu(demo, open_page):
    page = open_page()
    page.goto(demo.url + IMS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_form_is_downloaded_under_the_name_that_the_page_gives_it(demo, open_page):
    page = open_page(360)
    page.goto(f"{demo.url}/first-visit/")
    link = page.get_by_role("link", name="Questions about your health (PDF, ")
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "questions-about-your-health.pdf"
    assert waiting.value.path().read_bytes() == (FOLDER / "health-questions.pdf").read_bytes()
    assert page.url == f"{demo.url}/first-visit/"
