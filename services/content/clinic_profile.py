"""Where else the clinic is on the web."""

from dataclasses import dataclass

from .types import Part, WebAddress
from .web_address import host_of

# What people call a site, by its host: others are called by that.
NAMES = {
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "tiktok.com": "TikTok",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "twitter.com": "X",
    "x.com": "X",
    "youtube.com": "YouTube",
    "pinterest.com": "Pinterest",
    "bsky.app": "Bluesky",
}


@dataclass(frozen=True, kw_only=True)
class ProfileContent(Part):
    """The clinic's own page on another website."""

    url: WebAddress = ""

    @property
    def name(self):
        """What the other website is called."""
        host = host_of(self.url)
        known = (name for end, name in NAMES.items() if host == end or host.endswith(f".{end}"))
        return next(known, host)
