"""The demonstration's IMS page, all sections filled: read as patients read it, by eye and by ear."""

import re

import pytest

from tests.fronts import IMS

WORDS_BROKEN_WITHOUT_A_HYPHEN = """() => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest("svg")) continue;
    // A part of a word ends at a hyphen, soft or not. An address isn't made of words.
    for (const part of node.data.matchAll(/(?<![.\\p{L}])[\\p{L}\\p{N}]+(?!\\p{L}|\\.\\p{L})/gu)) {
      const lines = new Set();
      for (let at = part.index; at < part.index + part[0].length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        lines.add(Math.round([...range.getClientRects()].at(-1)?.top ?? 0));
      }
      if (lines.size > 1) broken.push(part[0]);
    }
  }
  return broken;
}"""


@pytest.fixture
def filled(demo, open_page):
    """The page, in a window of some width."""

    def opened(width=360, height=780, **options):
        page = open_page(width, height, **options)
        page.goto(demo.url + IMS)
        return page

    return opened


def test_what_is_urgent_stands_before_how_it_works(filled):
    anchors = filled().locator("main > section[id]").evaluate_all("all => all.map(e => e.id)")
    assert anchors == [
        "what-it-treats", "visit", "feeling", "how-often", "how-many", "before-and-after", "tell-us-first", "risks",
        "help", "effects", "how-sure", "other-choices", "before-you-come", "questions", "more-demo-extra-1",
        "answers", "who", "related", "more", "next",
    ]  # fmt: skip


def test_a_long_page_says_what_is_on_it_and_each_line_leads_there(filled):
    page = filled()
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert links.count() >= 15
    for link in links.all():
        anchor = link.get_attribute("href")
        assert page.locator(anchor).count() == 1
        heading = page.locator(f"{anchor} h2").first.inner_text()
        assert heading == link.inner_text()


def test_a_page_of_few_sections_does_not(fresh, open_page):
    page = open_page()
    page.goto(fresh.url + IMS)
    sections = page.locator("main > section[id]:not(#next)").count()
    assert (sections < 7) == (page.get_by_text("On this page").count() == 0)


def test_the_help_cards_are_heard_with_their_urgency_the_emergency_first(filled):
    heard = filled().locator("#help").aria_snapshot().replace("\N{SOFT HYPHEN}", "")
    headings = re.findall(r'- \'?heading "([^"]*)" \[level=(\d)\]', heard)
    assert headings == [
        ("When to get help", "2"),
        (
            "Immediate action required: Call 0117 496 0999 or go to an emergency department now if:",
            "3",
        ),
        ("Urgent advice: Call us on 0117 496 0123 if:", "3"),
    ]
    assert re.findall(r"/url: (\S+)", heard) == ["tel:01174960999", "tel:+441174960123"]
    order = [
        "Immediate action",
        "you are short of breath",
        "hours later",
        "Urgent advice",
        "you feel worse",
    ]
    places = [heard.index(words) for words in order]
    assert places == sorted(places)
    assert heard.count("- list:") == 2


def test_what_is_heard_alone_takes_no_room(filled):
    box = filled().locator("#help .heard").first.bounding_box()
    assert (box["width"], box["height"]) == (1, 1)


def test_no_word_is_broken_without_a_hyphen_at_320_pixels_and_twice_the_text(filled):
    page = filled(320, bypass_csp=True)
    assert page.evaluate(WORDS_BROKEN_WITHOUT_A_HYPHEN) == []
    page.add_style_tag(content="html { font-size: 200% !important }")
    assert page.evaluate(WORDS_BROKEN_WITHOUT_A_HYPHEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("h1").evaluate("e => e.textContent = 'Physiotherapeutically'")
    assert page.evaluate(WORDS_BROKEN_WITHOUT_A_HYPHEN) == ["Physiotherapeutically"]


def test_from_a_tablet_on_headings_stand_beside_their_text(filled):
    for width, beside in ((700, False), (820, True)):
        page = filled(width)
        heading, text = (
            page.locator(f"#feeling {name}").bounding_box() for name in ("h2", ".flow")
        )
        assert (text["x"] > heading["x"] + 100) == beside


def test_who_reviewed_it_stands_under_the_last_section_in_the_colour_of_the_text(filled):
    page = filled()
    review = page.locator(".reviewed")
    assert review.evaluate("e => e.previousElementSibling.id") == "more"
    colours = [
        page.locator(name).first.evaluate("e => getComputedStyle(e).color")
        for name in (".reviewed", "#feeling p")
    ]
    assert colours[0] == colours[1]
    assert review.evaluate("e => getComputedStyle(e).borderTopWidth") == "0px"
    assert "Elspeth Thorsby" in review.inner_text()
