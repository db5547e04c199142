"""A clinician's name on a page: who can ask for it, what it may say, and how it is withdrawn."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from services.accounts.roles import Role, give_role
from services.baking.bake import bake, expires_at
from services.baking.manifest import is_current, latest_ids, manifest_of
from services.content.text import has_contact
from services.models import ReviewLink, SignOff, Withdrawal
from services.publishing.site import PublicSite
from services.publishing.snapshot import reviewed_hash
from services.reviews.staff import notes

from .factories import make_approval, make_person
from .staff import browser_as, browser_of, change_url, page, path_of, said, sign, submit

# What leads elsewhere: it has no place in a name.
CONTACTS = """
www.x.com · WWW.X.COM · Www.clinic.ca · x.co.uk · Clinic.com · CLINIC.COM · Clinic.Com · ims-clinic.ca · Ims.ca
Visit BUY.COM · Buy.Com · SPAM.NET · Spam.Org · T.ME/x · goo.GL · go.Health · CLINIC.CH · clinic.physio · ims.fr
https://x · HTTP://x · http:/x · ftp://x · bit.ly/abc · x.com/path · x.com:80 · (x.com) · see x.co.uk. · PT, x.com
clinic .com · поликлиника.рф · еvil.рф · 诊所.com · clinic。com · ｗｗｗ．ｘ．ｃｏｍ · clinic.c\u200bom · Physio4u.ca
a@b.c · ada@clinic · @ada · ada (at) clinic.com · mailto:a@b · mailto:ada · ａ＠ｂ．ｃ
+1 604 555 0100 · 604-555-0100 · (604) 555.0100 · 555-0100 · 6045550100 · Tel.6045550100 · 604_555_0100 · 020,7946,0018
tel:112 · Tel: 112 · +4912345 67 · (604) 5550 · 5550.100 · ٠٦٠٤ ٥٥٥ ٠١٠٠ · ６０４－５５５－０１００
⑥⓪④⑤⑤⑤⓪① · 6\ufe0f\u20e30\ufe0f\u20e34\ufe0f\u20e3 555 01 · 604\u200b555\u200b0100
"""
NAMES = """
Dr. A. B. O'Neill-Smith, PT, MSc (2nd) · J.P. Müller · J.-P. Müller · R.Kin · R.Kin. · M.Sc.PT · BSc.Hons · B.Sc.(Hons)
Ph.D. · ph.d. · M.D./Ph.D. · R.Kin/R.PT · P.T.,D.P.T. · St.John · Dr.Lee · Dr.Anderson · Prof.Dr.Müller · Dr.med.
Dr.med.dent. Ada Lee · Dipl.-Ing. Lee · к.м.н. · канд.мед.наук · د.أحمد · الدكتور.أحمد · डॉ.शर्मा · 김.민준 · Ng
BSc.hons · MSc.ortho · Dipl.phys · Dr.sc.hum · St.george · b.sc · MSc.pt · dr.sc · D.Ch · dr.lee · J.de Vries · Maria.Ng
MSc.Physio · GMC 1234567 · Reg. no. 123 4567 · HCPC PH123456 · PH123456, since 1998 · No. 1234567, 2nd edition
PT @ UBC · Physiotherapist since 1998 · Physio... and more · FCAMPT, Level 3 · Hotel · C++ · . · -
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


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["604-555-0100", "clinic.com", "a@b.c"])
@pytest.mark.parametrize(("field", "what"), [("name", "name"), ("role", "profession")])
def test_a_name_is_signed_without_advertising(client, link, field, what, text):
    answer = sign(Client(), link, **{field: f"Dr Ada Lee {text}"})
    sentence = f"Enter your {what} only, without a web address, email address or phone number."
    assert sentence in answer.content.decode()
    assert f"Dr Ada Lee {text}" in answer.content.decode()  # what was typed isn't lost
    assert not SignOff.objects.exists()
    assert sign(Client(), link, note=text).status_code == 302  # staff alone read a note


@pytest.mark.django_db
def test_still_correct_is_said_without_advertising(staff, ims, link, client):
    make_approval(link)
    response = staff.post(
        change_url(ims, "reviews"), {"still": "1", "profession": "PT, 604-555-0100"}
    )
    assert "Enter your profession only" in said(response)
    publisher = make_person(Role.PUBLISHER, username="sam@example.com")
    publisher.first_name = ""
    publisher.save()
    response = browser_of(publisher).post(change_url(ims, "reviews"), {"still": "1"})
    assert "Patients would see “sam@example.com” as your name." in said(response)
    assert SignOff.objects.count() == 1


