"""Each public page closes what it opens: a browser would mend it silently, each in its own way."""

from html.parser import HTMLParser

import pytest
from django.core.management import call_command

VOID = {"meta", "link", "img", "br", "source", "input"}


class Balance(HTMLParser):
    """What is open at a place in HTML, and what was closed though it wasn't open."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))

    def handle_startendtag(self, tag, attrs):
        """In a drawing: opened and closed."""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/treatments/",
        "/treatments/ims-dry-needling/",
        "/treatments/pelvic-health/",
        "/visit/",
        "/nope/",
    ],
)
def test_every_tag_is_closed(client, settings, tmp_path, path):
    settings.DEMO, settings.DEMO_MARK = True, tmp_path / "demo"
    call_command("starting_content")
    page = Balance()
    page.feed(client.get(path).content.decode())
    assert (page.wrong, page.open) == ([], [])
