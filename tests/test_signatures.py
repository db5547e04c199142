"""A clinician's name on a page: what it may say."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from services.admin.roles import Role
from services.models import ReviewLink, SignOff
from services.text import has_contact

from .test_admin import change_url, said
from .test_reviews import sign
from .test_roles import browser_of, make_person

# What leads elsewhere: it has no place in a name.
CONTACTS = """
www.x.com · WWW.X.COM · Www.clinic.ca · x.co.uk · Clinic.com · CLINIC.COM · Clinic.Com · ims-clinic.ca · Ims.ca
https://x · HTTP://x · http:/x · ftp://x · bit.ly/abc · x.com/path · x.com:80 · (x.com) · see x.co.uk. · PT, x.com
clinic .com · поликлиника.рф · 诊所.com · clinic。com · ｗｗｗ．ｘ．ｃｏｍ · clinic.c\u200bom · Physio4u.ca · dr.lee
a@b.c · ada@clinic · @ada · ada (at) clinic.com · mailto:a@b · ａ＠ｂ．ｃ
+1 604 555 0100 · 604-555-0100 · (604) 555.0100 · 555 0100 · 6045550100 · Tel.6045550100 · 604_555_0100
٠٦٠٤ ٥٥٥ ٠١٠٠ · ６０４－５５５－０１００
⑥⓪④⑤⑤⑤⓪ · 6\ufe0f\u20e30\ufe0f\u20e34\ufe0f\u20e3 5550 · 604\u200b555\u200b0100
"""
NAMES = """
Dr. A. B. O'Neill-Smith, PT, MSc (2nd) · J.P. Müller · J.-P. Müller · R.Kin · R.Kin. · M.Sc.PT · BSc.Hons · B.Sc.(Hons)
Ph.D. · ph.d. · M.D./Ph.D. · R.Kin/R.PT · P.T.,D.P.T. · St.John · Dr.Lee · Dr.Anderson · Prof.Dr.Müller · Dr.med.
Dr.med.dent. Ada Lee · Dipl.-Ing. Lee · к.м.н. · канд.мед.наук · د.أحمد · الدكتور.أحمد · डॉ.शर्मा · 김.민준 · Ng
HCPC PH123456 · PT @ UBC · Physiotherapist since 1998 · Physio... and more · FCAMPT, Level 3 · C++ · . · -
"""


def listed(text):
    return [entry.strip() for line in text.strip().splitlines() for entry in line.split(" · ")]


@pytest.mark.parametrize("text", listed(CONTACTS))
def test_a_way_to_reach_somebody_is_noticed(text):
    assert has_contact(text)
    assert has_contact(f"Dr Ada Lee, {text} and more")


@pytest.mark.parametrize("text", listed(NAMES))
def test_names_titles_and_abbreviations_are_left_alone(text):
    assert not has_contact(text)


@given(st.text())
def test_any_text_is_looked_at(text):
    has_contact(text)


@pytest.fixture
def link(staff, ims):
    """A link to the starting page, as the owner has made it."""
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    return ReviewLink.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["604-555-0100", "clinic.com", "a@b.c"])
@pytest.mark.parametrize(("field", "what"), [("name", "name"), ("role", "profession")])
def test_a_name_is_signed_without_advertising(client, link, field, what, text):
    answer = sign(Client(), link, **{field: f"Dr Ada Lee {text}"})
    sentence = f"Write your {what} only, without a web address, email address or phone number."
    assert sentence in answer.content.decode()
    assert f"Dr Ada Lee {text}" in answer.content.decode()  # what was typed isn't lost
    assert not SignOff.objects.exists()
    assert sign(Client(), link, note=text).status_code == 302  # staff alone read a note


@pytest.mark.django_db
def test_still_correct_is_said_without_advertising(staff, ims, link, client):
    sign(Client(), link)
    response = staff.post(
        change_url(ims, "reviews"), {"still": "1", "profession": "PT, 604-555-0100"}
    )
    assert "Write your profession only" in said(response)
    publisher = make_person(Role.PUBLISHER, username="sam@example.com")
    publisher.first_name = ""
    publisher.save()
    response = browser_of(publisher).post(change_url(ims, "reviews"), {"still": "1"})
    assert "Patients would read “sam@example.com” as your name." in said(response)
    assert SignOff.objects.count() == 1
