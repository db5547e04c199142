"""What staff are told about the fees."""

from django.utils.translation import gettext as _

from services.content.fees import FeesContent

from . import Advice
from .advice import own_advice


@own_advice.register
def advice_for_fees(fees: FeesContent, situation):
    """Yields what a price can't be understood without."""
    if not fees.currency and any(one.price is not None for one in fees.prices):
        yield Advice("currency", _("Choose the currency. Required to publish."), blocks=True)
    for number, one in enumerate(fees.prices):
        if one.price is None and not one.note:
            text = _("Add a price for “%(what)s”, or a note that says what it depends on.")
            yield Advice(f"prices-{number}-price", text % {"what": one.what})
