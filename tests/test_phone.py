"""The clinic's phone number: what staff paste, message for patients, what their phone dials."""

import re

import phonenumbers
import pytest
from django.utils import timezone

from services.content.clinic import ClinicContent
from services.content.phone import NotOneNumber, link_of, parse
from services.models import Clinic, Publication
from services.models.clinic import countries
from services.publishing import snapshot
from services.starting_content import demo

from .factories import make_clinic, published
from .staff import errors, page, said, submit

FORM = "/admin/services/clinic/1/change/"
PHONE = "locations-0-phone"
LONDON = ("020 7946 0123", "tel:+442079460123")
EXTENSION = ("020 7946 0123 ext. 12", "tel:+442079460123;ext=12")

PASTED = [
    ("020 7946 0123", "GB", *LONDON),
    ("02079460123", "GB", *LONDON),
    ("(020) 7946.0123", "GB", *LONDON),
    ("+44 (0)20 7946 0123", "GB", *LONDON),
    ("00 44 20 7946 0123", "GB", *LONDON),
    # Invisible characters, as copied from a contact card or a web page.
    ("\u202a+44 20 7946 0123\u202c", "GB", *LONDON),
    ("\u200e020\u00a07946\u202f0123\ufeff", "GB", *LONDON),
    ("020\u20117946\u20100123", "GB", *LONDON),
    ("020\u20137946\u20140123", "GB", *LONDON),
    ("020\u22127946\u00ad0123", "GB", *LONDON),
    ("\uff10\uff12\uff10 \uff17\uff19\uff14\uff16 \uff10\uff11\uff12\uff13", "GB", *LONDON),
    ("\uff0b44 20 7946 0123", "", "+44 20 7946 0123", "tel:+442079460123"),
    # With what people print before a number.
    ("Tel: 020 7946 0123", "GB", *LONDON),
    ("TEL.020 7946 0123", "GB", *LONDON),
    ("Phone: 020 7946 0123 x12", "GB", *EXTENSION),
    ("T (020) 7946 0123", "GB", *LONDON),
    ("tel:+44-20-7946-0123", "", "+44 20 7946 0123", "tel:+442079460123"),
    ("☎ 020 7946 0123", "GB", *LONDON),
    ("٠٢٠ ٧٩٤٦ ٠١٢٣", "GB", *LONDON),
    ("۰۲۰ ۷۹۴۶ ۰۱۲۳", "GB", *LONDON),
    ("020 7946 0123 Ext 12", "GB", *EXTENSION),
    ("020 7946 0123, ext. 12", "GB", *EXTENSION),
    ("020 7946 0123 Extension: 12", "GB", *EXTENSION),
    ("020 7946 0123 x12", "GB", *EXTENSION),
    ("020 7946 0123#12", "GB", *EXTENSION),
    ("020 7946 0123 ext. ١٢", "GB", *EXTENSION),
    # Each country's own form; a number of another country keeps its code.
    ("416.555.0199", "CA", "(416) 555-0199", "tel:+14165550199"),
    ("2125550199", "CA", "(212) 555-0199", "tel:+12125550199"),
    ("0612345678", "FR", "06 12 34 56 78", "tel:+33612345678"),
    ("0211/1234567", "DE", "0211 1234567", "tel:+492111234567"),
    ("0049 33203/12345", "DE", "033203 12345", "tel:+493320312345"),
    ("+39 06 6982 1234", "IT", "06 6982 1234", "tel:+390669821234"),
    ("+44 20 7946 0123", "CA", "+44 20 7946 0123", "tel:+442079460123"),
    ("+44 20 7946 0123 x12", "", "+44 20 7946 0123 ext. 12", "tel:+442079460123;ext=12"),
]  # fmt: skip


def phone_of_clinic():
    """What is stored as the phone number of the first location, if there is one."""
    return getattr(Clinic.objects.get().locations.first(), "phone", "")


@pytest.mark.parametrize(("typed", "country", "shown", "link"), PASTED)
def test_a_number_is_read_however_it_is_pasted(typed, country, shown, link):
    phone = parse(typed, country)
    assert (phone.text, phone.link) == (shown, link)
    assert link_of(shown, country) == link


