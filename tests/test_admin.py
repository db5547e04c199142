"""Staff's side: saving, publishing, taking away, and everything that can go wrong with a form."""

import datetime as dt
import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from services.models import Clinic, Closure, Publication, Treatment
from services.publishing.publish import publish, retire

from .factories import (
    change_url,
    form_data,
    make_clinic,
    make_closure,
    make_treatment,
    page,
    published,
    said,
    submit,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/services/treatment/add/"


def errors(response):
    """All that the form complains about."""
    assert response.status_code == 200
    return " ".join(str(problem) for problem in response.context["problems"])


# Saving and publishing


def test_saving_for_later_shows_patients_nothing(staff, ims, client):
    response = submit(staff, change_url(ims), **{"effects-0-text": "New words."})
    assert "Draft saved. Patients can’t see it yet" in said(response)
    assert "New words." not in page(client)
    assert ims.effects.first().text == "New words."


def test_saving_and_publishing_shows_patients_page_and_parts(staff, ims, client, commits):
    submit(staff, change_url(ims), **{"effects-0-text": "New words."})
    with commits():
        response = submit(staff, change_url(ims), "_publish", title="IMS")
    assert "It’s live now" in said(response)
    assert "New words." in page(client)
    assert "<h1>IMS</h1>" in page(client)
    assert Publication.objects.first().author_name == "Maria Rossi"


def test_publishing_what_is_public_already_says_so(staff, ims):
    response = submit(staff, change_url(ims), "_publish")
    assert "No changes to publish" in said(response)


def test_a_new_treatment_is_written_and_published_in_one_form(staff, client):
    response = submit(
        staff,
        ADD,
        "_publish",
        title="Massage",
        slug="massage",
        summary="Hands loosen tight muscles.",
        **{
            "effects-TOTAL_FORMS": "1",
            "effects-0-heading": "It is warm",
            "effects-0-text": "It warms.",
            "effects-0-position": "0",
            "effects-0-drawing": "",
        },
    )
    assert response.status_code == 302
    assert "It warms." in page(client, "/treatments/massage/")


def test_only_the_title_is_needed_to_save(staff):
    assert submit(staff, ADD, title="Massage").status_code == 302
    assert Treatment.objects.get().title == "Massage"


def test_publishing_asks_for_what_is_missing_and_keeps_what_was_typed(staff):
    response = submit(staff, ADD, "_publish", title="Massage", what_it_treats="Kept words.")
    assert "Add a web address" in errors(response)
    assert "Add a summary" in errors(response)
    assert "Kept words." in response.content.decode()
    assert not Publication.objects.exists()


def test_a_taken_address_is_refused_on_publishing_and_not_on_saving(staff, ims):
    new = {"title": "Other", "slug": "ims-dry-needling", "summary": "Other."}
    assert "has this web address" in errors(submit(staff, ADD, "_publish", **new))
    assert submit(staff, ADD, **new).status_code == 302


def test_the_address_of_a_retired_page_that_was_taken_since_is_refused_on_coming_back(staff, ims):
    retire(ims, by=None, now=timezone.now())
    published(make_treatment(title="Other", slug="ims-dry-needling"), at=timezone.now())
    assert "has this web address" in errors(submit(staff, change_url(ims), "_publish"))


def test_the_address_of_a_public_page_is_read_only(staff, ims):
    submit(staff, change_url(ims), "_publish", slug="other", title="Other")
    ims.refresh_from_db()
    assert (ims.title, ims.slug) == ("Other", "ims-dry-needling")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Massage-DEEP", "massage-deep"),
        ("  Sports  Massage ", "sports-massage"),
        ("sports_massage", "sports-massage"),
        ("Kiné à domicile", "kine-a-domicile"),
        ("IMS/Dry needling", "ims-dry-needling"),
        ("women’s health – pelvis", "womens-health-pelvis"),
        ("   ", ""),
    ],
)
def test_an_address_is_typed_as_people_type(staff, typed, address):
    submit(staff, ADD, title="Massage", slug=typed)
    assert Treatment.objects.get().slug == address


