"""Every fact of the clinic's own page about IMS stands on the starting page, in plain words."""

import io
import re

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from services.publishing.publish import publish

from .fronts import IMS
from .staff import page

# Each fact, and the words that carry it on the page.
FACTS = {
    "its title": "IMS/Dry needling",
    "what IMS stands for": "IMS (intramuscular stimulation)",
    "used for hypersensitivity": "too sensitive. Being too sensitive is called hypersensitivity",
    "one of the hardest parts of chronic pain": "one of the hardest parts of long-lasting pain (chronic pain) to treat",
    "hurts at a smaller stimulus": (
        "A hypersensitive nerve or tissue hurts at a much smaller trigger (stimulus) than it should"
    ),
    "makes the muscle shorten": "In a muscle, hypersensitivity makes the muscle shorten",
    "resets its length": "also resets what the muscle takes to be its proper length",
    "squeezes the disc": "Around the spine, short muscles can squeeze the pads between the bones (discs)",
    "squeezes the spinal joints": "(discs) and the joints",
    "squeezes the spinal nerves": "That in turn can squeeze the nerves of the spine",
    "pulls on tendons": "short muscles can pull harder on the cords that tie muscle to bone (tendons)",
    "squeezes joints": "and squeeze joints",
    "secondary injuries": "All of these can lead to further injuries (secondary injuries)",
    "three effects": "A needle placed with the IMS technique has three effects",
    "1: contraction": "The needle makes the muscle tighten (contract)",
    "1: stretch receptor": "sets off a sensor for stretch (a stretch receptor) in the muscle",
    "1: relaxes by reflex": "By itself (a reflex), the muscle then relaxes and gets longer",
    "1: new resting length": (
        "A second part of the same sensor makes the muscle take this length as its new normal "
        "length at rest"
    ),
    "2: small injury": "The needle makes a small injury",
    "2: draws blood": "This draws blood to the area",
    "2: healing chemicals": "the many natural chemicals that heal",
    "3: electrical potential": (
        "The treatment creates an electrical charge in the muscle, as in a battery (an electrical potential)"
    ),
    "3: in the muscle": "in the muscle",
    "3: nerve works normally": "make the nerve work normally again",
    "cumulative": "The effects build up from treatment to treatment (they are cumulative)",
    "the aim": (
        "The aim of a course of treatment is that the condition heals and the pain goes away"
    ),
    "once a week": "Usually once a week",
    "time to heal itself": "gives your body time between treatments to heal itself",
    "depends on several factors": "It depends on several things",
    "factor 1": "How long you have had the condition, and how far it spreads",
    "factor 2": "How much scar tissue there is",
    "factor 2: surgery": "There is usually more after earlier surgery",
    "factor 3": "How quickly your body can heal",
    "factor 3: nerves": "This depends on the condition of your nerves",
}


@pytest.fixture(scope="module")
def html(django_db_setup, django_db_blocker):
    """The starting page as patients get it, published once for all facts; the database keeps nothing of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("starting_content", stdout=io.StringIO())
        html = page(Client())
        transaction.set_rollback(True)
    return html


@pytest.fixture(scope="module")
def words(html):
    html = re.sub(r"<(style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", strip_tags(html))


@pytest.mark.parametrize("fact", FACTS)
def test_the_page_says(fact, words):
    assert FACTS[fact] in words


def test_the_questions_are_headings(html):
    assert "<h2>How often should I have IMS?</h2>" in html
    assert "<h2>How many treatments will I need?</h2>" in html


def test_no_result_is_promised(words):
    promises = r"\b(cures?|guarantee\w*|painless|risk-free|always works|will disappear)\b"
    assert not re.search(promises, words, re.IGNORECASE)


def test_an_address_that_is_not_known_shows_no_link(html):
    assert "IMS website" not in html
    assert 'id="more"' not in html


def test_a_dedicated_site_is_linked_in_words_that_say_where_it_leads(client, ims, owner):
    ims.dedicated_site_url = "https://ims.example.com/"
    ims.save()
    publish(ims, by=owner, now=timezone.now())
    html = client.get(IMS).content.decode()
    assert (
        '<a href="https://ims.example.com/">Read a more detailed explanation on our IMS website '
        "(ims.example.com)</a>"
    ) in html