# Who can ask for a signature


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "publisher", "owner"])
def test_a_signature_is_asked_for_and_withdrawn_by_publishers(role, staff, ims, link):
    approval = make_approval(link)
    browser, url = browser_as(role), change_url(ims, "reviews")
    may = role != "editor"
    buttons = {"make": "another", "still": "1", "revoke": link.pk, "withdraw": approval.pk}
    for button, value in buttons.items():
        answer = browser.post(url, {button: value, "profession": "Physiotherapist"})
        assert answer.status_code == (302 if may else 403), button
    counts = [model.objects.count() for model in (ReviewLink, SignOff, Withdrawal)]
    assert counts == ([2, 2, 1] if may else [1, 1, 0])
    link.refresh_from_db()
    assert bool(link.revoked_at) == may


@pytest.mark.django_db
def test_an_editor_reads_what_was_said_and_no_address_to_sign_at(ims, link, client):
    sign(Client(), link, "note_only", note="Say where it hurts.")
    editor = browser_as("editor")
    text = page(editor, change_url(ims, "reviews"))
    assert link.token not in text
    assert link.token not in page(editor, change_url(ims)) + page(editor, "/admin/")
    assert "Maria Rossi made a link for a clinician." in text
    assert "Only publishers and owners can get or cancel a link." in text
    for button in ("make", "revoke", "still", "withdraw"):
        assert f'name="{button}"' not in text
    assert "Say where it hurts." in text
    note = SignOff.objects.get()
    response = editor.post(change_url(ims, "reviews"), {"dealt_with": note.pk})
    assert "marked as done" in said(response)
    assert path_of(link) in page(browser_as("publisher"), change_url(ims, "reviews"))


# Withdrawing an approval


def withdraw(staff, ims, approval=None):
    approval = approval or SignOff.objects.first()
    return staff.post(change_url(ims, "reviews"), {"withdraw": approval.pk})


@pytest.mark.django_db
def test_a_withdrawn_name_leaves_the_page_and_stands_in_the_answers(staff, client, ims, link):
    sign(Client(), link)
    assert "Reviewed by Dr Ada Lee" in page(client)
    assert "Withdraw this approval" in page(staff, change_url(ims, "reviews"))
    response = withdraw(staff, ims)
    assert "Dr Ada Lee’s approval is withdrawn." in said(response)
    assert "Reviewed by" not in page(client)
    text = page(staff, change_url(ims, "reviews"))
    assert "Withdrawn by Maria Rossi today at" in text
    assert "Next review" not in text
    assert "Name shown on the page" not in text
    assert "The page shows no reviewer’s name" in text
    assert "Withdraw this approval" not in text
    assert "Still correct" not in text
    assert Withdrawal.objects.get().author_name == "Maria Rossi"


@pytest.mark.django_db
def test_the_link_of_a_withdrawn_approval_signs_no_more(staff, client, ims, link):
    sign(Client(), link)
    withdraw(staff, ims)
    assert sign(Client(), link).status_code == 410
    assert "Reviewed by" not in page(client)


@pytest.mark.django_db
def test_an_older_approval_does_not_come_back_by_itself(staff, client, ims, link):
    sign(Client(), link)
    sign(Client(), link, name="Dr Bea Moss")
    withdraw(staff, ims)
    assert "Reviewed by" not in page(client)
    staff.post(change_url(ims, "reviews"), {"still": "1"})
    assert SignOff.objects.count() == 2
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    sign(Client(), ReviewLink.objects.first())
    assert "Reviewed by Dr Ada Lee" in page(client)


@pytest.mark.django_db
def test_withdrawing_an_older_approval_leaves_the_newest(staff, client, ims, link):
    sign(Client(), link)
    sign(Client(), link, name="Dr Bea Moss")
    withdraw(staff, ims, SignOff.objects.last())
    assert "Reviewed by Dr Bea Moss" in page(client)


@pytest.mark.django_db
def test_an_approval_of_a_draft_is_withdrawn_before_patients_see_it(staff, client, ims):
    submit(staff, change_url(ims), summary="New words.")
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    sign(Client(), ReviewLink.objects.get())
    withdraw(staff, ims)
    submit(staff, change_url(ims), "_publish")
    assert "Reviewed by" not in page(client)


@pytest.mark.django_db
def test_a_withdrawn_approval_is_not_due_and_ends_no_note(staff, ims, link):
    sign(Client(), link, "note_only", note="Say where it hurts.")
    approval = make_approval(link)
    text = page(staff, "/admin/")
    assert "Still correct" in text
    assert "Say where it hurts." not in text
    withdraw(staff, ims, approval)
    text = page(staff, "/admin/")
    assert "Still correct" not in text
    assert "Say where it hurts." in text
    assert "The page shows no reviewer’s name" in text
    assert notes().get().silences


@pytest.mark.django_db
def test_an_approval_is_withdrawn_once_and_never_changed(staff, ims, link):
    sign(Client(), link, "note_only", note="No.")
    withdraw(staff, ims)
    for number in ("", "x", "0", "9" * 30):
        staff.post(change_url(ims, "reviews"), {"withdraw": number})
    assert not Withdrawal.objects.exists()
    sign(Client(), link)
    withdraw(staff, ims)
    withdraw(staff, ims)
    withdrawal = Withdrawal.objects.get()
    for change in (withdrawal.save, withdrawal.delete, Withdrawal.objects.all().delete):
        with pytest.raises(TypeError, match="never"):
            change()


