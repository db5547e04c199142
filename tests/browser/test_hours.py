"""Hours: a week typed as a grid on a phone, and one day changed in four taps; where patients read both."""

import datetime as dt

from axe_playwright_python.sync_playwright import Axe

FORM = "/admin/services/clinic/1/change/#id_locations-0-hours"
FOCUS = ".week p:nth-child(%s) input:focus"
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def test_a_week_is_typed_once_and_copied(hand, patient):
    page = hand.page
    page.goto(hand.site.url + FORM)
    page.locator(FOCUS % 1).wait_for()
    assert page.locator(".week label").all_inner_texts() == DAYS
    page.get_by_label("Monday").fill("8 - 12, 1pm to 6")
    for words, until in (("Tuesday to Friday", 5), ("Tuesday to Saturday", 6), ("every day", 7)):
        page.get_by_role("button", name=words).tap()
        values = [page.get_by_label(day).input_value() for day in DAYS]
        assert values == ["8 - 12, 1pm to 6"] * until + [""] * (7 - until)
    page.get_by_label("Saturday").fill("by appointment")
    page.get_by_label("Sunday").fill("")
    page.locator("#id_locations-0-phone").fill("+44 20 7946 0123")
    page.locator("#id_country").select_option("GB")
    hand.tap(page.get_by_role("button", name="Publish"))
    page.get_by_text("Published.").wait_for()
    assert patient("8am to midday and 1pm to 6pm", "/visit/")
    assert patient("Saturday\tby appointment", "/visit/")
    page.goto(hand.site.url + FORM)
    assert page.get_by_label("Friday").input_value() == "8am to midday and 1pm to 6pm"


def test_a_day_that_is_not_clear_is_one_tap_away(hand):
    page = hand.page
    page.goto(hand.site.url + FORM)
    page.get_by_label("Tuesday").fill("late")
    page.get_by_role("button", name="Save draft").tap()
    page.get_by_role("link", name="Tuesday: “late” isn’t clear").tap()
    page.locator(FOCUS % 2).wait_for()
    assert page.get_by_label("Tuesday").input_value() == "late"


def test_what_is_no_line_a_day_stays_one_text(hand):
    page = hand.page
    page.goto(hand.site.url + FORM)
    page.evaluate(
        """text => {
            document.querySelector('.week').remove();
            document.querySelector('[data-week]').value = text;
        }""",
        "Mon-Fri: 9am to 5",
    )
    page.locator("#id_locations-0-phone").fill("+44 20 7946 01")
    page.get_by_role("button", name="Save draft").tap()
    page.locator(".errornote").wait_for()
    assert page.locator("#id_locations-0-hours").is_visible()
    assert page.locator("#id_locations-0-hours").input_value() == "Mon-Fri: 9am to 5"
    assert page.locator(".week").count() == 0


def test_hours_are_kept_in_the_browser_like_everything_else(hand):
    page = hand.page
    page.goto(hand.site.url + FORM)
    page.get_by_label("Wednesday").fill("9 to 5")
    page.get_by_text("Unsaved changes are kept in this browser.").wait_for()
    page.reload()
    page.get_by_role("button", name="Restore").tap()
    assert page.get_by_label("Wednesday").input_value() == "9 to 5"


def test_the_hours_of_one_day_are_changed_in_four_taps(hand, patient):
    page = hand.page
    day = dt.date.today() + dt.timedelta(days=3)
    hand.first_page()
    hand.tap(page.get_by_role("link", name="Post a closure or other hours"))
    hand.tap(page.get_by_label("First day"))
    page.get_by_label("First day").fill(day.isoformat())
    hand.tap(page.get_by_label("Open"))
    page.get_by_label("Open").fill("10 to 2")
    hand.tap(page.get_by_role("button", name="Publish"))
    page.get_by_text("Published.").wait_for()
    assert hand.clicks == 4
    assert patient(f"{day:%A} {day.day} {day:%B}: open 10am to 2pm.", "/")


def test_the_form_of_a_week_has_nothing_for_axe(fresh, open_page, hand):
    storage = hand.page.context.storage_state()
    for width, scheme in ((360, "light"), (1280, "dark")):
        page = open_page(width, 740, storage_state=storage, color_scheme=scheme, bypass_csp=True)
        page.goto(fresh.url + FORM)
        page.locator(FOCUS % 1).wait_for()
        assert not Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        heights = page.locator(".week :is(input, button)").evaluate_all(
            "all => all.map(e => e.offsetHeight)"
        )
        assert min(heights) >= 44
