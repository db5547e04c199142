"""What the page of fees says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from . import money
from .page import AddressedContent
from .sections import Section
from .types import Line, Markdown, Name, Part, page_key


@dataclass(frozen=True, kw_only=True)
class PriceContent(Part):
    """What something costs."""

    what: Line = ""
    minutes: int | None = None
    price: Decimal | None = None
    note: Line = ""
    # The treatment that it is for, whose page then says it too; empty if for several.
    page: page_key("treatment") = ""


@dataclass(frozen=True, kw_only=True)
class FeesContent(AddressedContent):
    """The page of fees."""

    sections: ClassVar[tuple] = (
        Section("prices", "prices", _("What it costs"), ("prices", "prices_text")),
        Section("paying", "paying", _("How to pay"), ("paying_text",), is_text=True),
        Section("insurance", "insurance", _("Insurance"), ("insurance_text",), is_text=True),
        Section(
            "cancelling", "cancelling", _("If you can’t come"), ("cancelling_text",), is_text=True
        ),
    )

    # There is one.
    key: Name = "fees"
    # Three letters, as in ISO 4217.
    currency: Name = ""
    prices: tuple[PriceContent, ...] = ()
    prices_text: Markdown = ""
    paying_text: Markdown = ""
    insurance_text: Markdown = ""
    cancelling_text: Markdown = ""

    @property
    def price_list(self):
        """Its prices with the amount as patients read it: [(PriceContent, "£60", or empty if it isn't said), ...]."""
        return [
            (one, money.in_words(one.price, self.currency) if one.price is not None else "")
            for one in self.prices
        ]