@pytest.mark.django_db
def test_what_patients_read_can_be_withdrawn_however_much_was_said_since(staff, ims, link):
    sign(Client(), link)
    submit(staff, change_url(ims), summary="New words.")
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    for number in range(20):
        sign(Client(), ReviewLink.objects.first(), "note_only", note=f"Note {number}.")
    approval = SignOff.objects.last()
    text = page(staff, change_url(ims, "reviews"))
    assert f'name="withdraw" value="{approval.pk}"' in text


@pytest.mark.django_db
def test_a_page_of_the_past_has_the_name_that_patients_read_then(staff, ims, link):
    sign(Client(), link)
    withdraw(staff, ims)
    content = PublicSite(timezone.now()).page("/treatments/ims-dry-needling/")
    between = Withdrawal.objects.get().at - dt.timedelta(microseconds=1)
    assert PublicSite(between).review_of(content).name == "Dr Ada Lee"
    assert PublicSite(timezone.now()).review_of(content) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("own_folder")
def test_a_withdrawal_alone_makes_the_pages_anew(owner, ims):
    now = timezone.now()
    content = PublicSite(now).page("/treatments/ims-dry-needling/")
    approval = SignOff.objects.create(
        page_key=ims.key,
        content_hash=reviewed_hash(content),
        at=now,
        is_right=True,
        name="Dr Ada Lee",
    )
    folder = bake()
    file = folder / "files" / "treatments" / "ims-dry-needling" / "index.html"
    assert "Reviewed by Dr Ada Lee" in file.read_text()
    assert is_current(manifest_of(folder), now)
    # By another machine's clock, which is a little ahead.
    ahead = now + dt.timedelta(seconds=90)
    withdrawal = Withdrawal.objects.create(approval=approval, at=ahead, author=owner)
    assert not is_current(manifest_of(folder), now)
    assert latest_ids()["withdrawal"][0] == withdrawal.pk
    assert expires_at(PublicSite(now).load()) == ahead


# Links that must not sign any more


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", None, "left"])
def test_a_link_opens_only_while_its_maker_may_publish(staff, client, ims, link, role):
    maker = make_person(Role.PUBLISHER)
    ReviewLink.objects.filter(pk=link.pk).update(author=maker if role else None)
    assert link.holds(timezone.now()) == bool(role)
    if role == "editor":
        give_role(maker, Role.EDITOR)
    elif role:
        User.objects.filter(pk=maker.pk).update(is_active=False)
    answer = sign(Client(), link)
    assert answer.status_code == 410
    assert "The clinic cancelled it." in answer.content.decode()
    assert path_of(link) not in page(staff, change_url(ims, "reviews"))
    assert not SignOff.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("later", ["still", "another link"])
def test_a_withdrawal_cancels_every_link_to_the_same_text(staff, client, ims, link, later):
    sign(Client(), link)
    if later == "still":
        make_approval(link, link=None)
    else:
        staff.post(change_url(ims, "reviews"), {"make": "another"})
    submit(staff, change_url(ims), summary="New words.")
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    other = ReviewLink.objects.first()
    withdraw(staff, ims)
    assert list(ReviewLink.objects.filter(revoked_at=None)) == [other]
    assert sign(Client(), link).status_code == 410
    assert sign(Client(), other).status_code == 302


def when_locked(do):
    """Run `do` once, right before the lock of those who publish is asked for."""

    def wrapper(execute, sql, params, many, context):
        if "services_clinic" in sql and not is_done:
            is_done.append(True)
            do()
        return execute(sql, params, many, context)

    is_done = []
    return connection.execute_wrapper(wrapper)


@pytest.mark.django_db
def test_a_link_that_is_cancelled_at_this_moment_signs_nothing(link):
    links = ReviewLink.objects.filter(pk=link.pk)
    with when_locked(lambda: links.update(revoked_at=timezone.now())):
        answer = sign(Client(), link)
    assert answer.status_code == 410
    assert "The clinic cancelled it." in answer.content.decode()
    assert not SignOff.objects.exists()


@pytest.mark.django_db
def test_answers_at_the_same_moment_are_counted(link):
    for number in range(19):
        sign(Client(), link, "note_only", note=f"Note {number}.")
    other = SignOff(
        link=link, page_key=link.page_key, content_hash=link.content_hash, at=timezone.now(),
        is_right=True, name="Dr Bea Moss",
    )  # fmt: skip
    with when_locked(other.save):
        answer = sign(Client(), link)
    assert "used too many times" in answer.content.decode()
    assert SignOff.objects.count() == 20