def test_what_is_shown_is_read_again_as_the_same_number_in_every_country():
    """The form of a saved clinic, and the link of a published one, read what was stored."""
    seen = 0
    for country in phonenumbers.SUPPORTED_REGIONS:
        for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
            example = phonenumbers.example_number_for_type(country, kind)
            if example is None:
                continue
            dialled = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
            for extension in ("", " ext. 12"):
                phone = parse(dialled + extension, country)
                assert parse(phone.text, country) == phone
                assert phone.link == f"tel:{dialled}" + extension.replace(" ext. ", ";ext=")
                assert len(phone.text) <= 40
                seen += 1
    assert seen > 800


SEVERAL, PLAIN, COUNTRY, INVALID = (
    "one phone number",
    "only digits",
    "Choose the country above",
    "valid phone number",
)


@pytest.mark.parametrize(
    ("typed", "country", "complaint"),
    [
        ("020 7946 0123 / 020 7946 0124", "GB", SEVERAL),
        ("020 7946 0123 / 020 7946 0124", "", SEVERAL),
        ("020 7946 0123, 07700 900123", "GB", SEVERAL),
        ("020 7946 0123 020 7946 0124", "GB", SEVERAL),
        ("020 7946 0123 or 020 7946 0124", "GB", SEVERAL),
        ("+44 20 7946 0123 +44 20 7946 0124", "", SEVERAL),
        ("020 7946 0123/4", "GB", SEVERAL),
        ("0211 123456/78", "DE", SEVERAL),  # as one number, it would be a valid one
        ("416-555-0123/416-555-0124", "CA", SEVERAL),
        ("0211/1234567/8", "DE", SEVERAL),  # so would this
        ("020 7946 0123, 0124", "GB", SEVERAL),
        ("020 7946 0123 - 0124", "GB", SEVERAL),
        ("020 7946 0123 & 0124", "GB", SEVERAL),
        ("604-682-2344 or 2345", "CA", SEVERAL),
        ("020 7946 0123 mornings, 07700 900123 evenings", "GB", SEVERAL),
        ("604-682-2344 ext 12 or 13", "CA", "more than one extension"),
        ("604-682-2344 ext. 12, 13", "CA", "more than one extension"),
        ("020.7946.0123 (9-5)", "GB", "Remove “\\(9-5\\)”"),
        ("020 7946 0123 доб. 12", "GB", "Remove “доб. 12”"),
        ("020 7946 0O18", "GB", "“O” is a letter"),
        ("О20 7946 0123", "GB", "“О” is a letter"),  # a Russian one
        ("call us", "GB", PLAIN),
        ("+", "GB", PLAIN),
        ("0800 FLOWERS", "GB", PLAIN),
        ("020 7946 0123 (mornings)", "GB", "Remove “\\(mornings\\)”"),
        ("020 7946 0123", "", COUNTRY),
        ("12", "", COUNTRY),
        ("12", "GB", INVALID),
        ("7946 0123", "GB", INVALID),
        ("020 7946 012", "GB", INVALID),
        ("+44 20 7946 012", "", INVALID),
        ("020 7946 0123", "CA", INVALID),
        # Nobody reaches a clinic by these.
        ("111", "GB", INVALID),
        ("811", "CA", INVALID),
        ("999", "GB", INVALID),
    ],
)
def test_what_is_not_one_number_is_refused_in_a_sentence(typed, country, complaint):
    with pytest.raises(NotOneNumber, match=complaint):
        parse(typed, country)


@pytest.mark.parametrize(
    ("shown", "link"),
    [
        ("020 7946 0123", "tel:02079460123"),
        ("+44 (0)20 7946 0123", "tel:+442079460123"),
        ("(555) 010-0199 ext. 12", "tel:5550100199"),
        ("033203/12345", "tel:03320312345"),
        ("111", "tel:111"),
        ("020 7946 0123 (mornings)", "tel:02079460123"),
        # Of two numbers it is the first.
        ("020 7946 0123 / 020 7946 0124", "tel:02079460123"),
        ("+44 20 7946 0123/+44 20 7946 0124", "tel:+442079460123"),
        ("020 7946 0123 - 020 7946 0124", "tel:02079460123"),
        ("5550100/5550101", "tel:5550100"),
        # What stands behind it may be its last digits, or of another number, or hours.
        ("020 7946 0123, 0124", ""),
        ("020 7946 0123 - 0124", ""),
        ("020 7946 0123 (9-5)", ""),
        ("020 7946 0123 доб. 12", ""),
        ("0049 33203/12345", ""),
        ("0800 FLOWERS", ""),
        ("O20 7946 0018", ""),
        # Where the first ends isn't clear.
        ("020 7946 0123 020 7946 0124", ""),
        ("[erased]", ""),
        ("", ""),
    ],
)
def test_what_was_published_before_numbers_were_read_dials_one_number_or_none(shown, link):
    assert link_of(shown, "") == link
    assert len(re.sub(r"\D", "", link)) <= 15


