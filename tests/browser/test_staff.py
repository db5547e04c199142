"""What staff do, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.fronts import IMS
from tests.servers import run_python

from .conftest import IMS_ADMIN
from .staff import PASSWORD, become_owner


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
    staff.get_by_role("button", name="Save draft").click()
    staff.get_by_text("Draft saved").wait_for()
    # Then the patient reads the old words
    patient.goto(fresh.url + IMS)
    assert "By itself (a reflex)" in patient.inner_text("#effect-1")
    assert "Maria Rossi has unpublished changes." in staff.inner_text(".status")
    # When she publishes, then the patient reads the new ones
    staff.get_by_role("button", name="Publish").click()
    staff.get_by_text("Published.").wait_for()
    patient.wait_for_timeout(1000)  # within a second, whichever process answers
    patient.reload()
    assert "The muscle lets go, in our words." in patient.inner_text("#effect-1")


def test_a_massage_page_entered_by_hand_reads_well(fresh, open_page):
    staff, patient = open_page(), open_page(360)
    become_owner(staff, fresh)
    staff.goto(f"{fresh.url}/admin/services/treatment/add/")
    staff.locator("#id_title").press_sequentially("Sports massage")
    assert staff.locator("#id_slug").input_value() == "sports-massage"
    staff.get_by_label("Summary").fill("Firm hands loosen muscles that work hard.")
    staff.get_by_role("heading", name="What it treats").click()
    staff.locator("#id_what_it_treats").fill("Muscles that feel **tight**.\n\n- legs\n- back")
    staff.get_by_role("heading", name="How many treatments").click()
    staff.get_by_text("Add a factor").click()
    staff.locator("#id_factors-0-text").fill("How much you train")
    staff.get_by_role("button", name="Publish").click()
    staff.get_by_text("Published.").wait_for()
    staff.wait_for_timeout(1000)
    staff.get_by_role("link", name="View on site").click()
    staff.wait_for_url(f"{fresh.url}/treatments/sports-massage/")

    patient.wait_for_timeout(1000)
    patient.goto(f"{fresh.url}/treatments/sports-massage/")
    headings = patient.locator("main").locator("h1, h2, h3").all_inner_texts()
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
    owner.get_by_role("button", name="Add and get an invitation link").click()
    link = owner.get_by_role("textbox", name="Send this invitation")
    link.focus()
    selected = "element => element.selectionEnd - element.selectionStart"
    assert link.evaluate(selected) == len(link.input_value())
    owner.get_by_role("button", name="Copy link").click()
    owner.get_by_role("button", name="Copied").wait_for()
    assert not Axe().run(owner).response["violations"]
    assert owner.evaluate("document.documentElement.scrollWidth") <= 360
    # And who opens it chooses a password, and finds one button
    editor.goto(link.input_value())
    assert editor.get_by_label("Your name").input_value() == "Sam Lee"
    editor.get_by_label("New password").fill(PASSWORD)
    editor.get_by_label("Confirm password").fill(PASSWORD)
    assert not Axe().run(editor).response["violations"]
    editor.get_by_role("button", name="Set password and sign in").click()
    editor.wait_for_url(f"{fresh.url}/admin/")
    editor.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    editor.get_by_text("A publisher can publish it.").wait_for()
    assert editor.get_by_role("button", name="Publish").count() == 0
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
    "/admin/services/treatment/1/cancel-schedule/",
    "/admin/services/treatment/1/reviews/",
    "/admin/services/treatment/1/files/",
    "/admin/services/treatment/1/erase/",
    "/admin/services/clinic/1/history/",
    "/admin/as-of/?page=/treatments/ims-dry-needling/",
    "/admin/what-changed/",
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
# What the site in use has for them to show.
SHOWN = {
    f"{IMS_ADMIN}history/": [
        "Maria Rossi scheduled this",
        "Replaced by Maria Rossi",
    ],
    f"{IMS_ADMIN}files/": [
        "Current picture",
        "Reason: The patient asked for it.",
    ],
    f"{IMS_ADMIN}reviews/": ["Link from Maria Rossi", "Cancel link", "Dr Ada Lee"],
}


def send_wrong(page, button, **texts):
    """Fill a form's fields with what will be refused, past what the browser itself would ask for."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for name, text in texts.items():
        page.locator(f"#id_{name.replace('__', '-')}").fill(text)
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    page.get_by_role("button", name=button).click()


def show_conflicts(page, site):
    """Change two fields in a form, one of them changed by somebody else meanwhile, and save it."""
    page.locator("#id_summary").fill("In my words.")
    # The other has two texts, so that there is always a change.
    run_python(site, THEIRS)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("heading", name="Changed since you opened this").wait_for()
    assert page.locator(".conflicts blockquote").count() == 1


THEIRS = """
from services.models import Effect, Treatment
from services.models.publishable import new_key
text = f"In their words, {new_key()}."
Treatment.objects.filter(pk=1).update(summary=text, edition=new_key(), saved_by="Jo Park")
Effect.objects.filter(treatment=1, heading=Effect.objects.filter(treatment=1).first().heading).update(text=text)
"""


