"""Tags, share cards and printed codes."""

import io
import re

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from services.content.clinic import ClinicContent
from services.content.site import SiteContext
from services.sharing.card import Card
from services.sharing.qr import qr_svg

from .factories import DAY, MARCH, make_clinic, make_treatment, published

PAGES = ["/", "/treatments/", "/treatments/ims-dry-needling/", "/visit/"]
CARD = re.compile(r'property="og:image" content="([^"]+)"')


def tags(html):
    """The page's meta tags, name to content."""
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html))


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_the_platforms_need(client, starting_content, path):
    html = client.get(path).content.decode()
    meta = tags(html)
    canonical = settings.SITE_URL + path
    assert f'<link rel="canonical" href="{canonical}">' in html
    assert meta["og:url"] == canonical
    assert meta["og:title"]
    assert meta["description"] == meta["og:description"] != ""
    assert len(meta["og:title"]) <= 60
    assert len(meta["og:description"]) <= 110
    assert meta["og:image"].startswith(canonical + "card-")
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"]
    assert meta["twitter:card"] == "summary_large_image"
    assert html.index("og:image") < 300_000


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_own_card(client, starting_content, path):
    card = CARD.search(client.get(path).content.decode())[1].removeprefix(settings.SITE_URL)
    response = client.get(card)
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert len(response.content) <= 300_000
    image = Image.open(io.BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_any_older_card_leads_to_the_current_one(client, starting_content, path):
    response = client.get(f"{path}card-0123456789ab.png", follow=True)
    assert response.redirect_chain[0][1] == 302
    assert response["Content-Type"] == "image/png"


@pytest.mark.django_db
def test_the_card_of_a_page_that_moved_leads_to_the_new_page(client):
    page = published(make_treatment(slug="old"))
    page.slug = "new"
    page.save()
    published(page, at=MARCH + DAY)
    response = client.get("/treatments/old/card-0123456789ab.png", follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"].startswith("/treatments/new/card-")


@pytest.mark.django_db
def test_a_card_of_no_page_is_a_404(client):
    assert client.get("/treatments/nope/card-0123456789ab.png").status_code == 404


@pytest.mark.django_db
def test_the_cards_address_changes_with_its_words(client, starting_content):
    before = CARD.search(client.get("/").content.decode())[1]
    published(make_clinic(), at=timezone.now())
    assert CARD.search(client.get("/").content.decode())[1] != before


@pytest.mark.parametrize(
    "title",
    ["", "A", "IMS/Dry needling", "W" * 80, "word " * 16, "鍼治療", "العلاج", "🙂", "a\nb", "Ő/ű"],
)
def test_any_title_makes_a_card(title):
    image = Image.open(io.BytesIO(Card(title=title, detail="Hill Street").png()))
    assert image.size == (1200, 630)


def _ink(card):
    """The box around all that is nearly black: the title."""
    image = Image.open(io.BytesIO(card.png())).convert("L")
    return image.point(lambda level: 255 if level < 40 else 0).crop((0, 0, 1200, 400)).getbbox()


def test_the_title_stands_in_the_middle_that_whatsapp_cuts_out():
    left, top, right, bottom = _ink(Card(title="IMS/Dry needling", detail="Hill Street"))
    assert left >= 285
    assert right <= 915
    assert abs((left + right) / 2 - 600) < 12


def test_letters_that_the_font_lacks_are_left_out_rather_than_drawn_as_boxes():
    assert _ink(Card(title="鍼治療")) is None
    assert _ink(Card(title="Massage 🙂 été")) == _ink(Card(title="Massage été"))


@pytest.mark.parametrize("title", ["Donaudampfschifffahrt" * 4, "word " * 40, "W" * 80])
def test_a_giant_title_stays_in_the_middle(title):
    left, top, right, bottom = _ink(Card(title=title))
    assert left >= 285
    assert right <= 915


def test_a_description_that_is_too_long_is_not_cut():
    from services.content.treatment import TreatmentContent
    from services.sharing.meta import content_meta

    page = TreatmentContent(title="T", slug="t", summary="word " * 50)
    meta = content_meta(SiteContext(clinic=ClinicContent(name="C")), page, "https://example.com")
    assert meta.description == page.summary
    assert meta.document_title == "T - C"


def test_the_code_is_inline_svg_without_style_or_script():
    svg = qr_svg("https://www.example.com/")
    assert svg.startswith("<svg")
    assert "style" not in svg
    assert "script" not in svg