@pytest.mark.parametrize("typed", ["?!", "-", "___", "массаж"])
def test_an_address_of_which_nothing_is_left_is_refused(staff, typed):
    complaint = "Web address: A web address has letters from a to z, numbers and hyphens, like sports-massage."
    assert errors(submit(staff, ADD, title="Massage", slug=typed)) == complaint


@pytest.mark.parametrize("slug", ["Sports_Massage", "___"])
def test_an_address_of_other_signs_stays_while_nobody_touches_it(staff, client, slug):
    draft = make_treatment(slug=slug)
    assert submit(staff, change_url(draft), "_publish", title="Ours").status_code == 302
    assert "<h1>Ours</h1>" in page(client, f"/treatments/{slug}/")
    assert submit(staff, change_url(draft), "_publish", title="Still").status_code == 302
    assert "<h1>Still</h1>" in page(client, f"/treatments/{slug}/")


def test_the_form_speaks_of_parts_and_drawings_in_our_words(staff, ims):
    text = page(staff, change_url(ims))
    for words in ("Add an effect", "Add a factor", '<option value="">No drawing</option>'):
        assert words in text
    assert "Add another" not in text
    assert "-----" not in text


# Status in words


def test_the_state_of_a_refused_form_is_that_of_what_is_saved(staff, ims):
    response = submit(staff, change_url(ims), title="Another", visits_per_week="9")
    assert not response.context["status"].differs


def test_the_state_of_a_page_stands_in_words(staff, ims):
    assert "Live. Published automatically when the site was set up." in page(staff, change_url(ims))
    submit(staff, change_url(ims), title="Other")
    assert "has unpublished changes." in page(staff, change_url(ims))
    draft = make_treatment()
    assert "Not published yet" in page(staff, change_url(draft))
    retire(ims, by=User.objects.get(), now=timezone.now())
    assert "by Maria Rossi" in page(staff, change_url(ims))


def test_a_draft_that_was_never_public_is_not_said_to_have_changes(staff):
    submit(staff, ADD, title="Massage")
    draft = Treatment.objects.get()
    assert "has unpublished changes" not in staff.get(change_url(draft)).content.decode()


def test_the_list_says_what_patients_see(staff, ims):
    make_treatment(title="Draft")
    text = page(staff, "/admin/services/treatment/")
    assert "Not published yet" in text
    assert ">Live<" in text


def test_the_first_page_tells_a_new_clinic_what_to_fill_in(staff, ims):
    text = page(staff, "/admin/")
    assert "search engines are asked not to list the site" in text
    assert "Add the web address" in text
    submit(staff, change_url(ims), title="Other")
    assert "Unpublished changes" in page(staff, "/admin/")


def test_the_reminder_stands_in_the_form_too(staff, ims):
    assert "Until then, patients see no link" in page(staff, change_url(ims))


def test_view_on_site_leads_to_the_live_page(staff, ims):
    assert 'href="/treatments/ims-dry-needling/"' in page(staff, change_url(ims))
    assert "View on site" not in page(staff, change_url(make_treatment()))


# Clinic details and closures


def test_clinic_details_are_published_like_a_page(staff, client):
    url = "/admin/services/clinic/1/change/"
    assert staff.get("/admin/services/clinic/")["Location"] == url
    submit(staff, url, name="Hill Street", country="GB", phone="020 7946 0123")
    assert "Hill Street" not in page(client, "/")
    submit(staff, url, "_publish")
    assert "Hill Street" in page(client, "/")


def test_a_closure_is_published_by_itself(staff, client):
    make_clinic(name="Unfinished")
    today = timezone.localdate().isoformat()
    submit(
        staff,
        "/admin/services/closure/add/",
        "_publish",
        first_day=today,
        last_day=today,
        reason="Training day.",
    )
    assert "Training day." in page(client, "/")
    assert "Unfinished" not in page(client, "/")


