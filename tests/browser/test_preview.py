"""The preview in a real browser: beside the form, over it on a phone, and while the website is slow."""

import pytest

from tests.servers import FORM

from .staff import become_owner


def test_one_preview_is_asked_for_at_a_time_and_the_last_words_are_shown(fresh, open_page):
    page = open_page(1440, 900)
    become_owner(page, fresh)
    held, asked = [], []

    def hold(route):
        if route.request.method == "POST":
            asked.append(route.request.post_data)
            held.append(route)
        else:
            route.continue_()

    page.route("**/preview/", hold)
    with page.expect_request(lambda request: request.method == "POST"):
        page.goto(fresh.url + FORM)
    page.wait_for_timeout(500)
    assert len(held) == 1
    for number in range(5):
        page.locator("#id_title").fill(f"Title {number}")
        page.wait_for_timeout(500)  # longer than the preview waits for the next key
    assert len(held) == 1  # nothing more is asked while there is no answer
    held.pop().continue_()
    page.wait_for_timeout(500)
    assert len(held) == 1
    held.pop().continue_()
    page.frame_locator("[data-preview] iframe").get_by_role("heading", name="Title 4").wait_for()
    assert len(asked) == 2


# Whether all of the field in hand is on the screen.
IN_SIGHT = """
() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return 0 <= top && bottom <= innerHeight;
}
"""


@pytest.mark.parametrize("width", [360, 1440])
def test_a_tap_on_a_sentence_of_the_preview_leads_to_its_field(form, width):
    page = form(width)
    if width == 360:
        page.get_by_role("button", name="Preview").click()
    inside = page.frame_locator(".preview-pane iframe")
    inside.get_by_text("This draws blood to the area").click()
    assert page.evaluate("document.activeElement.id") == "id_effects-1-text"
    assert page.locator("#id_effects-1-text").is_visible()
    page.wait_for_function("() => !history.state")
    page.wait_for_timeout(300)
    assert page.evaluate(IN_SIGHT)


def test_a_sentence_with_a_long_word_leads_to_its_field_too(form):
    page = form(1440)
    inside = page.frame_locator(".preview-pane iframe")
    inside.get_by_text("All of these can lead").wait_for()
    inside.locator("p", has_text="In a muscle").click()
    assert page.evaluate("document.activeElement.id") == "id_what_it_treats"


def open_preview(page):
    page.get_by_role("button", name="Preview").click()
    page.frame_locator(".preview-pane iframe").get_by_role(
        "heading", name="IMS/Dry needling"
    ).wait_for()


def test_back_closes_the_preview_over_the_form(fresh, form):
    page = form(360)
    page.locator("#id_summary").fill("Typed before the preview.")
    page.get_by_text("kept in this browser").wait_for()
    open_preview(page)
    page.frame_locator(".preview-pane iframe").get_by_role("link", name="It depends").click()
    page.go_back()
    assert page.locator(".preview-pane").is_hidden()
    assert page.locator("#id_summary").input_value() == "Typed before the preview."
    # A page that was loaded again shows what it showed.
    page.go_forward()
    page.reload()
    assert page.locator(".preview-pane").is_visible()
    page.go_back()
    assert page.locator(".preview-pane").is_hidden()
    page.go_back()
    assert page.url == f"{fresh.url}/admin/"


def test_a_closed_preview_leaves_no_entry_in_the_history(fresh, form):
    page = form(360)
    before = page.evaluate("history.length")
    for _time in range(2):
        open_preview(page)
        page.get_by_role("button", name="Back to the form").click()
        page.wait_for_function("() => !history.state")
        open_preview(page)
        page.keyboard.press("Escape")
        page.wait_for_function("() => !history.state")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    assert page.url == f"{fresh.url}/admin/"


def test_the_preview_is_closed_once_and_only_where_it_covers_the_form(fresh, form):
    page = form(360)
    open_preview(page)
    page.locator("[data-close-preview]").evaluate("button => { button.click(); button.click(); }")
    page.locator(".preview-pane").wait_for(state="hidden")
    page.wait_for_timeout(300)
    assert page.url == fresh.url + FORM
    # A screen that is turned twice: the form is neither covered nor without the keyboard.
    open_preview(page)
    page.set_viewport_size({"width": 1440, "height": 800})
    page.wait_for_function("() => !history.state")
    page.locator("#id_summary").fill("Typed beside it.")
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".preview-pane").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "id_summary"


# Which element of the preview has the keyboard; null if it is elsewhere.
WITHIN = "document.activeElement.contentDocument?.activeElement.tagName ?? null"
SCROLLED = (
    "document.querySelector('.preview-pane iframe').contentDocument.scrollingElement.scrollTop"
)


def test_for_the_keyboard_the_preview_is_one_stop_that_scrolls(form):
    page = form(1440)
    inside = page.frame_locator(".preview-pane iframe")
    page.locator("#id_summary").fill("Followed.")
    inside.get_by_text("Followed.").wait_for()
    assert inside.get_by_role("link").count() > 3
    page.get_by_role("radio", name="Light").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(WITHIN) == "BODY"
    page.keyboard.press("PageDown")
    page.wait_for_function(f"() => {SCROLLED} > 0")
    page.keyboard.press("Tab")
    assert page.evaluate(WITHIN) is None