@pytest.mark.parametrize(
    ("shown", "country", "link"),
    [
        ("020 7946 0123, 0124", "GB", "tel:+442079460123"),
        ("020 7946 0123 / 0124", "GB", "tel:+442079460123"),
        ("020 7946 0123 - 0124", "GB", "tel:+442079460123"),
        ("020 7946 0123 (9-5)", "GB", "tel:+442079460123"),
        ("020 7946 0123 доб. 12", "GB", "tel:+442079460123"),
        ("020 7946 0123 mornings", "GB", "tel:+442079460123"),
        ("01 40 20 50 50, 51", "FR", "tel:+33140205050"),
        ("0211 123456/78", "DE", "tel:+49211123456"),
        ("+44 20 7946 0123, 0124", "", "tel:+442079460123"),
    ],
)
def test_what_stands_behind_a_valid_number_is_not_dialled(shown, country, link):
    assert link_of(shown, country) == link


@pytest.mark.django_db
def test_two_numbers_in_an_old_publication_are_shown_and_the_first_is_dialled(client):
    row = published(make_clinic())
    old = Publication.objects.get(kind="clinic")
    # As the first release stored it.
    content = {"schema": 1, "name": "Hill Street", "phone": "020 7946 0123 / 020 7946 0124"}
    Publication.objects.bulk_create(
        [Publication(kind=old.kind, page_key=old.page_key, title=str(row), content=content,
                     author_name="x", live_from=old.live_from, made_at=old.made_at)]
    )  # fmt: skip
    html = page(client, "/visit/")
    assert '<a href="tel:02079460123"><bdi>020 7946 0123 / 020 7946 0124</bdi></a>' in html


@pytest.mark.django_db
def test_a_number_that_cannot_be_dialled_is_shown_without_a_link(client):
    published(make_clinic(country="", phone="020 7946 0123 020 7946 0124"), at=timezone.now())
    for path in ("/", "/visit/"):
        assert "tel:" not in page(client, path)
    assert "020 7946 0123 020 7946 0124" in page(client, "/visit/")


@pytest.mark.django_db
def test_staff_paste_a_number_and_patients_read_and_dial_it(staff, client):
    make_clinic()
    pasted = "\u202a+44\u00a020\u20117946\u20110123\u202c Ext 12"
    submit(staff, FORM, "_publish", **{PHONE: pasted})
    assert phone_of_clinic() == "020 7946 0123 ext. 12"
    html = page(client, "/visit/")
    link = '<a href="tel:+442079460123;ext=12"><bdi>020 7946 0123 ext. 12</bdi></a>'
    assert link in html


@pytest.mark.django_db
def test_two_numbers_are_refused_and_stay_in_the_form(staff):
    make_clinic()
    typed = "020 7946 0123 / 020 7946 0124 / 07700 900123"
    response = submit(staff, FORM, **{PHONE: typed})
    assert "Location 1, Phone: There’s more than one phone number." in errors(response)
    assert typed in response.content.decode()
    assert phone_of_clinic() == ""


