"""Addresses of a website that the clinic had before: they lead to today's pages, in one hop."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.content.former_site import FormerSiteContent
from services.models import FormerSite, Publication
from services.publishing.publish import Refused, change_address, publish, retire
from services.publishing.site import Moved, PublicSite

from .factories import DAY, make_former_site, make_treatment, published
from .fronts import IMS
from .staff import change_url, page, submit

pytestmark = pytest.mark.django_db
FORM = "/admin/services/formersite/"


def moves(*lines):
    """What each line says: (path, query, where to)."""
    return [move[:3] for move in FormerSiteContent(addresses="\n".join(lines)).moves]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("/ims.html, /visit/", ("/ims.html", "", "/visit/")),
        ("/ims.html,/visit", ("/ims.html", "", "/visit/")),
        ("/ims.html\t/visit/", ("/ims.html", "", "/visit/")),
        ("/ims.html;/visit/", ("/ims.html", "", "/visit/")),
        ("/ims.html -> /visit/", ("/ims.html", "", "/visit/")),
        ("/ims.html → /visit/", ("/ims.html", "", "/visit/")),
        ("/ims.html   /visit/", ("/ims.html", "", "/visit/")),
        ('"/ims.html","/visit/"', ("/ims.html", "", "/visit/")),
        ("  /about/ , / ", ("/about", "", "/")),
        ("/our team.html, /visit/", ("/our team.html", "", "/visit/")),
        ("/our%20team.html, /visit/", ("/our team.html", "", "/visit/")),
        ("/%E9%8D%BC/, /visit/", ("/鍼", "", "/visit/")),
        ("/鍼/, /visit/", ("/鍼", "", "/visit/")),
        ("/?p=12, /visit/", ("/", "p=12", "/visit/")),
        ("/a?utm_source=b&p=1&utm_medium=c, /visit/", ("/a", "p=1", "/visit/")),
        ("/a?utm_source=b, /visit/", ("/a", "", "/visit/")),
        ("/index.php?page=ims&a=1,2, /visit/", ("/index.php", "page=ims&a=1,2", "/visit/")),
        ("https://old.example/IMS.aspx#top, /visit/", ("/ims.aspx", "", "/visit/")),
        ("https://old.example, /visit/", ("/", "", "/visit/")),
        ("/a, http://testserver/visit/", ("/a", "", "")),  # not the site's own address
        ("/a, https://elsewhere.example/", ("/a", "", "")),
        ("/a, visit", ("/a", "", "")),
        ("/a, /visit/#address", ("/a", "", "")),
        ("about.html, /visit/", ("", "", "/visit/")),
        ("http://[, /visit/", ("", "", "/visit/")),
        ("/alone", ("", "", "/alone/")),
        ("/\u200bims\u200d.html, /visit/\ufeff", ("/ims.html", "", "/visit/")),
        ("/u\u0308ber, /visit/", ("/über", "", "/visit/")),
        ("/a?x=é&Y=%c3%a9, /visit/", ("/a", "x=%c3%a9&y=%c3%a9", "/visit/")),
        ("/a,/b\xa0/visit/", ("/a,/b", "", "/visit/")),
        ("/a->/visit/", ("/a", "", "/visit/")),
        ("/a?b=c&amp;d=e, /visit/", ("/a", "b=c&d=e", "/visit/")),
        ("/a//b///, /visit/", ("/a/b", "", "/visit/")),
        ("http:include, /visit/", ("", "", "/visit/")),
        ("//old.example/a, /visit/", ("", "", "/visit/")),
        ("/a, //evil.example/", ("/a", "", "")),
        ("/a, /visit/?x=1", ("/a", "", "")),
        ("Old address, New web address", ("", "", "")),
        (",", ("", "", "")),
        ("→", ("", "", "")),
    ],
)
def test_a_line_is_read_as_it_is_meant(line, read):
    assert moves(line) == [read]


@pytest.mark.any_database
def test_a_whole_address_of_this_site_is_one_of_its_pages(settings):
    assert moves(f"/a, {settings.SITE_URL}{IMS}") == [("/a", "", IMS)]


@pytest.mark.any_database
@pytest.mark.parametrize(
    "line",
    ["/a" + " " * 49_000 + "b,", "->" * 24_000 + ",", "→" * 49_000, "a" * 49_000, "," * 49_000],
)
def test_no_line_takes_long(line):
    """It would take minutes if the time grew with the square of the length."""
    assert len(moves(line)) == 1


@pytest.mark.any_database
def test_empty_lines_say_nothing_and_the_others_keep_their_numbers():
    site = FormerSiteContent(addresses="\n/a, /visit/\r\n \n/b, /visit/")
    assert [(move.number, move.path) for move in site.moves] == [(2, "/a"), (4, "/b")]


@pytest.mark.parametrize("address", ["/ims.html", "/ims.html/", "/ims.html?utm_source=x&b=%20c"])
def test_an_old_address_leads_to_its_page_with_its_query_string(client, old, address):
    old(f"/ims.html, {IMS}")
    answer = client.get(address)
    query = address.partition("?")[2]
    assert answer.status_code == 301
    assert answer["Location"] == (f"{IMS}?{query}" if query else IMS)
    assert answer["Cache-Control"] == "max-age=3600"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/?p=12", IMS),
        ("/?p=12&fbclid=x", f"{IMS}?fbclid=x"),
        ("/index.php?page=ims", IMS),
        ("/index.php/?page=ims", IMS),
    ],
)
def test_a_query_string_that_is_named_is_matched_and_the_rest_kept(client, old, address, leads_to):
    old(f"/?p=12, {IMS}", f"/index.php?page=ims, {IMS}")
    assert client.get(address)["Location"] == leads_to


@pytest.mark.parametrize(
    ("address", "status"), [("/", 200), ("/?p=1", 200), ("/?p=123", 200), ("/index.php", 404)]
)
def test_another_query_string_is_no_old_address(client, old, address, status):
    old(f"/?p=12, {IMS}", f"/index.php?page=ims, {IMS}")
    assert client.get(address).status_code == status


def test_it_is_one_hop_wherever_the_page_is_now(client, old, ims):
    old(f"/ims.html, {IMS}", f"/?p=12, {IMS}")
    change_address(ims, "ims", by=None, now=timezone.now())
    change_address(ims, "dry-needling", by=None, now=timezone.now())
    for address in ("/ims.html", "/?p=12"):
        assert client.get(address)["Location"] == "/treatments/dry-needling/"


def test_of_a_page_that_was_taken_away_it_says_so(client, old, ims):
    old(f"/ims.html, {IMS}")
    retire(ims, by=None, now=timezone.now())
    assert client.get("/ims.html")["Location"] == IMS
    assert client.get(IMS).status_code == 410


def test_a_page_that_never_was_is_nowhere(client, starting_content):
    """Only a release that checked less could have published it."""
    row = make_former_site("/ims.html, /nope/")
    with pytest.raises(Refused, match="There’s no page at /nope/"):
        publish(row, by=None, now=timezone.now())


def test_it_never_stands_in_the_way_of_a_page(client, old):
    row = old(f"/treatments/massage, {IMS}")
    assert client.get("/treatments/massage/")["Location"] == IMS
    published(make_treatment(), at=timezone.now())
    assert client.get("/treatments/massage/").status_code == 200
    with pytest.raises(Refused, match="This is a page on this website"):
        publish(row, by=None, now=timezone.now())


def test_it_leads_on_where_a_page_was_taken_away(client, old):
    massage = published(make_treatment(), at=timezone.now())
    retire(massage, by=None, now=timezone.now())
    assert client.get("/treatments/massage/").status_code == 410
    old(f"/treatments/massage/, {IMS}")
    assert client.get("/treatments/massage/")["Location"] == IMS


def test_a_link_to_an_old_address_leads_somewhere(old):
    old(f"/ims.html, {IMS}")
    site = PublicSite(timezone.now())
    assert site.answers("/ims.html")
    assert site.answers("/ims.html/")
    assert not site.answers("/other.html")


def test_it_is_published_and_planned_as_everything_else(client, starting_content):
    now = timezone.now()
    row = make_former_site(f"/ims.html, {IMS}")
    assert client.get("/ims.html").status_code == 404
    publish(row, by=None, now=now, live_from=now + DAY)
    assert client.get("/ims.html").status_code == 404
    assert PublicSite(now + 2 * DAY).page("/ims.html") == Moved(IMS)
    publish(row, by=None, now=now)
    assert client.get("/ims.html").status_code == 301


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["/alone"], "Line 1 (/alone): Type the old web address, a comma"),
        (
            ["/a, /treatments/", "/a/, /treatments/"],
            "This is the same old web address as in line 1",
        ),
        (
            ["/?p=1, /treatments/", "/?p=1, /treatments/"],
            "This is the same old web address as in line 1",
        ),
        (["/a, /nope/"], "Line 1 (/a): There’s no page at /nope/"),
        (
            ["/a, https://elsewhere.example/"],
            "“https://elsewhere.example/” isn’t a page on this website",
        ),
        (["/a\t/visit/\t301"], "“301” isn’t a page on this website"),
        (["/a, /treatments/#x"], "anything after # or a question mark"),
        (["Old URL\tNew page"], "An old web address starts with /"),
        (["about.html, /"], "Line 1 (about.html): An old web address starts with / or https://"),
        (["/blog/*, /"], "Asterisks don’t work here"),
        (["/treatments/, /"], "Line 1 (/treatments/): This is a page on this website"),
        (["/, /treatments/"], "This is a page on this website"),
        (["/sitemap.xml, /treatments/"], "The website uses this web address itself"),
        (["/robots.txt?x=1, /treatments/"], "The website uses this web address itself"),
        (["/treatments/card-0.png?v=1, /"], "The website uses this web address itself"),
        (["/A.html, /", "/a.html/, /"], "This is the same old web address as in line 1"),
        (["/admin/x, /treatments/"], "The website uses this web address itself"),
        (["/favicon.ico, /treatments/"], "The website uses this web address itself"),
        (["/static/x.pdf, /treatments/"], "The website uses this web address itself"),
        (["/a$b, /treatments/"], "a character that can’t be used"),
        ([f"/{'a' * 600}, /treatments/"], "too long"),
        (["/%00, /treatments/"], "a character that can’t be used"),
        (["/a, /treatments%00/"], "There’s no page at /treatments%00/"),
        (["/%FCber, /treatments/"], "a character that can’t be used"),
        (["/a/../b, /treatments/"], "a character that can’t be used"),
        (["/a/., /treatments/"], "a character that can’t be used"),
        (["/visit, /treatments/"], "This is a page on this website"),
    ],
)
def test_what_can_not_work_is_refused(staff, starting_content, lines, problem):
    answer = submit(staff, change_url(make_former_site()), "_publish", addresses="\n".join(lines))
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors["addresses"]
    assert any(problem in error for error in errors)
    assert not Publication.objects.filter(kind="former_site").exists()


def test_all_that_has_to_be_mended_is_said_at_once(staff, starting_content):
    lines = [f"/old-{number}, /nope/" for number in range(13)]
    answer = submit(staff, change_url(make_former_site()), "_publish", addresses="\n".join(lines))
    told = list(answer.context["adminform"].form.errors["addresses"])
    assert [text[:8] for text in told[:3]] == ["Line 1 (", "Line 2 (", "Line 3 ("]
    assert told[10:] == ["3 more lines need fixing."]


def test_staff_find_it_on_the_first_page_and_it_nags_nobody(staff, starting_content):
    assert "Old web addresses" in page(staff, "/admin/")
    form = staff.get(FORM, follow=True)
    assert "the old web address, a comma, the new page" in form.content.decode()
    assert "data-preview" not in form.content.decode()
    assert [row for row, _state, _form in staff.get("/admin/").context["unseen"]] == []
    answer = submit(staff, change_url(FormerSite.objects.get()), "_publish", addresses=f"/a, {IMS}")
    assert answer.status_code == 302
    assert "Old web addresses" in page(staff, "/admin/what-changed/")
    history = page(staff, change_url(FormerSite.objects.get(), "history"))
    assert "first published this" in history


def test_a_page_that_is_gone_since_is_told_of_and_blocks_nothing(staff, old, ims):
    massage = published(make_treatment(), at=timezone.now())
    row = old("/a, /treatments/massage/")
    retire(massage, by=None, now=timezone.now())
    context = staff.get("/admin/").context
    assert context["wrong"] == []
    [text] = [advice.text for found, advice, _form in context["other_advice"] if found == row]
    assert (
        text
        == "Line 1 (/a): The page at /treatments/massage/ was unpublished. Choose another page."
    )
    lines = f"/a, /treatments/massage/\n/b, {IMS}"
    assert submit(staff, change_url(row), "_publish", addresses=lines).status_code == 302


def test_a_list_can_be_planned_with_the_page_that_it_leads_to(starting_content):
    now, massage = timezone.now(), make_treatment()
    publish(massage, by=None, now=now, live_from=now + DAY)
    row = make_former_site("/a, /treatments/massage/")
    with pytest.raises(Refused, match="There’s no page"):
        publish(row, by=None, now=now)
    publish(row, by=None, now=now, live_from=now + 2 * DAY)
    assert PublicSite(now + 3 * DAY).page("/a") == Moved("/treatments/massage/")


@pytest.mark.parametrize("path", ["/IMS.HTML", "/Ims.html/"])
def test_small_and_capital_letters_are_the_same(client, old, path):
    old(f"/Ims.Html, {IMS}", f"/?P=1, {IMS}")
    assert client.get(path)["Location"] == IMS
    assert client.get("/?p=1")["Location"] == IMS


def test_the_longest_query_string_that_fits_counts(client, old):
    old("/?p=1, /treatments/", f"/?p=1&lang=fr, {IMS}", f"/?p=1&lang=fr&x=2, {IMS}")
    assert client.get("/?p=1&lang=fr&utm=a")["Location"] == f"{IMS}?utm=a"
    assert client.get("/?p=1&lang=de")["Location"] == "/treatments/?lang=de"


def test_a_link_to_an_old_address_with_a_query_string_is_not_broken(old):
    old(f"/i.php?a=b, {IMS}")
    site = PublicSite(timezone.now())
    assert site.answers("/i.php", "a=b")
    assert not site.answers("/i.php", "a=c")


@pytest.mark.parametrize(
    "path", ["/treatments/ims-dry-needling/?utm_source=x", "/nope/", "/admin/"]
)
def test_many_lines_cost_no_more_queries_than_one(staff, client, old, path):
    browser = staff if path == "/admin/" else client

    def count():
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        return len(queries)

    old(f"/old-0, {IMS}", f"/?p=0, {IMS}")
    count()
    with_one = count()
    old(*(f"/old-{number}, {IMS}\n/?p={number}, {IMS}" for number in range(30)))
    assert count() == with_one


def test_publishing_many_lines_asks_no_more_than_one(starting_content, django_assert_num_queries):
    counts = []
    for number in (1, 60):
        row = make_former_site(*(f"/old-{n}, {IMS}" for n in range(number)))
        with CaptureQueriesContext(connection) as queries:
            publish(row, by=None, now=timezone.now())
        counts.append(len(queries))
    assert counts[0] == counts[1]
