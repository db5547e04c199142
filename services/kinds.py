"""What can be published by itself: the one list.

A kind is a content class (`content/`), a model (`models/`), its checks, its form (`admin/`) and templates.
"""

from .models import Clinic, Closure, Treatment

KINDS = [Treatment, Clinic, Closure]
# Whose content is the site's own context: its name, its clock.
SITE = Clinic
_BY_NAME = {model.kind: model for model in KINDS}


def model_of(kind):
    """The model of the working rows of a kind, by the kind's name. Raises KeyError."""
    return _BY_NAME[kind]


def content_of(kind):
    """The content class of a kind, by the kind's name. Raises KeyError."""
    return _BY_NAME[kind].content_class


def model_for(content):
    """The model of the working row that says a content."""
    return next(model for model in KINDS if isinstance(content, model.content_class))