def staff_pages(page, in_use):
    """Go through staff's pages and what they show on the way, and yield the name of each."""
    site, _owner, paths = in_use
    for path in STAFF_PAGES:
        assert page.goto(site.url + path).status == 200, path
        assert all(words in page.inner_text("body") for words in SHOWN.get(path, [])), path
        yield path
    for path, status, words in (
        ("/admin/nope/", 404, "This page doesn’t exist"),
        (f"{paths['draft']}delete/", 200, "was never live, so patients won’t notice"),
        (f"{paths['draft']}change/", 200, "Delete draft"),
        (paths["person"], 200, "Send this invitation"),
        (paths["review"], 200, "Is this page correct?"),
        (paths["signed"], 200, "Thank you"),
        (paths["expired"], 410, "It expired after two weeks"),
        (paths["revoked"], 410, "The clinic cancelled it."),
    ):
        assert page.goto(site.url + path).status == status, path
        assert words in page.inner_text("body"), path
        yield path
    page.goto(site.url + paths["review"])
    send_wrong(page, "Approve", name="")
    page.locator(".review .wrong").first.wait_for()
    yield "a review form that was refused"
    page.goto(f"{site.url}{IMS_ADMIN}files/")
    page.get_by_text("Permanently delete", exact=True).click()
    yield "the form that erases a picture"
    send_wrong(page, "Permanently delete this picture")
    page.get_by_text("Give a short reason").wait_for()
    yield "a picture that isn't erased without a reason"
    page.goto(f"{site.url}{IMS_ADMIN}change/")
    send_wrong(page, "Publish", title="x" * 300, effects__0__heading="")
    page.locator(".errornote").wait_for()
    yield "a form with errors"
    page.goto(f"{site.url}{IMS_ADMIN}change/")
    show_conflicts(page, site)
    yield "a form with conflicts"


@pytest.fixture
def staff_pages_at(in_use, open_page):
    """Opens a window in which the owner of the site in use has signed in, and goes through its pages."""

    def open_pages(width, **options):
        site, owner, _paths = in_use
        page = open_page(width, **options)
        address = f"{site.url}/admin/"
        page.context.add_cookies(
            [{"name": one.name, "value": one.value, "url": address} for one in owner.cookies]
        )
        return page, staff_pages(page, in_use)

    return open_pages


# What a thumb has to hit: the words of a tick or of a choice count as well, links in a sentence don't.
SMALL = """() => [...document.querySelectorAll(
    'a[href], button, summary, select, textarea, input:not([type=hidden])')].filter(target => {
    if (target.closest('p, dd, li:has(p)') && target.matches('a:not(.quietlink, .button)')) return false;
    if (target.matches('.skip-to-content-link, .skip')) return false;
    const words = target.matches('[type=checkbox], [type=radio]')
        && target.closest('label, .checkbox-row, .delete');
    const box = (words || target).getBoundingClientRect();
    return target.checkVisibility() && box.width && (box.height < 43.5 || box.width < 43.5);
}).map(target => target.outerHTML)"""


@pytest.mark.parametrize("width", [360, 1280])
def test_staff_pages_fit_screen_and_thumb_and_break_no_policy(staff_pages_at, width):
    page, pages = staff_pages_at(width)
    small = {}
    for name in pages:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        small[name] = page.evaluate(SMALL) if width == 360 else []
    assert {name: found for name, found in small.items() if found} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_staff_pages(staff_pages_at, width):
    # axe measures by setting styles, which the staff's policy refuses: it is off for this.
    page, pages = staff_pages_at(width, bypass_csp=True, reduced_motion="reduce")
    found = {}
    for name in pages:
        # The colours are those of the phone.
        for scheme in ("light", "dark") if width == 360 else ("light",):
            page.emulate_media(color_scheme=scheme)
            violations = Axe().run(page).response["violations"]
            found[f"{name}, {scheme}"] = [
                (violation["id"], [node["html"] for node in violation["nodes"]])
                for violation in violations
            ]
    assert {name: violations for name, violations in found.items() if violations} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_wrong_stands_at_the_top_and_leads_to_its_field(fresh, open_page, scheme):
    page = open_page(360, color_scheme=scheme, bypass_csp=True)
    become_owner(page, fresh)
    page.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    page.locator("#id_title").fill("")
    page.get_by_role("heading", name="How often").click()
    page.locator("#id_visits_per_week").fill("9")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Title: Required.").wait_for()
    assert page.evaluate("document.activeElement.matches('.errornote')")
    assert not Axe().run(page).response["violations"]
    page.get_by_role("link", name="Visits a week: Enter 7 or less.").click()
    assert page.evaluate("document.activeElement.id") == "id_visits_per_week"


def test_the_save_bar_stays_in_reach_on_a_phone(fresh, open_page):
    page = open_page(360, 640)
    become_owner(page, fresh)
    page.goto(f"{fresh.url}/admin/services/treatment/1/change/")
    for name in ("Save draft", "Publish"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["height"] >= 44
        assert 0 <= box["y"] <= 640 - box["height"]