def test_a_closure_that_ends_before_it_starts_is_refused_in_plain_words(staff):
    response = submit(
        staff, "/admin/services/closure/add/", first_day="2026-03-03", last_day="2026-03-02"
    )
    assert "The last day can’t be before the first." in errors(response)


def offered_zones(response):
    """The time zones that the clinic's form offers: {region: [names]}, and what is chosen."""
    field = response.context["adminform"].form["time_zone"]
    regions = [choice for choice in field.field.choices if isinstance(choice[1], list)]
    return {
        str(region): [name for name, _town in zones] for region, zones in regions
    }, field.value()


def test_each_time_zone_is_offered_once_by_region_and_none_is_guessed(staff):
    make_clinic(time_zone="")
    response = staff.get("/admin/services/clinic/1/change/")
    offered, chosen = offered_zones(response)
    assert chosen == ""
    assert {"Africa", "America", "Asia", "Europe", "Pacific"} < set(offered)
    assert "Europe/London" in offered["Europe"]
    assert "America/Argentina/Buenos_Aires" in offered["America"]
    assert offered["Others"] == ["UTC"]
    names = sum(offered.values(), [])
    assert len(names) == len(set(names))
    for old in ("US/Pacific", "GB", "Etc/GMT+5", "Asia/Calcutta", "America/Buenos_Aires", "EST"):
        assert old not in names
    text = response.content.decode()
    assert '<optgroup label="Europe">' in text
    assert ">Buenos Aires, Argentina</option>" in text


@pytest.mark.parametrize("old", ["US/Pacific", "Asia/Calcutta", "UTC"])
def test_a_time_zone_of_an_older_name_stays_until_another_is_chosen(staff, old):
    make_clinic(time_zone=old)
    url = "/admin/services/clinic/1/change/"
    offered, chosen = offered_zones(staff.get(url))
    assert chosen == old
    assert sum(offered.values(), []).count(old) == 1
    assert submit(staff, url, "_publish", name="Hill Street").status_code == 302
    assert Clinic.objects.get().time_zone == old


# No delete


def test_a_draft_can_be_deleted(staff):
    draft = make_treatment(effects=1)
    assert "Delete draft" in page(staff, change_url(draft))
    asked = page(staff, change_url(draft, "delete"))
    assert "“Massage” was never live, so nothing changes for patients." in asked
    assert f'href="{change_url(draft)}">Cancel' in asked
    response = staff.post(change_url(draft, "delete"), {"post": "yes"})
    assert "“Massage” was deleted." in said(response)
    assert not Treatment.objects.exists()


