"""Pictures in the parts of a page, here in sections of the clinic's own: in the form, published, erased."""

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from services import pictures, uploads
from services.baking.bake import bake
from services.baking.serve import PublishedSiteApp
from services.checks.advice import advice_for, blocking_advice
from services.content.picture import Picture
from services.content.treatment import TreatmentContent
from services.content.treatment_extras import ExtraContent
from services.content.types import uploads_in
from services.models import Erasure, Extra, Publication, Treatment
from services.publishing import snapshot
from services.publishing.publish import Refused, publish

from .factories import DRAFT, make_treatment, published
from .fronts import Answer, django
from .photos import SVG, photo, upload
from .staff import (
    ADD_TREATMENT,
    as_shown,
    base_values_of,
    change_url,
    errors,
    form_data,
    history_of,
    html_of,
    said,
    submit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
PAGE = "/treatments/massage/"
WORDS = "A room with a bench."


def section(number=0, **values):
    """What a form sends of a section of the clinic's own, new unless it has an id."""
    fields = {
        "id": "",
        "heading": "Our rooms",
        "text": "They are bright.",
        "position": "0",
    } | values
    return {f"extras-{number}-{name.replace('__', '-')}": value for name, value in fields.items()}


def sent(staff, url, *sections, button="_save", **changes):
    """Send a form with these sections and no others."""
    data = form_data(staff.get(url), **changes) | {button: "1"}
    for fields in sections:
        data |= fields
    return staff.post(url, data | {"extras-TOTAL_FORMS": str(len(sections))})


@pytest.fixture
def page():
    """A public treatment with a section that has a picture."""
    row = make_treatment()
    values = {"picture": pictures.ingest(photo()), "picture_text": WORDS}
    Extra.objects.create(treatment=row, heading="Our rooms", text="They are bright.", **values)
    return published(row, at=timezone.now())


def picture_of(row):
    return row.extras.get().picture


# In the form


def test_a_picture_is_uploaded_in_a_new_section_and_published_in_one_form(staff, client):
    new = {"title": "Massage", "slug": "massage", "summary": "Hands."}
    values = section(picture__file=photo(), picture_text=WORDS)
    assert sent(staff, ADD_TREATMENT, values, button="_publish", **new).status_code == 302
    html = html_of(client.get(PAGE))
    picture = Picture.named(Extra.objects.get().picture)
    assert html.index("They are bright.") < html.index(f'alt="{WORDS}"') < html.index("</section>")
    assert html.count(picture.srcset) == 1
    for file in picture.files:
        assert client.get(f"/media/{file}").status_code == 200


def test_each_file_goes_to_the_section_that_it_was_chosen_for(staff, page):
    there = page.extras.get()
    rows = [
        section(0, heading="On top", picture__file=photo(colour="navy"), position="1"),
        section(1, heading="Middle", picture__file=photo(colour="olive"), position="2"),
        section(2, id=there.pk, heading="Our rooms", picture=there.picture, position="3"),
        section(3, heading="No picture", position="4"),
    ]
    assert sent(staff, change_url(page), *rows).status_code == 302
    kept = dict(page.extras.values_list("heading", "picture"))
    assert kept["On top"] == pictures.ingest(photo(colour="navy"))
    assert kept["Middle"] == pictures.ingest(photo(colour="olive"))
    assert kept["Our rooms"] == there.picture
    assert kept["No picture"] == ""


def test_the_form_shows_the_picture_keeps_it_and_leads_to_all_of_the_page(staff, page):
    html = html_of(staff.get(change_url(page)))
    assert f'name="extras-0-picture" value="{picture_of(page)}"' in html
    assert 'name="extras-__prefix__-picture-file"' in html
    assert 'for="id_extras-0-picture-none"' in html
    # Of the page's own field, of the section, and of what a new one is made of.
    assert html.count(f'href="{change_url(page, "files")}"') == 3
    before = picture_of(page)
    submit(staff, change_url(page), title="Other")
    assert picture_of(page) == before
    assert change_url(page, "files") not in html_of(staff.get(ADD_TREATMENT))


def test_a_picture_is_removed_by_a_tick_and_another_one_wins_over_it(staff, page):
    before = picture_of(page)
    other = {"extras-0-picture-none": "on", "extras-0-picture-file": photo(colour="navy")}
    submit(staff, change_url(page), **other)
    assert picture_of(page) not in ("", before)
    submit(staff, change_url(page), **{"extras-0-picture-none": "on"})
    assert picture_of(page) == ""


def test_a_refused_form_still_has_the_picture(staff):
    values = section(picture__file=photo(), heading="")
    refused = sent(staff, ADD_TREATMENT, values, title="Massage")
    assert "Required." in errors(refused)
    again = as_shown(refused)
    assert Picture.named(again["extras-0-picture"])
    again |= {"extras-0-heading": "Our rooms", "_save": "1"}
    assert staff.post(ADD_TREATMENT, again).status_code == 302
    assert Extra.objects.get().picture == again["extras-0-picture"]


def test_a_refused_file_leaves_the_picture_that_was_there(staff, page):
    bad = {"extras-0-picture-file": upload(SVG, "drawing.svg"), "extras-0-text": "Typed."}
    refused = submit(staff, change_url(page), **bad)
    assert "can’t show this kind of file" in errors(refused)
    assert as_shown(refused)["extras-0-picture"] == picture_of(page)
    assert "Typed." in html_of(refused)


def test_a_new_section_with_a_refused_file_and_nothing_else_is_refused(staff, page):
    there = page.extras.get()
    values = section(1, heading="", text="", picture__file=upload(SVG))
    refused = sent(staff, change_url(page), section(id=there.pk, picture=there.picture), values)
    assert "can’t show this kind of file" in errors(refused)


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", "0" * 32 + "-480x20", "\0"])
def test_a_made_up_picture_is_refused(staff, name):
    response = sent(staff, ADD_TREATMENT, section(picture=name), title="Massage")
    assert response.status_code == 200
    assert not Extra.objects.exists()


def test_publishing_asks_for_words_or_that_it_decorates(staff, client, page):
    url = change_url(page)
    for button in ("_publish", "_plan"):
        refused = submit(staff, url, button, **{"extras-0-picture_text": ""})
        assert "Describe the picture" in errors(refused)
        assert 'href="#id_extras-0-picture_text"' in html_of(refused)
    assert submit(staff, url, **{"extras-0-picture_text": ""}).status_code == 302
    draft = Treatment.objects.get()
    with pytest.raises(Refused, match="Describe the picture"):
        publish(draft, by=None, now=timezone.now())
    [advice] = blocking_advice(snapshot.freeze(draft), DRAFT)
    assert advice.field == "extras-0-picture_text"
    submit(staff, url, "_publish", **{"extras-0-picture_is_decorative": "on"})
    assert 'alt=""' in html_of(client.get(PAGE))


def test_the_same_form_with_another_picture_is_not_sent_twice(staff, page):
    url, file = change_url(page), "extras-0-picture-file"
    data = form_data(staff.get(url)) | {"_save": "1"}
    assert "Draft saved" in said(staff.post(url, data | {file: photo(colour="navy")}))
    assert "Already saved" in said(staff.post(url, data | {file: photo(colour="navy")}))
    other = staff.post(url, data | {file: photo(colour="olive")})
    assert "after you opened it" in errors(other)


def test_only_files_of_its_own_pictures_are_taken_in(staff):
    names = "effects-0-picture extras-0-heading extras-x-picture extras-picture extras-0-0-picture"
    others = {f"{name}-file": photo(colour="navy") for name in names.split()}
    values = section(picture__file=photo()) | others
    assert sent(staff, ADD_TREATMENT, values, title="Massage").status_code == 302
    kept = {path.name[:32] for path in uploads.media_folder().glob("[!.]*")}
    assert kept == {Extra.objects.get().picture[:32]}


def test_the_preview_shows_it_and_says_what_is_missing(staff, page):
    ask = {"path": change_url(page, "preview"), "headers": {"accept": "application/json"}}
    data = form_data(staff.get(change_url(page)))
    shown = staff.post(data=data | {"extras-0-picture_text": "A new room."}, **ask).json()
    assert 'alt="A new room."' in shown["html"]
    refused = staff.post(data=data | {"extras-0-picture_text": ""}, **ask).json()
    assert "Describe the picture" in refused["problems"][0]
    assert refused["advice"][0]["field"] == "extras-0-picture_text"


# Two people


def test_what_both_changed_and_what_only_one_did(staff, colleague, page):
    url, navy, olive = change_url(page), photo(colour="navy"), photo(colour="olive")
    mine = form_data(staff.get(url), base_values=base_values_of(staff, page)) | {"_save": "1"}
    submit(colleague, url, **{"extras-0-picture-file": navy})
    theirs = picture_of(page)
    taken = staff.post(url, mine | {"title": "Mine"})
    assert "Their change is already in the form below." in html_of(taken)
    assert as_shown(taken)["extras-0-picture"] == theirs
    both = staff.post(url, mine | {"extras-0-picture-file": olive})
    assert "You both changed this." in html_of(both)
    assert "<blockquote>a picture</blockquote>" in html_of(both)
    staff.post(url, as_shown(both) | {"_save": "1"})
    assert picture_of(page) not in ("", theirs)


def test_a_section_that_got_a_picture_while_the_other_deleted_it_comes_again(
    staff, colleague, page
):
    url = change_url(page)
    mine = as_shown(staff.get(url)) | {"_save": "1"}
    submit(colleague, url, **{"extras-0-DELETE": "on"})
    assert "This was deleted and is no longer" in html_of(staff.post(url, mine | {"title": "Mine"}))
    response = staff.post(url, mine | {"extras-0-picture-file": photo(colour="navy")})
    assert "This was deleted, but you changed it." in html_of(response)
    staff.post(url, as_shown(response) | {"_save": "1"})
    assert picture_of(page) == pictures.ingest(photo(colour="navy"))


# What patients get, and what is kept


def test_the_published_folder_has_it_and_needs_no_database(page, django_assert_num_queries):
    folder = bake()
    picture = Picture.named(picture_of(page))
    for file in picture.files:
        assert (folder / "files/media" / file).read_bytes() == uploads.read_file(file)
    with django_assert_num_queries(0):
        answer = Answer(PublishedSiteApp(django), f"/media/{picture.fallback}")
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_history_tells_of_it_and_an_older_version_has_it(staff, page):
    before = picture_of(page)
    submit(staff, change_url(page), "_publish", **{"extras-0-picture-none": "on"})
    assert "Own section 1: picture" in history_of(staff, page)
    staff.post(change_url(page, "history"), {"publication": Publication.objects.last().pk})
    assert picture_of(page) == before


def test_what_an_address_of_its_file_is_can_be_explained(page, capsys):
    call_command("explain", Picture.named(picture_of(page)).src)
    assert f"shown on {PAGE}" in capsys.readouterr().out


def test_an_empty_place_for_a_picture_changes_no_hash():
    stored = {"schema": 2, "key": "k", "extras": [{"key": "x", "heading": "H", "text": "T"}]}
    content = snapshot.load("treatment", stored)
    assert [field.name for _holder, field, _prefix in uploads_in(content)] == ["picture", "picture"]
    known = {"key": "k", "effects": [], "factors": []} | {"extras": stored["extras"]}
    as_json = json.dumps(known, sort_keys=True, separators=(",", ":"))
    assert snapshot.content_hash(content) == snapshot.hashlib.sha256(as_json.encode()).hexdigest()
    assert not [one for one in advice_for(content, DRAFT) if "picture" in one.field]


def test_advice_names_the_section_whose_picture_nothing_describes():
    extras = (
        ExtraContent(key="a", picture="p", picture_text=WORDS),
        ExtraContent(key="b", picture="p"),
        ExtraContent(key="c", picture="p", picture_is_decorative=True),
    )
    told = blocking_advice(
        TreatmentContent(title="T", slug="t", summary="S.", extras=extras), DRAFT
    )
    assert [one.field for one in told] == ["extras-1-picture_text"]


# Erasing


def erase(staff, row, picture):
    return staff.post(
        change_url(row, "files"), {"upload": picture, "reason": "The patient asked for it."}
    )


def test_an_owner_erases_it_everywhere(staff, client, page, commits):
    name = picture_of(page)
    other = published(
        make_treatment(title="Other", picture=name, picture_text=WORDS), at=timezone.now()
    )
    third = make_treatment(title="Third", slug="")
    for heading in ("One", "Two"):
        Extra.objects.create(treatment=third, heading=heading, text="Text.", picture=name)
    folder = bake()
    stored = json.dumps(list(Publication.objects.values_list("content", flat=True)))
    opened = form_data(staff.get(change_url(page))) | {"_save": "1"}
    with commits():
        response = erase(staff, page, name)
    assert "Deleted. Patients no longer see it." in said(response)
    for row in (page, other):
        html = html_of(client.get(f"/treatments/{row.slug}/"))
        assert "<picture" not in html
        assert WORDS not in html
    own = page.extras.get()
    assert (own.picture, own.picture_text, own.picture_is_decorative) == ("", "", False)
    assert (own.heading, own.text) == ("Our rooms", "They are bright.")
    assert not Extra.objects.exclude(picture="").exists()
    assert not list((folder / "files").glob("media/*"))
    assert not list(uploads.media_folder().glob("[!.]*"))
    assert json.dumps(list(Publication.objects.values_list("content", flat=True))) == stored
    assert "after you opened it" in errors(staff.post(change_url(page), opened))
    assert "Reason: The patient asked for it." in html_of(staff.get(change_url(page, "files")))
    assert "Live. Published" in html_of(staff.get(change_url(page)))


def test_all_pictures_that_sections_had_are_listed_and_erased_ones_stay_away(staff, page):
    old = snapshot.load("treatment", Publication.objects.get().content)
    first = picture_of(page)
    submit(staff, change_url(page), **{"extras-0-picture-file": photo(colour="navy")})
    html = html_of(staff.get(change_url(page, "files")))
    assert html.index("Current picture") < html.index("Earlier picture")
    assert html.index(picture_of(page)[:32]) < html.index(first[:32])
    assert html.count(f"<p>{WORDS}</p>") == 2
    erase(staff, page, first)
    snapshot.restore(old)
    assert picture_of(page) == ""
    refused = submit(staff, change_url(page), **{"extras-0-picture-file": photo()})
    assert "It can’t be used again." in errors(refused)


def test_a_picture_of_another_page_can_not_be_erased_from_this_one(staff, page):
    other = make_treatment(title="Other")
    assert erase(staff, other, picture_of(page)).status_code == 302
    assert not Erasure.objects.exists()
