"""What blocks publishing, what the starting content is told, and texts that nobody would write."""

import html
import time
from dataclasses import replace

import pytest

from services.checks.advice import advice_for
from services.checks.links import broken_links
from services.checks.reading import grade_of_page, is_english, reading_grade
from services.content.treatment import EffectContent, TreatmentContent
from services.models import Publication
from services.starting_content import demo
from services.starting_content.ims import IMS

from .advice import ENGLISH, GOOD, advice, blocking
from .factories import DRAFT
from .staff import submit

ARABIC = "تساعد الإبر الجافة العضلة على الاسترخاء وتعيد إليها طولها الطبيعي. " * 30
JAPANESE = "針は筋肉をゆるめ、元の長さに戻します。治療は週に一度です。" * 60
GERMAN = (
    "Die Nadel bewirkt, dass sich der Muskel zusammenzieht und danach entspannt, weil der Muskel wieder "
    "länger wird und weniger am Gelenk zieht, wobei die Wirkung von Behandlung zu Behandlung zunimmt. "
) * 6
FRENCH = (
    "Cette page explique la cure de massage. Le muscle se détend et la douleur peut diminuer. On vient "
    "une fois par semaine, pour que le corps ait le temps de se reposer entre les séances. "
) * 6


def test_a_good_page_gets_no_advice():
    assert advice() == {}


# The starting content and the demonstration


def test_the_starting_page_is_told_what_its_needles_ask_for_and_of_its_one_empty_field():
    assert [item.field for item in advice_for(IMS, DRAFT)] == [
        "cautions",
        "risks",
        "help_cards",
        "dedicated_site_url",
    ]


@pytest.mark.parametrize("content", demo.TREATMENTS, ids=lambda content: content.slug)
def test_there_is_nothing_to_say_of_the_demonstrations_treatments(content):
    approved = replace(DRAFT, is_approved=lambda _content: True)
    assert list(advice_for(content, approved)) == []


def test_the_demonstrations_clinic_has_no_real_emergency_number():
    # Nobody who tries the demo shall reach real help by mistake.
    assert [item.field for item in advice_for(demo.CLINIC, DRAFT)] == ["emergency_number"]


# What blocks publishing


@pytest.mark.parametrize("field", ["title", "slug", "summary"])
def test_a_public_page_needs_title_address_and_summary(field):
    assert blocking(**{field: ""}) == [field]
    assert blocking() == []


@pytest.mark.parametrize(
    "link",
    [
        "[words](javascript:alert(1))",
        "[words](foo)",
        "[words](www.example.com)",
        "[words](//example.com)",
        "[words]()",
        "[words](https://)",
        "[words](https://example.com/two words)",
        "[**bold** words](foo bar)",
        "[words](data:text/html,x)",
        "![words](picture.png)",
        "- [words](mailto:nobody)",
    ],
)
def test_a_link_that_is_no_address_blocks_and_is_named(link):
    assert blocking(what_it_treats=f"See {link}.") == ["what_it_treats"]
    said = advice(what_it_treats=f"See {link}.")["what_it_treats"]
    assert "words](" in said.replace("**", "")


@pytest.mark.parametrize(
    "link",
    [
        "[words](https://example.com/a?b=c#d)",
        "[words](HTTP://EXAMPLE.COM)",
        "[words](/visit/)",
        "[words](#how-many)",
        "[words](mailto:a@example.com)",
        "[words](tel:+44 20)".replace(" ", ""),
        "[words](https://münchen.example/)",
        "[1] (see there)",
        "f(x)[0]",
    ],
)
def test_a_link_that_works_blocks_nothing(link):
    assert blocking(what_it_treats=f"See {link}.") == []


def test_a_link_in_a_part_is_named_by_the_parts_field():
    parts = (EffectContent(heading="A", text="Fine."), EffectContent(heading="B", text="[x](y)"))
    assert blocking(effects=parts) == ["effects-1-text"]