@pytest.mark.parametrize("make", [make_treatment, make_closure])
def test_what_was_public_cannot_be_deleted_by_any_way(staff, make):
    row = published(make(), at=timezone.now())
    assert "Delete draft" not in page(staff, change_url(row))
    assert staff.post(change_url(row, "delete"), {"post": "yes"}).status_code == 403
    url = reverse(f"admin:services_{row._meta.model_name}_changelist")
    staff.post(url, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()
    retire(row, by=None, now=timezone.now())
    assert staff.post(change_url(row, "delete"), {"post": "yes"}).status_code == 403


def test_the_clinic_and_people_cannot_be_deleted(staff, owner):
    make_clinic()
    assert staff.post("/admin/services/clinic/1/delete/", {"post": "yes"}).status_code == 403
    assert staff.post(f"/admin/auth/user/{owner.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"}
    staff.post("/admin/auth/user/", data)
    assert User.objects.filter(pk=owner.pk).exists()
    assert Clinic.objects.exists()


def test_taking_away_asks_first_and_then_answers_410(staff, ims, client, commits):
    asked = page(staff, change_url(ims, "retire"))
    assert "Nothing is deleted" in asked
    assert client.get("/treatments/ims-dry-needling/").status_code == 200
    with commits():
        response = staff.post(change_url(ims, "retire"))
    assert "Patients no longer see it" in said(response)
    assert client.get("/treatments/ims-dry-needling/").status_code == 410


def test_taking_away_twice_says_so(staff, ims):
    staff.post(change_url(ims, "retire"))
    response = staff.post(change_url(ims, "retire"))
    assert "nothing to unpublish" in said(response)


def test_clinic_details_cannot_be_taken_away(staff):
    published(make_clinic(), at=timezone.now())
    assert staff.post("/admin/services/clinic/1/retire/").status_code == 403


# Lists, in our words


def test_a_list_and_a_form_are_called_what_they_are(staff):
    titles = {
        "services/closure/": "Closures",
        "services/closure/add/": "New closure",
        f"services/closure/{make_closure(reason='x').pk}/change/": "Closed from ",
        "services/treatment/add/": "New treatment",
        "auth/user/add/": "Add a person",
    }
    for path, title in titles.items():
        text = page(staff, f"/admin/{path}")
        assert f"<title>{title}" in text
        assert re.search(f"<h1>{title}", text)


def test_a_list_says_how_much_was_found_only_if_something_was_looked_for(staff):
    url = "/admin/services/treatment/"
    assert "Nothing here yet." in page(staff, url)
    make_treatment(title="Massage")
    make_treatment(title="Taping")
    assert "Nothing here yet." not in page(staff, url)
    assert "found" not in page(staff, url)
    assert "1 of 2 found." in page(staff, f"{url}?q=taping")
    assert "No results for “yoga”." in page(staff, f"{url}?q=yoga")


@pytest.mark.parametrize("model", ["services/treatment", "services/closure", "auth/user"])
def test_a_row_that_is_gone_is_said_to_be_so_on_the_first_page(staff, model):
    response = staff.get(f"/admin/{model}/999/change/")
    assert response["Location"] == "/admin/"
    assert "no longer exists" in said(response)


# Bad input


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://example.com/", "data:text/html,x", "http://", "mailto:a@b.c"],
)
def test_a_link_that_is_no_web_address_is_refused(staff, address):
    response = submit(staff, ADD, title="Massage", dedicated_site_url=address)
    assert "isn’t a web address" in errors(response)
    assert not Treatment.objects.exists()


def test_an_address_without_scheme_becomes_https(staff):
    submit(staff, ADD, title="Massage", dedicated_site_url="ims.example.com/start")
    assert Treatment.objects.get().dedicated_site_url == "https://ims.example.com/start"


def test_an_effect_without_text_is_refused_and_nothing_typed_is_lost(staff, ims):
    response = submit(
        staff,
        change_url(ims),
        title="Typed title",
        **{"effects-1-text": "", "effects-2-text": "Typed."},
    )
    assert errors(response) == "Effect 2, Text: Required."
    text = response.content.decode()
    assert "Typed title" in text
    assert "Typed." in text
    assert ims.effects.get(key="ims-effect-2").text


def test_two_parts_swap_places(staff, ims, client):
    submit(
        staff,
        change_url(ims),
        "_publish",
        **{"effects-0-position": "2", "effects-1-position": "1"},
    )
    text = page(client)
    assert text.index("Blood and healing") < text.index("The muscle relaxes and lengthens</h3>")


def test_parts_in_the_same_place_keep_their_order(staff, ims, client):
    places = {f"effects-{number}-position": "5" for number in range(3)}
    assert submit(staff, change_url(ims), "_publish", **places).status_code == 302
    assert page(client).index("Blood and healing") < page(client).index("The nerve works")


