"""What staff do, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PASSWORD = "a quiet river in March"
IMS = "/treatments/ims-dry-needling/"


def become_owner(page, site):
    """Follow the one-time link and set name and password."""
    page.goto(site.welcome)
    page.get_by_label("Your name").fill("Maria Rossi")
    page.get_by_label("What you sign in with").fill("maria@example.com")
    page.get_by_label("New password", exact=False).first.fill(PASSWORD)
    page.get_by_label("The password once more").fill(PASSWORD)
    page.get_by_role("button", name="Set my password and sign in").click()
    page.wait_for_url(f"{site.url}/admin/")


@pytest.mark.parametrize("width", [360, 1280])
def test_an_effect_is_edited_saved_and_published(fresh, open_page, width):
    # Given an owner on the first day, and a patient
    staff, patient = open_page(width), open_page(360)
    become_owner(staff, fresh)
    # When she opens the page from the first screen and changes an effect for later
    staff.get_by_role("link", name="Treatments", exact=True).first.click()
    staff.get_by_role("link", name="IMS/Dry needling").click()
    staff.get_by_role("heading", name="What it does").click()
    staff.get_by_role("heading", name="The muscle relaxes").click()
    staff.locator("#id_effects-0-text").fill("The muscle lets go, in our words.")
    staff.get_by_role("button", name="Save for later").click()
    staff.get_by_text("Saved for later").wait_for()
    # Then the patient reads the old words
    patient.goto(fresh.url + IMS)
    assert "By reflex" in patient.inner_text("#effect-1")
    assert "You have changes they don't see." in staff.inner_text(".state")
    # When she publishes, then the patient reads the new ones
    staff.get_by_role("button", name="Save and publish").click()
    staff.get_by_text("Saved and published").wait_for()
    patient.wait_for_timeout(1000)  # within a second, whichever process answers
    patient.reload()
    assert "The muscle lets go, in our words." in patient.inner_text("#effect-1")


def test_a_massage_page_entered_by_hand_reads_well(fresh, open_page):
    staff, patient = open_page(), open_page(360)
    become_owner(staff, fresh)
    staff.goto(f"{fresh.url}/admin/services/treatment/add/")
    staff.get_by_label("Title").press_sequentially("Sports massage")
    assert staff.locator("#id_slug").input_value() == "sports-massage"
    staff.get_by_label("Summary").fill("Firm hands loosen muscles that work hard.")
    staff.get_by_role("heading", name="What it treats").click()
    staff.locator("#id_what_it_treats").fill("Muscles that feel **tight**.\n\n- legs\n- back")
    staff.get_by_role("heading", name="How many treatments").click()
    staff.get_by_text("Add another Factor").click()
    staff.locator("#id_factors-0-text").fill("How much you train")
    staff.get_by_role("button", name="Save and publish").click()
    staff.get_by_text("Saved and published").wait_for()
    staff.wait_for_timeout(1000)
    staff.get_by_role("link", name="View on site").click()
    staff.wait_for_url(f"{fresh.url}/treatments/sports-massage/")

    patient.wait_for_timeout(1000)
    patient.goto(f"{fresh.url}/treatments/sports-massage/")
    headings = patient.locator("h1, h2, h3").all_inner_texts()
    assert headings == ["Sports massage", "What it treats", "How many treatments will I need?"]
    assert all(headings)
    words = patient.inner_text("body")
    for foreign in ("IMS", "needle", "How often", "effect"):
        assert foreign not in words
    assert patient.locator("main figure").count() == 0
    assert patient.locator("#what-it-treats li").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_owner_lets_an_editor_in_with_a_link(fresh, open_page, scheme):
    # Given an owner with her phone
    owner, editor = (open_page(360, color_scheme=scheme, bypass_csp=True) for _ in range(2))
    become_owner(owner, fresh)
    # When she adds somebody, then she can copy the link
    owner.get_by_role("link", name="People", exact=True).last.click()
    owner.get_by_role("link", name="Add a person").click()
    owner.locator("#id_full_name").fill("Sam Lee")
    owner.locator("#id_username").fill("sam@example.com")
    owner.get_by_label("Editor").check()
    owner.get_by_role("button", name="Add and make a link").click()
    link = owner.get_by_role("textbox", name="Pass this link on")
    link.focus()
    selected = "element => element.selectionEnd - element.selectionStart"
    assert link.evaluate(selected) == len(link.input_value())
    owner.get_by_role("button", name="Copy the link").click()
    owner.get_by_role("button", name="Copied").wait_for()
    assert not Axe().run(owner).response["violations"]
    assert owner.evaluate("document.documentElement.scrollWidth") <= 360
    # And who opens it chooses a password, and finds one button
    editor.goto(link.input_value())
    assert editor.get_by_label("Your name").input_value() == "Sam Lee"
    editor.get_by_label("New password").fill(PASSWORD)
    editor.get_by_label("The password once more").fill(PASSWORD)
    assert not Axe().run(editor).response["violations"]
    editor.get_by_role("button", name="Set my password and sign in").click()
    editor.wait_for_url(f"{fresh.url}/admin/")
    editor.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    editor.get_by_text("A publisher makes this public.").wait_for()
    assert editor.get_by_role("button", name="Save and publish").count() == 0
    assert not Axe().run(editor).response["violations"]


STAFF_PAGES = [
    "/admin/",
    "/admin/services/treatment/",
    "/admin/services/treatment/1/change/",
    "/admin/services/treatment/add/",
    "/admin/services/treatment/1/retire/",
    "/admin/services/treatment/1/history/",
    "/admin/services/treatment/1/preview/",
    "/admin/services/treatment/1/address/",
    "/admin/services/treatment/1/call-off/",
    "/admin/services/treatment/1/reviews/",
    "/admin/services/treatment/1/pictures/",
    "/admin/services/treatment/1/erase/",
    "/admin/services/clinic/1/history/",
    "/admin/as-on/?page=/treatments/ims-dry-needling/",
    "/admin/services/clinic/1/change/",
    "/admin/services/closure/",
    "/admin/services/closure/add/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/1/change/",
    "/admin/auth/user/1/history/",
    "/admin/services/treatment/?q=nothing",
    "/admin/password_change/",
]


@pytest.mark.parametrize("width", [360, 1280])
def test_staff_pages_fit_the_screen_and_break_no_policy(fresh, open_page, width):
    page = open_page(width)
    become_owner(page, fresh)
    for path in STAFF_PAGES:
        assert page.goto(fresh.url + path).status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_staff_pages(fresh, open_page, scheme):
    # axe measures by setting styles, which the staff's policy refuses: it is off for this look.
    page = open_page(360, color_scheme=scheme, bypass_csp=True)
    become_owner(page, fresh)
    found = {}
    for path in STAFF_PAGES:
        page.goto(fresh.url + path)
        found[path] = [violation["id"] for violation in Axe().run(page).response["violations"]]
    assert not any(found.values()), found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_wrong_stands_at_the_top_and_leads_to_its_field(fresh, open_page, scheme):
    page = open_page(360, color_scheme=scheme, bypass_csp=True)
    become_owner(page, fresh)
    page.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    page.locator("#id_title").fill("")
    page.get_by_role("heading", name="How often").click()
    page.locator("#id_visits_per_week").fill("9")
    page.get_by_role("button", name="Save for later").click()
    page.get_by_role("link", name="Title: Fill this in.").wait_for()
    assert page.evaluate("document.activeElement.matches('.errornote')")
    assert not Axe().run(page).response["violations"]
    page.get_by_role("link", name="Visits a week: Write 7 or less.").click()
    assert page.evaluate("document.activeElement.id") == "id_visits_per_week"


def test_the_save_bar_stays_in_reach_on_a_phone(fresh, open_page):
    page = open_page(360, 640)
    become_owner(page, fresh)
    page.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    for name in ("Save for later", "Save and publish"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["height"] >= 44
        assert 0 <= box["y"] <= 640 - box["height"]
