"""Advice on wording: what staff are told about a page in English, and what is left alone."""

import pytest

from services.checks.advice import advice_for
from services.checks.reading import sentences
from services.content.clinic import ClinicContent

from .advice import ENGLISH, advice
from .factories import DRAFT, OPEN


def test_a_treatment_without_effects_or_frequency_is_told_so():
    assert "Add an effect" in advice(effects=())["effects_heading"]
    assert "how often" in advice(frequency_short="")["frequency_short"]


@pytest.mark.parametrize(
    ("title", "summary", "repeats"),
    [
        ("Massage", "Massage", True),
        ("Massage therapy", "Massage therapy at our clinic.", True),
        ("Dry needling", "DRY-NEEDLING!", True),
        ("Massage", "Massage loosens tight muscles.", False),
        ("マッサージ", "マッサージ", True),
        ("マッサージ", "マッサージで筋肉をほぐします。", False),
        ("!", "Anything at all.", False),
        ("", "Anything at all.", False),
    ],
)
def test_a_summary_that_repeats_the_title_is_told_so(title, summary, repeats):
    assert (
        "Add something to the summary" in advice(title=title, summary=summary).get("summary", "")
    ) == repeats


def test_lengths_for_search_and_sharing():
    assert "after 60 characters" in advice(title="t" * 61)["title"]
    assert "after 110 characters" in advice(summary="s" * 111)["summary"]
    for length in (91, 110):
        assert advice(summary="s" * length)["summary"].startswith("Shorten the summary to 90")
    assert advice(title="t" * 60, summary="s" * 90) == {}
    clinic = ClinicContent(
        name="A", locations=(OPEN,), country="GB", time_zone="UTC", tagline="t" * 111
    )
    assert [item.field for item in advice_for(clinic, DRAFT)] == [
        "emergency_number", "privacy_text", "tagline",
    ]  # fmt: skip


def test_a_long_sentence_is_quoted_with_its_length():
    long = "One two three four five six seven " + "word " * 19 + "end."
    assert advice(what_it_treats=f"Short. {long} Short.")["what_it_treats"] == (
        "Split this 27-word sentence in two: “One two three four five six …”."
    )
    assert advice(what_it_treats="word " * 24 + "end.") == {}


def test_a_sentence_ends_at_its_sign_or_its_line():
    assert sentences("One. “Two!” (Three?) Four\nfive 2.5 miles") == [
        "One.", "“Two!", "(Three?", "Four", "five 2.5 miles",
    ]  # fmt: skip
    items = "\n".join(f"- {'the word ' * 3}" for _item in range(9))
    assert advice(what_it_treats=items) == {}


@pytest.mark.parametrize(
    "text",
    [
        "It is for oedema.",
        "Tendons pull. The chronic pain stays.",
        "It helps lumbar and thoracic vertebrae.",
        "It is for tendons, ligaments, and skin.",
    ],
)
def test_a_medical_word_without_explanation_is_named(text):
    said = advice(what_it_treats=text)["what_it_treats"]
    assert said.startswith("Explain “")


def test_all_the_unexplained_words_of_a_field_stand_in_one_advice():
    said = advice(what_it_treats="It is for Oedema and the lumbar fascia. Oedema again.")
    assert said == {
        "what_it_treats": "Explain “Oedema”, “lumbar” and “fascia” the first time, or use simpler words."
    }


@pytest.mark.parametrize(
    "text",
    [
        "It is for oedema (swelling).",
        "It is for **chronic pain** (pain that lasts long).",
        "It is for swelling (oedema).",
        "It is for swelling, also called oedema.",
        "Oedema means swelling.",
        "It is for oedema, which is swelling.",
        "It is for oedema, a swelling.",
        "It is for oedema, or swelling.",
        "It is for oedema: swelling.",
        "We use mobilisation, small movements of a joint.",
        "It is for oedema – swelling.",
        "It treats tendons. Tendons are the cords that tie muscle to bone.",
        "It is for oedema (swelling).\n\nLater, oedema goes down.",
    ],
)
def test_a_medical_word_that_is_explained_is_left_alone(text):
    assert advice(what_it_treats=text) == {}


def test_a_word_is_explained_where_it_first_stands_and_not_later():
    text = "It is for oedema.\n\nOedema means swelling."
    assert "“oedema”" in advice(what_it_treats=text)["what_it_treats"]


def test_a_summary_has_no_room_to_explain_so_the_text_below_may():
    summary = "It is for chronic pain."
    assert "“chronic”" in advice(summary=summary)["summary"]
    assert advice(summary=summary, what_it_treats="Chronic pain means that it lasts.") == {}


@pytest.mark.parametrize(
    "text",
    ["[Click here](/visit/) to see.", "See [here](/visit/).", "Please click here.", "[More](/x/)"],
)
def test_a_link_that_does_not_say_where_it_leads(text):
    assert "says where the link leads" in advice(what_it_treats=text)["what_it_treats"]
    assert advice(what_it_treats="See [how to find us](/visit/), here or there.") == {}


def test_the_words_of_the_dedicated_site_say_where_it_leads():
    changes = {"dedicated_site_words": "Read more", "dedicated_site_url": "https://x.example/"}
    assert "Replace “Read more”" in advice(**changes)["dedicated_site_words"]


def test_a_page_that_is_hard_to_read_is_told_where_and_that_this_is_about_english():
    easy, hard = (
        ENGLISH * 5,
        "Physiological rehabilitation necessitates individualised evaluation. " * 9,
    )
    said = advice(
        what_it_treats=easy, effects_closing=hard + "You and your therapist are to do it. " * 3
    )
    assert list(said) == ["effects_closing"]
    assert "especially here" in said["effects_closing"]
    assert "English only" in said["effects_closing"]
    assert advice(what_it_treats=easy * 3) == {}


def test_a_short_text_has_no_reading_grade():
    assert (
        advice(what_it_treats="Individualised rehabilitation necessitates evaluation. " * 4) == {}
    )