def test_a_new_part_without_a_place_goes_to_the_end(staff, ims):
    submit(
        staff,
        change_url(ims),
        **{
            "factors-TOTAL_FORMS": "4",
            "factors-3-text": "Something new",
            "factors-3-note": "",
            "factors-3-position": "0",
        },
    )
    assert [factor.text for factor in ims.factors.all()][-1] == "Something new"


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("title", "x" * 81, "Title: This has 81 characters. Shorten it to 80."),
        ("summary", "x" * 301, "Summary: This has 301 characters. Shorten it to 300."),
        ("what_it_treats", "x" * 5001, "This has 5001 characters. Shorten it to 5000."),
        ("visits_per_week", "8", "Visits a week: Enter 7 or less."),
        ("visits_per_week", "0", "Visits a week: Enter 1 or more."),
        ("visits_per_week", "99999999999999999999", "Enter 7 or less."),
        ("visits_per_week", "often", "Enter a whole number, for example 3."),
        ("position", "-1", "Order in lists: Enter 0 or more."),
        ("position", "99999999999", "Order in lists: Enter 9999 or less."),
        ("mechanism_drawing", "not-a-drawing", "Choose another."),
        (
            "title",
            "nul\0byte",
            "Title: This contains a character that can’t be stored. Type it again.",
        ),
        ("title", "   ", "Title: Required."),
        ("effects-TOTAL_FORMS", "nonsense", "Part of this form didn’t arrive."),
        ("effects-0-position", "99999999999", "Effect 3, Place: Enter 9999 or less."),
        ("effects-0-heading", "", "Effect 1, Heading: Required."),
        ("form_number", "", "Part of this form didn’t arrive."),
    ],
)
def test_what_does_not_fit_gets_a_clear_message(staff, ims, field, value, complaint):
    response = submit(staff, change_url(ims), **{field: value})
    assert complaint in errors(response)
    ims.refresh_from_db()
    assert ims.title == "IMS/Dry needling"


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("first_day", "", "First day closed: Choose the first day."),
        ("first_day", "soon", "First day closed: Choose a date, for example 3 March 2026."),
        ("reason", "x" * 161, "Message for patients: This has 161 characters. Shorten it to 160."),
    ],
)
def test_a_closure_that_does_not_fit_gets_a_clear_message(staff, field, value, complaint):
    response = submit(staff, "/admin/services/closure/add/", **{field: value})
    assert complaint in errors(response)


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("email", "front desk", "Email: Enter an email address"),
        ("phone", "call us", "Phone: A phone number has only digits"),
        ("time_zone", "Mars/Base", "Time zone: That choice isn’t available"),
    ],
)
def test_clinic_details_that_do_not_fit_get_a_clear_message(staff, field, value, complaint):
    make_clinic()
    response = submit(staff, "/admin/services/clinic/1/change/", **{field: value})
    assert complaint in errors(response)


def test_what_is_wrong_stands_at_the_top_with_a_link_to_each_field(staff, ims):
    response = submit(staff, change_url(ims), title="", **{"effects-1-text": ""})
    text = response.content.decode()
    assert "<title>Not saved yet: " in text
    assert '<a href="#id_title">Title: Required.</a>' in text
    assert '<a href="#id_effects-1-text">Effect 2, Text: Required.</a>' in text
    for place in ("id_title", "id_effects-1-text"):
        assert f'id="{place}"' in text
    assert "Please correct" not in text
    assert "Not saved yet" not in page(staff, change_url(ims))


def with_new_effect_on_top(data, named_by_place):
    """A sent form of three effects with a fourth above them, which has no text yet.

    Its script names parts by their places on the screen; without it the new one comes last.
    """
    parts = [{}, {}, {}, {"id": "", "heading": "A fourth", "text": "", "drawing": ""}]
    for name in [name for name in data if re.match(r"effects-\d", name)]:
        _prefix, number, field = name.split("-")
        parts[int(number)][field] = data.pop(name)
    for place, part in enumerate([parts[3], *parts[:3]], start=1):
        part["position"] = place
    if named_by_place:
        parts = [parts[3], *parts[:3]]
    sent = {f"effects-{n}-{name}": part[name] for n, part in enumerate(parts) for name in part}
    return data | sent | {"effects-TOTAL_FORMS": "4"}


def texts_of_effects(response):
    """The ids of the effects' texts, in the order of the screen."""
    return re.findall(r'id="(id_effects-\d+-text)"', response.content.decode())


