"""Links in staff's texts: those that are no address, and those to a page that isn't there."""

from django.utils.translation import gettext as _

from services.content.markdown import is_address
from services.content.types import WebAddressType, values_of
from services.content.web_address import own_path

from . import Advice
from .texts import Text, texts_of

# How much of a link is shown to whoever typed it.
SHOWN = 60


def unusable_links(text: Text):
    """Yields what blocks publishing: each link that patients would read as brackets and signs."""
    if not text.is_markdown:
        return
    wrong = [f"[{link.words}]({link.url})" for link in text.links if not is_address(link.url)]
    # What is no link at all to the parser, such as an address with a space in it.
    if "](" in text.words:
        middle = text.words.index("](")
        start = max(text.words.rfind("[", 0, middle), middle - SHOWN // 2, 0)
        wrong.append(text.words[start:].partition("\n")[0])
    for link in dict.fromkeys(wrong):
        advice = _(
            "Broken link: “%(link)s”. Use a complete web address without spaces, like "
            " https://www.example.com/ or /visit/."
        )
        shown = link if len(link) <= SHOWN else link[:SHOWN] + "…"
        yield Advice(text.field, advice % {"link": shown}, blocks=True)


def broken_links(content, answers):
    """Yields advice about each link to an address of this site where patients find no page.

    `answers` says of a path and a query string whether they find one, as `PublicSite.answers` does.
    """
    links = [(text.field, link.url) for text in texts_of(content) for link in text.links]
    links += [
        (value.field_in_form, value.value)
        for value in values_of(content)
        if isinstance(value.type, WebAddressType) and value.value
    ]
    for field, url in dict.fromkeys(links):
        path, query = own_path(url)
        if path and not answers(path, query):
            advice = _("Broken link: %(url)s. Choose a page that exists.")
            yield Advice(field, advice % {"url": url})
