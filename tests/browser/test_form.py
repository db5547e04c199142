"""The long form of a treatment: sections that fold, parts that move, and what is wrong or lost in them."""

from axe_playwright_python.sync_playwright import Axe

from tests.fronts import IMS
from tests.photos import body, drawing
from tests.servers import FORM, run_python


def section(page, name):
    return page.locator("details.section").filter(has=page.get_by_role("heading", name=name))


def labels(page, group="effects"):
    return page.locator(f"#{group}-group .inline_label:visible").all_inner_texts()


def test_a_closed_form_is_short_on_a_phone_and_says_what_is_in_it(form):
    page = form(360, 740)
    heights = page.locator("details.section > summary").evaluate_all(
        "all => all.map(e => e.offsetHeight)"
    )
    assert max(heights) <= 90
    assert page.evaluate("document.documentElement.scrollHeight") <= 5 * 740
    assert "Usually once a week" in section(page, "How often").inner_text()
    assert "3 effects" in section(page, "What it does").inner_text()
    assert not page.locator("#id_frequency_text").is_visible()


def test_sections_come_back_as_they_were_left(form):
    page = form(360)
    section(page, "How often").locator("summary").click()
    page.locator("#id_frequency_short").fill("Twice a week")
    page.get_by_role("button", name="Save draft").click()
    page.locator("#id_frequency_short").wait_for()
    assert not page.locator("#id_what_it_treats").is_visible()


def test_what_has_to_be_mended_is_open(form):
    page = form(360)
    section(page, "What it does").locator("summary").first.click()
    page.get_by_role("heading", name="The muscle relaxes").click()
    page.locator("#id_effects-0-heading").fill("")
    section(page, "What it does").locator("summary").first.click()
    page.get_by_role("button", name="Publish").click()
    page.locator(".errornote").wait_for()
    assert page.locator("#id_effects-0-heading").is_visible()


def test_a_new_part_moves_above_the_others_and_stays_there(form):
    page = form(360)
    section(page, "What it does").locator("summary").first.click()
    before = labels(page)
    page.get_by_text("Add an effect").click()
    page.locator("#id_effects-3-heading").fill("A fourth effect")
    page.locator("#id_effects-3-text").fill("Of our own.")
    new = page.locator("#effects-group .inline-related:not(.empty-form)").last
    for _step in range(3):
        new.get_by_role("button", name="Move up").click()
        new = page.locator(".inline-related:not(.empty-form)").filter(has_text="A fourth effect")
    assert new.get_by_role("button", name="Move up").is_disabled()
    # One that is added and taken away again leaves the others their places.
    page.get_by_text("Add an effect").click()
    page.get_by_role("button", name="Remove").last.click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published.").wait_for()
    assert labels(page) == ["A fourth effect", *before]
    assert page.locator("#id_effects-0-text").input_value() == "Of our own."


def test_a_new_part_that_moved_before_it_was_written_stays_there(form):
    page = form(360)
    section(page, "What it does").locator("summary").first.click()
    before = labels(page)
    parts = page.locator("#effects-group .inline-related:not(.empty-form)")
    for _new in range(2):
        page.get_by_text("Add an effect").click()
        parts.last.get_by_role("button", name="Move up").click()
    # The other stays empty, and so isn't kept.
    parts.nth(2).get_by_label("Heading").fill("A fourth effect")
    parts.nth(2).get_by_label("Text:", exact=True).fill("Of our own.")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Draft saved").wait_for()
    assert labels(page) == [*before[:2], "A fourth effect", before[2]]


def test_a_picture_stays_with_its_new_section_wherever_that_moves(form):
    page = form(360)
    section(page, "Sections of your own").locator("summary").first.click()
    parts = page.locator("#extras-group .inline-related:not(.empty-form)")
    for place, heading in enumerate(("Our rooms", "Our team")):
        page.get_by_text("Add a section").click()
        parts.nth(place).get_by_label("Heading").fill(heading)
        parts.nth(place).get_by_label("Text:", exact=True).fill("They are bright.")
    photo = {"name": "team.jpg", "mimeType": "image/jpeg", "buffer": body(drawing())}
    parts.last.locator("input[type=file]").set_input_files(photo)
    parts.last.get_by_label("Description (alt text)").fill("Five people in blue.")
    parts.last.get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published.").wait_for()
    page.goto(page.url.split("/admin/")[0] + IMS)
    image = page.locator("section", has_text="Our team").get_by_role(
        "img", name="Five people in blue."
    )
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert page.locator("main picture").count() == 1