@pytest.mark.parametrize("named_by_place", [True, False])
def test_what_is_wrong_in_parts_is_told_in_the_order_of_the_screen(staff, ims, named_by_place):
    data = form_data(staff.get(change_url(ims)), **{"effects-1-text": "", "effects-0-DELETE": "on"})
    sent = with_new_effect_on_top(data, named_by_place)
    response = staff.post(change_url(ims), sent | {"_save": "1"})
    assert errors(response) == "Effect 1, Text: Required. Effect 3, Text: Required."
    shown = texts_of_effects(response)
    assert [problem.id for problem in response.context["problems"]] == [shown[0], shown[2]]
    headings = re.findall(r'class="inline_label">([^<]*)', response.content.decode())
    assert headings[1:4] == [effect.heading for effect in ims.effects.all()]


def test_a_new_part_with_nothing_but_a_place_is_not_asked_for(staff, ims):
    new = {"effects-TOTAL_FORMS": "4", "effects-3-position": "4", "effects-3-text": ""}
    assert submit(staff, change_url(ims), **new).status_code == 302
    assert ims.effects.count() == 3


def test_a_part_that_is_deleted_may_be_wrong(staff, ims):
    wrong = {"effects-1-text": "", "effects-1-DELETE": "on"}
    assert errors(submit(staff, change_url(ims), title="", **wrong)) == "Title: Required."
    assert submit(staff, change_url(ims), **wrong).status_code == 302


def test_a_form_sent_twice_makes_one_page(staff):
    data = form_data(staff.get(ADD), title="Massage") | {"_save": "1"}
    first, second = staff.post(ADD, data), staff.post(ADD, data)
    assert Treatment.objects.count() == 1
    assert first["Location"] == second["Location"]
    assert "Already saved" in said(second)


def test_a_change_sent_twice_adds_its_parts_once(staff, ims):
    url = change_url(ims)
    data = form_data(staff.get(url)) | {
        "factors-TOTAL_FORMS": "4",
        "factors-3-text": "Something new",
        "factors-3-note": "",
        "factors-3-position": "0",
        "_publish": "1",
    }
    staff.post(url, data)
    staff.post(url, data)
    assert ims.factors.count() == 4
    assert Publication.objects.filter(page=ims.key).count() == 2


def test_the_second_of_two_people_is_told_and_loses_nothing(staff, ims):
    url = change_url(ims)
    mine = form_data(staff.get(url), title="Mine") | {"_save": "1"}
    submit(staff, url, title="Theirs")
    response = staff.post(url, mine)
    assert "after you opened it" in errors(response)
    assert "Mine" in response.content.decode()
    ims.refresh_from_db()
    assert ims.title == "Theirs"
    # Saving again replaces it, knowingly.
    again = form_data(response) | {"_save": "1"}
    assert staff.post(url, again).status_code == 302
    ims.refresh_from_db()
    assert ims.title == "Mine"


@pytest.mark.parametrize(
    "url",
    [
        "/admin/services/treatment/999/change/",
        "/admin/services/treatment/x/change/",
        "/admin/services/treatment/99999999999999999999999/change/",
        "/admin/services/treatment/x/retire/",
        "/admin/services/treatment/99999999999999999999999/retire/",
        "/admin/services/treatment/%00/change/",
        "/admin/services/treatment/?q=%00",
        "/admin/services/treatment/?p=999999999999999999999",
        "/admin/services/treatment/?o=99.x.-3",
        "/admin/services/treatment/?nonsense__exact=1",
        "/admin/services/closure/?all=&e=1",
        "/admin/services/clinic/2/change/",
        "/admin/services/nothing/",
        "/admin/welcome/MQ/x/",
        "/admin/welcome/%00/%00/",
        "/admin/welcome/99999999999999999999999999/set-password/",
    ],
)
def test_nonsense_in_an_admin_address_never_breaks(staff, url):
    response = staff.get(url, follow=True)
    assert response.status_code in (200, 400, 404)