def test_only_few_facts_block():
    page = TreatmentContent(
        title="t" * 70, slug="t", summary="s" * 200, what_it_treats=f"Painless cure. {'word ' * 40}"
    )
    assert list(advice_for(page, DRAFT))
    assert not [item for item in advice_for(page, DRAFT) if item.blocks]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["what_it_treats", "effects-0-text"])
def test_the_form_refuses_to_publish_a_dead_link_but_saves_it(staff, ims, field):
    url = f"/admin/services/treatment/{ims.pk}/change/"
    before = Publication.objects.count()
    response = submit(staff, url, "_publish", **{field: "A [typed](foo) link."})
    assert response.status_code == 200
    text = html.unescape(response.content.decode())
    assert "Broken link: “[typed](foo)”" in text
    assert "A [typed](foo) link." in text
    assert Publication.objects.count() == before
    assert (
        submit(staff, url, "_save", **{field: "A [typed](foo) link."}).status_code == 302
    )  # a draft may have it
    page = html.unescape(staff.get(url).content.decode())
    assert "<strong>Before you publish:</strong>" in page
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}"' in page


@pytest.mark.django_db
def test_an_effect_that_is_deleted_blocks_nothing(staff, ims):
    url = f"/admin/services/treatment/{ims.pk}/change/"
    changes = {"effects-0-text": "[x](foo)", "effects-0-DELETE": "on"}
    assert submit(staff, url, "_publish", **changes).status_code == 302
    assert ims.effects.count() == 2


# Other languages, and texts that nobody would write


@pytest.mark.parametrize("text", [ARABIC, JAPANESE, GERMAN, FRENCH])
def test_of_other_languages_it_is_said_that_there_is_no_advice_on_wording(text):
    assert not is_english(text)
    assert grade_of_page(text) is None
    said = advice(what_it_treats=text, effects_closing=text)
    assert list(said) == ["what_it_treats"]
    assert "doesn’t look English" in said["what_it_treats"]


def test_plain_and_learned_english_is_taken_for_english():
    assert is_english(ENGLISH)
    assert is_english(
        "Manipulation therapy restores mobility of the spinal joints, addresses neuromuscular dysfunction "
        "and facilitates the rehabilitation of patients with musculoskeletal conditions."
    )


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000,
        "[" * 5_000,
        "](" * 2_500,
        "[a](b) " * 700,
        "*" * 5_000,
        "." * 100_000,
        ".” " * 30_000,
        "\n" * 100_000,
        " " * 100_000,
        "cure " * 100_000,
        "chronic " * 100_000,
        "chronic " + "x" * 100_000,
        "click " * 100_000,
        "not a cure, " * 50_000,
        ENGLISH * 7_000,
        "é" * 100_000,
    ],
    ids=lambda text: f"{text[:12]!r} x {len(text)}",
)
def test_no_text_takes_long(text):
    page = replace(GOOD, summary=text, what_it_treats=text, effects=(EffectContent(text=text),))
    start = time.process_time()
    list(advice_for(page, DRAFT))
    list(broken_links(page, lambda path, query: True))
    assert time.process_time() - start < 5  # a pattern gone wrong takes minutes


def test_dots_without_end_are_one_sentence():
    assert reading_grade("a" + "." * 50_000 + "a") < 10


def test_every_advice_is_short_for_each_field_of_the_form():
    page = TreatmentContent(
        title="Painless " + "t" * 60,
        summary="[x](foo) click here, oedema " + "you " * 40,
        what_it_treats="[here](foo) oedema cure " + "you " * 40,
        dedicated_site_words="here",
        effects=(EffectContent(heading="Cure", text="[a](b)"),),
    )
    found = list(advice_for(page, DRAFT))
    assert len(found) > 10
    for item in found:
        assert item.text.endswith(".")
        assert item.text.count(". ") < 2
        assert item.field.split("-")[0] in {"effects", *vars(page)}


def test_words_that_were_erased_want_others():
    assert "[erased]" in advice(what_it_treats="Ask [erased] about it.")["what_it_treats"]
