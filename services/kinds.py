"""What can be published by itself: the one list.

A kind is a content class (`content/`), a model (`models/`), its checks, its form (`admin/`) and templates.
"""

from .models import (
    Clinic,
    Closure,
    Fees,
    FirstVisit,
    FormerSite,
    Practitioner,
    TextPage,
    Treatment,
)

# In the order in which patients meet them.
KINDS = [Treatment, Practitioner, FirstVisit, Fees, TextPage, Clinic, Closure, FormerSite]
# What patients come for: there is a list of these even while it is empty.
MAIN = Treatment
# Whose one row says what the site itself is: its name, its clock.
SITE = Clinic
# What has pages that no list leads to: the menu does, or the footer.
STANDING = [one for one in KINDS if one.content_class.has_address and not one.content_class.listing]
# What stands around every page (`content/site.py`).
CONTEXT = [SITE, Closure]
# Whose one row says where addresses lead that were never this site's.
FORMER = FormerSite
_BY_NAME = {model.kind: model for model in KINDS}


def model_of(kind):
    """The model of the working rows of a kind, by the kind's name. Raises KeyError."""
    return _BY_NAME[kind]


def content_of(kind):
    """The content class of a kind, by the kind's name. Raises KeyError."""
    return _BY_NAME[kind].content_class


def model_for(content):
    """The model of the working row that says a content; None if it is no content of a page."""
    return next((model for model in KINDS if isinstance(content, model.content_class)), None)