@pytest.mark.parametrize("data", [{}, {"title": "x"}, {"_publish": "1", "form_number": "x" * 99}])
def test_a_form_without_its_hidden_parts_never_breaks(staff, ims, data):
    for url in (ADD, change_url(ims)):
        assert staff.post(url, data).status_code in (200, 400)


def test_staff_without_rights_cannot_publish_or_retire(client, ims):
    user = User.objects.create_user("someone", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(change_url(ims)).status_code == 403
    assert client.post(change_url(ims, "retire")).status_code == 403


def test_a_closure_in_the_list_and_first_page(staff):
    make_closure(reason="Holidays.")
    assert "Holidays." in page(staff, "/admin/services/closure/")
    assert Closure.objects.get().last_day
    assert "Not published yet" in page(staff, "/admin/")


def test_the_author_of_a_publication_cannot_be_deleted_behind_the_admin(owner):
    publish(make_treatment(), by=owner, now=timezone.now())
    with pytest.raises(Exception, match="protected"):
        owner.delete()


def test_a_stale_form_does_not_bring_back_what_was_taken_away(staff, ims):
    open_form = form_data(staff.get(change_url(ims))) | {"_publish": "1"}
    staff.post(change_url(ims, "retire"))
    assert "after you opened it" in errors(staff.post(change_url(ims), open_form))


def test_a_text_too_long_is_never_cut_by_the_browser(staff, ims):
    assert "maxlength" not in page(staff, change_url(ims))


def test_a_closure_that_is_over_is_said_to_be_so(staff):
    day = dt.date(2020, 3, 3)
    closure = published(
        make_closure(first_day=day, last_day=day), at=dt.datetime(2020, 3, 1, tzinfo=dt.UTC)
    )
    assert "Over. Patients no longer see it." in html.unescape(page(staff, change_url(closure)))


@pytest.mark.parametrize("model", ["services/treatment", "services/closure", "auth/user"])
def test_an_address_cannot_ask_the_database_for_anything(staff, model):
    field = {"services/treatment": "title", "services/closure": "reason", "auth/user": "username"}
    make_treatment(title="Massage")
    make_closure(reason="Massage")
    text = page(
        staff, f"/admin/{model}/?{field[model]}__regex=(&_to_field=x&_popup=1&o=zz&nonsense=1"
    )
    assert text.count("<tr>") == 2


def test_a_form_of_an_older_sign_in_says_what_to_do(owner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    response = browser.post(ADD, {"title": "Massage"})
    assert response.status_code == 403
    assert "What you typed is kept in this browser" in response.content.decode()


def test_another_button_on_the_same_form_is_not_the_same_form_sent_twice(staff, ims):
    url = change_url(ims)
    data = form_data(staff.get(url), title="One")
    staff.post(url, data | {"_save": "1"})
    response = staff.post(url, data | {"_publish": "1", "title": "Two"})
    assert "after you opened it" in errors(response)
    assert "Two" in response.content.decode()


def test_a_part_deleted_meanwhile_comes_back_with_what_was_typed(staff, ims):
    url = change_url(ims)
    mine = form_data(staff.get(url), **{"effects-1-text": "My words."}) | {"_save": "1"}
    ims.effects.get(key="ims-effect-2").delete()
    assert staff.post(url, mine).status_code == 302
    assert ims.effects.count() == 3
    assert ims.effects.filter(text="My words.").exists()


def test_a_very_long_name_can_publish(staff, owner, ims):
    owner.first_name, owner.last_name = "x" * 150, "y" * 150
    owner.save()
    assert submit(staff, change_url(ims), "_publish", title="New").status_code == 302


def test_titles_and_summaries_that_shared_links_cut_get_advice(staff):
    page_ = make_treatment(title="t" * 61, slug="t", summary="s" * 111)
    text = page(staff, change_url(page_))
    assert "Shorten the title" in text
    assert "Shorten the summary" in text
