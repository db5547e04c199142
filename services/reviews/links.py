"""What a review link shows, and which links sign the same text."""

from services.models import ReviewLink
from services.publishing import snapshot


def content_of(link):
    """What the reader of a review link sees: the page as it was then, without pictures erased since."""
    [content] = snapshot.without_erased([snapshot.load(link.kind, link.content)])
    return content


def open_links(page, content_hash, now):
    """The open links of a page by which exactly this text would be signed, the newest first, as a list."""
    links = ReviewLink.objects.open(now).filter(page=page)
    return [link for link in links if snapshot.wording(content_of(link)) == content_hash]
