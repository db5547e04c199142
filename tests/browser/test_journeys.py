"""What staff come for, on a phone, counted in clicks from the first page."""

import datetime as dt

from .staff import PHONE, become_owner


def test_a_closure_is_announced_in_two_clicks_and_undone_in_two(hand, patient):
    day = dt.date.today() + dt.timedelta(days=5)
    page = hand.page
    hand.first_page()
    hand.tap(page.get_by_role("link", name="Post a closure"))
    page.get_by_label("First day").fill(day.isoformat())
    hand.tap(page.get_by_role("button", name="Publish"))
    page.get_by_text("Published.").wait_for()
    assert hand.clicks == 2
    assert patient("Closed", "/")
    hand.first_page()
    hand.tap(page.get_by_role("link", name="Unpublish"))
    hand.tap(page.get_by_role("button", name="Unpublish"))
    assert hand.clicks == 2
    assert patient("Closed", "/", said=False)


def test_a_typo_is_mended_and_public_in_three_clicks_and_undone_in_two(hand, patient):
    page = hand.page
    hand.first_page()
    hand.tap(page.get_by_role("link", name="Edit text (IMS/Dry needling)"))
    summary = page.get_by_label("Summary")
    hand.tap(summary)
    summary.fill("A summary without a typo.")
    hand.tap(page.get_by_role("button", name="Publish"))
    page.get_by_text("Published.").wait_for()
    assert hand.clicks == 3
    assert patient("A summary without a typo.")
    hand.first_page()
    assert page.locator(".changes ins").is_hidden()
    hand.tap(page.get_by_role("button", name="Restore as a draft"))
    hand.tap(page.get_by_role("button", name="Publish"))
    page.get_by_text("Published.").wait_for()
    assert hand.clicks == 2
    assert patient("A summary without a typo.", said=False)
    # Beside what was just published stands the way back too, and the way back from there.
    hand.tap(page.get_by_role("button", name="Restore the previous version as a draft"))
    page.get_by_text("Restored as a draft.").wait_for()
    assert summary.input_value() == "A summary without a typo."
    hand.tap(page.get_by_role("button", name="Discard changes"))
    page.get_by_text("This is the live version again.").wait_for()
    assert summary.input_value() != "A summary without a typo."


def test_a_review_link_is_copied_in_two_clicks_and_signed_without_an_account(
    hand, patient, open_page
):
    page = hand.page
    hand.first_page()
    hand.tap(page.get_by_role("button", name="Get a clinician’s approval").first)
    hand.tap(page.get_by_role("button", name="Copy link"))
    page.get_by_role("button", name="Copied").wait_for()
    assert hand.clicks == 2
    clinician = open_page(*PHONE, color_scheme="dark")
    clinician.goto(page.locator("section.link input[type='text']").input_value())
    clinician.get_by_label("Your name").fill("Dr Ada Lee")
    clinician.get_by_label("Your profession").fill("Physiotherapist")
    clinician.get_by_role("button", name="Approve").click()
    clinician.get_by_text("You approved this page").wait_for()
    assert clinician.context.cookies() == []
    assert patient("Reviewed by Dr Ada Lee, Physiotherapist,")


def test_the_preview_follows_what_is_typed_and_keeps_its_place(hand, open_page):
    page = hand.page
    page.goto(f"{hand.site.url}/admin/services/treatment/1/change/")
    page.get_by_role("button", name="Preview").tap()
    frame = page.frame_locator(".preview-pane iframe")
    frame.get_by_role("heading", name="IMS/Dry needling").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="Back to the form").tap()
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Preview").tap()
    page.get_by_text("Not in the preview yet: Title: Required.").wait_for()
    # The last good picture stays.
    assert frame.get_by_role("heading", name="IMS/Dry needling").count() == 1
    wide = open_page(1440, 900)
    become_known(wide, page)
    wide.goto(f"{hand.site.url}/admin/services/treatment/1/change/")
    inside = wide.frame_locator(".preview-pane iframe")
    inside.get_by_role("heading", name="IMS/Dry needling").wait_for()
    wide.locator("#id_title").fill("Typed <b>just</b> now")
    inside.get_by_role("heading", name="Typed <b>just</b> now").wait_for()
    background = "getComputedStyle(document.querySelector('.preview-pane iframe').contentDocument.body).backgroundColor"
    light = wide.evaluate(background)
    wide.get_by_text("Dark", exact=True).click()
    assert wide.evaluate(background) != light


def become_known(page, other):
    """Let a second window be signed in as another is."""
    page.context.add_cookies(other.context.cookies())


def test_what_was_typed_outlives_the_window(hand):
    page = hand.page
    path = f"{hand.site.url}/admin/services/treatment/1/change/"
    page.goto(path)
    page.locator("#id_summary").fill("Typed, never saved.")
    page.get_by_role("heading", name="How many treatments").tap()
    page.get_by_text("Add a factor").tap()
    page.locator("#id_factors-3-text").fill("A new factor")
    page.get_by_text("kept in this browser").wait_for()
    page.goto("about:blank")
    page.goto(path)
    page.get_by_role("button", name="Restore").tap()
    assert page.locator("#id_summary").input_value() == "Typed, never saved."
    assert page.locator("#id_factors-3-text").input_value() == "A new factor"
    page.get_by_role("button", name="Save draft").tap()
    page.get_by_text("Draft saved").wait_for()
    page.goto(path)
    assert page.locator("[data-kept-offer]").is_hidden()


def test_without_javascript_a_button_shows_the_preview(fresh, open_page):
    page = open_page(*PHONE, java_script_enabled=False)
    become_owner(page, fresh)
    page.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    page.locator("#id_title").fill("Typed without a script")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    assert opened.value.locator("h1").inner_text() == "Typed without a script"
