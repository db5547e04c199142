"""The preview while the website is slow."""

from .test_form import FORM
from .test_staff import become_owner


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