@pytest.mark.django_db
def test_another_country_has_the_number_read_anew(staff):
    make_clinic(country="GB", phone="020 7946 0123")
    assert "Location 1, Phone: This isn’t a valid phone number" in errors(
        submit(staff, FORM, country="CA")
    )
    assert "Location 1, Phone: Choose the country above" in errors(submit(staff, FORM, country=""))
    assert submit(staff, FORM, country="CA", **{PHONE: "+44 20 7946 0123"}).status_code == 302
    assert phone_of_clinic() == "+44 20 7946 0123"
    # Back in Britain it is written as there.
    submit(staff, FORM, country="GB")
    assert phone_of_clinic() == "020 7946 0123"


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_save", "_publish"])
@pytest.mark.parametrize("phone", ["020 7946 0123", "020 7946 0123 / 020 7946 0124", "call us"])
def test_a_number_from_before_countries_keeps_nobody_from_saving_something_else(
    staff, button, phone
):
    published(make_clinic(country="", phone=phone), at=timezone.now())
    assert submit(staff, FORM, button, tagline="We listen.").status_code == 302
    clinic = Clinic.objects.get()
    assert (clinic.tagline, phone_of_clinic()) == ("We listen.", phone)
    assert "Choose the country. It decides how phone numbers" in page(staff, FORM)
    # Another number is read, and so is this one once the country is known.
    assert "Choose the country above" in errors(
        submit(staff, FORM, button, **{PHONE: "020 7946 0125"})
    )
    if phone == "020 7946 0123":
        assert submit(staff, FORM, button, country="GB").status_code == 302
        assert phone_of_clinic() == phone
    else:
        assert errors(submit(staff, FORM, button, country="GB")).startswith("Location 1, Phone: ")


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_a_new_number_is_repeated_as_patients_read_and_dial_it(staff, button):
    make_clinic(country="CA")
    sent = submit(staff, FORM, button, **{PHONE: "20 7946 0018 x12"})
    told = "Phone: (207) 946-0018 ext. 12. Tapping it dials +12079460018, extension 12."
    assert told in said(sent)
    assert "Patients see" not in said(submit(staff, FORM, button, tagline="We listen."))
    assert "Patients see" not in said(submit(staff, FORM, button, **{PHONE: ""}))


@pytest.mark.django_db
def test_a_country_that_is_not_offered_is_all_that_is_complained_of(staff):
    make_clinic()
    response = submit(staff, FORM, country="XX", **{PHONE: "020 7946 0123"})
    assert errors(response) == "Country: That choice isn’t available any more. Choose another."


@pytest.mark.django_db
def test_the_country_is_asked_for_and_none_is_guessed(staff):
    make_clinic(country="")
    response = staff.get(FORM)
    field = response.context["adminform"].form["country"]
    assert field.value() == ""
    assert len(field.field.choices) > 240
    assert "Choose the country. It decides how phone numbers" in response.content.decode()
    assert response.content.decode().index("id_country") < response.content.decode().index(
        'id="id_locations-0-phone"'
    )
    submit(staff, FORM, country="CA")
    assert "Choose the country, so that" not in page(staff, FORM)


@pytest.mark.django_db
def test_the_history_names_the_country(staff):
    row = make_clinic(country="")
    for country in ("GB", "CA"):
        row.country = country
        row.save()
        published(row, at=timezone.now())
    steps = page(staff, "/admin/services/clinic/1/history/")
    assert "Country" in steps
    assert "United Kingdom" in steps
    assert "Canada" in steps


@pytest.mark.django_db
def test_an_older_version_brings_its_country_back():
    row = make_clinic(country="GB")
    before = snapshot.freeze(row)
    row.country = "CA"
    row.save()
    assert snapshot.restore(before).country == "GB"


def test_a_country_that_nobody_has_chosen_changes_no_hash():
    old = ClinicContent(name="Hill Street", time_zone="Europe/London")
    assert (
        snapshot.content_hash(old)
        == "72957d27e341f9343f5841540e8d6df3057f9768f0b443957666d9a14c01a6a3"
    )


def test_countries_are_offered_once_by_name():
    codes = [code for code, _name in countries()]
    assert len(codes) == len(set(codes)) > 240
    # Without a numbering plan every number would be refused.
    assert set(codes) <= phonenumbers.SUPPORTED_REGIONS
    assert "AQ" not in codes
    names = [str(name) for _code, name in countries()]
    assert "United Kingdom" in names
    assert names[0] == "Afghanistan"
    assert names.index("Åland Islands") < names.index("Bahamas")


def test_the_invented_clinic_has_a_number_kept_for_fiction():
    [place] = demo.CLINIC.numbers
    assert place.phone == "0117 496 0123"
    assert place.phone_link == "tel:+441174960123"
    assert parse(place.phone, place.country).link == place.phone_link
