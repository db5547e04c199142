"""What the clinic says (the working copy), and what patients see of it (publications)."""

from .clinic import Clinic
from .closure import Closure
from .erasure import Erasure
from .former_site import FormerSite
from .kept_draft import KeptDraft
from .publication import Publication
from .sign_off import DealtWith, ReviewLink, SignOff, Withdrawal
from .treatment import Effect, Factor, Treatment

__all__ = [
    "Clinic",
    "Closure",
    "DealtWith",
    "Effect",
    "Erasure",
    "Factor",
    "FormerSite",
    "KeptDraft",
    "Publication",
    "ReviewLink",
    "SignOff",
    "Treatment",
    "Withdrawal",
]
