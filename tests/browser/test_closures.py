"""A long closure is asked about once more: with a thumb, and without JavaScript."""

import datetime as dt

from axe_playwright_python.sync_playwright import Axe

from .staff import become_owner

TICK = "Yes, these dates are right"


def test_a_schedule_that_is_too_late_is_in_sight_with_one_tap(fresh, open_page):
    page = open_page(360, 640)
    become_owner(page, fresh)
    page.goto(f"{fresh.url}/admin/services/closure/add/")
    first = dt.date.today() + dt.timedelta(days=7)
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_text("Schedule for later").click()
    page.locator("#id_publish_at").fill(f"{first + dt.timedelta(days=3)}T09:00")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_role("link", name="The closure ends on").click()
    page.wait_for_function("document.activeElement.id === 'id_publish_at'")
    row = page.locator(".seldom .form-row.errors")
    assert row.get_by_text("The closure ends on").is_visible()
    box, bar = row.bounding_box(), page.locator(".submit-row").bounding_box()
    assert box["y"] >= bar["y"] + bar["height"]
    assert box["y"] + box["height"] <= 640


def test_the_tick_appears_with_the_question_and_is_hit_by_a_thumb(fresh, open_page):
    page = open_page(360, 640)
    become_owner(page, fresh)
    storage = page.context.storage_state()
    for options in ({"bypass_csp": True}, {"java_script_enabled": False}):
        page = open_page(360, 640, storage_state=storage, **options)
        page.goto(f"{fresh.url}/admin/services/closure/add/")
        assert not page.get_by_text(TICK).is_visible()
        first = dt.date.today() + dt.timedelta(days=7)
        page.get_by_label("First day").fill(first.isoformat())
        page.get_by_label("Last day").fill((first + dt.timedelta(days=89)).isoformat())
        page.get_by_role("button", name="Save draft").click()
        page.locator(".errornote:focus").wait_for()
        assert page.get_by_text("kept in this browser").is_hidden()
        page.get_by_role("link", name="This closure lasts 90 days.").click()
        page.wait_for_function("document.activeElement.id === 'id_days_are_right'")
        row = page.locator(".field-days_are_right .checkbox-row")
        box = row.bounding_box()
        # In sight, above the bar with the button that is pressed next.
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= page.locator(".submit-row").bounding_box()["y"]
        assert box["height"] >= 44
        assert box["width"] >= 44
        if "bypass_csp" in options:
            assert not Axe().run(page).response["violations"]
        # Anywhere on the row, as a thumb would.
        row.click(position={"x": box["width"] - 60, "y": box["height"] / 2})
        assert page.get_by_label(TICK).is_checked()
        page.get_by_role("button", name="Save draft").click()
        page.get_by_text("Draft saved").wait_for()