def test_what_is_wrong_in_a_part_that_moved_leads_to_it(form):
    page = form(360)
    section(page, "What it does").locator("summary").first.click()
    page.get_by_text("Add an effect").click()
    parts = page.locator("#effects-group .inline-related:not(.empty-form)")
    parts.last.get_by_label("Heading").fill("A fourth effect")
    for place in (3, 2, 1):
        parts.nth(place).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Effect 1, Text").click()
    assert labels(page)[0] == "A fourth effect"
    text = parts.first.get_by_label("Text:", exact=True)
    assert text.evaluate("field => field === document.activeElement")
    text.fill("Of our own.")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Draft saved").wait_for()
    assert labels(page)[0] == "A fourth effect"


def test_what_was_moved_and_not_saved_comes_back_in_its_order(form):
    page = form(360)
    section(page, "What it does").locator("summary").first.click()
    first, second, third = labels(page)
    page.get_by_role("heading", name=first).click()
    page.locator("#effects-0").get_by_role("button", name="Move down").click()
    page.get_by_text("kept in this browser").wait_for()
    page.reload()
    page.get_by_role("button", name="Restore").click()
    assert labels(page) == [second, first, third]
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Draft saved").wait_for()
    assert labels(page) == [second, first, third]


def test_advice_leads_into_a_closed_section(form):
    page = form(1440)
    page.locator("#id_summary").fill("")
    page.locator("[data-advice] a").get_by_text("Add a summary").wait_for()
    section(page, "How often").locator("summary").click()
    page.locator("#id_frequency_text").fill("This cures everybody.")
    section(page, "How often").locator("summary").click()
    page.locator("[data-advice] a").get_by_text("cure").click()
    assert page.evaluate("document.activeElement.id") == "id_frequency_text"


def test_buttons_type_the_signs_of_a_long_text(form):
    page = form(360)
    section(page, "What it treats").locator("summary").click()
    field = page.locator("#id_what_it_treats")
    marks = section(page, "What it treats").locator(".marks")
    field.fill("one two")
    field.evaluate("field => field.setSelectionRange(4, 7)")
    marks.get_by_role("button", name="Bold").click()
    assert field.input_value() == "one **two**"
    field.fill("Legs\nBack")
    field.evaluate("field => field.select()")
    marks.get_by_role("button", name="List").click()
    assert field.input_value() == "- Legs\n- Back"
    field.fill("our page")
    field.evaluate("field => field.select()")
    marks.get_by_role("button", name="Link").click()
    page.keyboard.type("/visit/")
    page.keyboard.press("Enter")
    assert field.input_value() == "[our page](/visit/)"


def test_a_link_is_asked_for_in_plain_words(fresh, form):
    page = form(360, bypass_csp=True)
    section(page, "What it treats").locator("summary").click()
    field = page.locator("#id_what_it_treats")
    marks = section(page, "What it treats").locator(".marks")
    words, address = marks.get_by_label("Link text"), marks.get_by_label("Web address")
    # Words that are chosen are the link's; nothing is sent, and the text has the keyboard again.
    field.fill("See our page.")
    field.evaluate("field => field.setSelectionRange(4, 12)")
    marks.get_by_role("button", name="Link").click()
    assert words.is_hidden()
    page.keyboard.type(" example.com/a ")
    page.keyboard.press("Enter")
    assert field.input_value() == "See [our page](https://example.com/a)."
    assert page.evaluate("document.activeElement.id") == "id_what_it_treats"
    assert page.url == fresh.url + FORM
    page.keyboard.press("Control+z")
    assert field.input_value() == "See our page."
    # Otherwise they are asked for, and the address stands for them.
    field.fill("")
    marks.get_by_role("button", name="Link").click()
    page.keyboard.type("Write to us")
    address.fill("hello@example.com")
    assert not Axe().run(page).response["violations"]
    small = (
        "e => [...e.querySelectorAll('input, button')].filter(one => one.offsetHeight < 44).length"
    )
    assert marks.evaluate(small) == 0
    marks.get_by_role("button", name="Add link").click()
    assert field.input_value() == "[Write to us](mailto:hello@example.com)"
    field.fill("")
    marks.get_by_role("button", name="Link").click()
    assert words.input_value() == ""
    marks.get_by_role("button", name="Add link").click()
    assert page.evaluate("document.activeElement.inputMode") == "url"
    page.keyboard.type("tel:+442079460123")
    page.keyboard.press("Enter")
    assert field.input_value() == "[tel:+442079460123](tel:+442079460123)"
    # What leads nowhere isn't put in; what is chosen to be mended is mended, and a number is dialled.
    field.fill("Call us.")
    field.evaluate("field => field.setSelectionRange(0, 8)")
    marks.get_by_role("button", name="Link").click()
    for wrong in ("", "our page", "https://our page"):
        address.fill(wrong)
        page.keyboard.press("Enter")
        assert address.is_visible()
        assert field.input_value() == "Call us."
    address.fill("www.example.com/price list.pdf")
    page.keyboard.press("Enter")
    assert field.input_value() == "[Call us.](https://www.example.com/price%20list.pdf)"
    field.evaluate("field => field.setSelectionRange(3, 5)")
    marks.get_by_role("button", name="Link").click()
    assert words.input_value() == "Call us."
    address.fill("020 7946 0123")
    page.keyboard.press("Enter")
    assert field.input_value() == "[Call us.](tel:02079460123)"
    # A link ends with its paragraph.
    field.fill("One\n\ntwo ")
    field.evaluate("field => field.select()")
    marks.get_by_role("button", name="Link").click()
    page.keyboard.type("example.com")
    page.keyboard.press("Enter")
    assert field.input_value() == "[One two](https://example.com) "
    field.fill("[tel:+442079460123](tel:+442079460123)")
    field.evaluate("field => field.setSelectionRange(99, 99)")
    # Escape leaves the text as it was.
    marks.get_by_role("button", name="Link").click()
    page.keyboard.type("Not")
    page.keyboard.press("Escape")
    assert address.is_hidden()
    assert field.input_value() == "[tel:+442079460123](tel:+442079460123)"
    assert page.evaluate("document.activeElement.id") == "id_what_it_treats"


