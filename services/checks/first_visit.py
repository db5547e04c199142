"""What staff are told about the page of the first visit."""

from django.utils.translation import gettext as _

from services.content.first_visit import FirstVisitContent

from . import Advice
from .advice import own_advice


@own_advice.register
def advice_for_first_visit(visit: FirstVisitContent, situation):
    """Yields which forms have no document, as one has that an owner erased."""
    for number, download in enumerate(visit.downloads):
        if not download.shown_document:
            text = _("Choose a document, or delete “%(name)s”. Until then, patients don’t see it.")
            yield Advice(f"downloads-{number}-document", text % {"name": download.name})