THEIRS = """
from services.models import Effect, Treatment
from services.models.publishable import new_key
page = Treatment.objects.get(pk=1)
for effect in page.effects.filter(position__gte=3):
    Effect.objects.filter(pk=effect.pk).update(position=4)
Effect.objects.create(treatment=page, heading="Of a colleague", text="New.", position=3)
Treatment.objects.filter(pk=1).update(edition=new_key(), saved_by="Jo Park")
"""


def test_kept_words_find_their_part_although_a_colleague_has_added_one_before_it(fresh, form):
    page = form(360)
    section(page, "What it does").locator("summary").first.click()
    third = labels(page)[2]
    page.get_by_role("heading", name=third).click()
    page.locator("#id_effects-2-text").fill("My words about the third.")
    page.get_by_text("kept in this browser").wait_for()
    run_python(fresh, THEIRS)
    page.reload()
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("after you opened it").wait_for()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Draft saved").wait_for()
    assert labels(page)[2:] == ["Of a colleague", third]
    texts = [field.input_value() for field in page.locator("[id$='-text'][id^='id_effects']").all()]
    assert texts[2:4] == ["New.", "My words about the third."]


def test_words_outlive_a_send_that_never_arrived(fresh, form):
    page = form(360)
    page.locator("#id_summary").fill("Typed before the tunnel.")
    page.get_by_text("kept in this browser").wait_for()
    page.route(
        "**/change/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_timeout(500)
    page.unroute("**/change/")
    page.goto(f"{fresh.url}/admin/services/closure/add/")
    page.goto(fresh.url + FORM)
    page.get_by_role("button", name="Restore").click()
    assert page.locator("#id_summary").input_value() == "Typed before the tunnel."


def test_advice_leads_to_the_part_that_was_moved(form):
    page = form(1440)
    section(page, "What it does").locator("summary").first.click()
    second = page.locator(".inline-related").filter(has_text=labels(page)[1])
    second.locator("summary").click()
    second.get_by_role("button", name="Move up").click()
    field = second.locator("textarea")
    field.fill("This cures everybody.")
    page.locator("[data-advice] a").get_by_text("cure").click()
    assert field.evaluate("field => field === document.activeElement")


def test_the_bar_is_in_reach_however_much_stands_above_the_fields(fresh, form):
    page = form(360)
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Save draft").click()
    page.locator(".errornote").wait_for()
    page.evaluate("document.querySelector('.errornote').style.minHeight = '1200px'")
    bar = page.locator(".submit-row.pages").bounding_box()
    assert bar["y"] + bar["height"] <= page.viewport_size["height"]


def test_a_row_of_choices_alone_is_added_and_called_by_its_choice(form):
    page = form(1280)
    section(page, "Related treatments").locator("summary").first.click()
    page.get_by_text("Add a page").click()
    page.locator("#id_related-0-page").select_option(label="IMS/Dry needling")
    assert page.locator("#related-0 .inline_label").inner_text() == "IMS/Dry needling"
