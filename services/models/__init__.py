"""What the clinic says (the working copy), and what patients see of it (publications)."""

from .clinic import Clinic
from .closure import Closure
from .erasure import Erasure
from .former_site import FormerSite
from .publication import Publication
from .replaced_draft import ReplacedDraft
from .sign_off import NoteResolution, ReviewLink, SignOff, Withdrawal
from .treatment import Effect, Factor, Treatment

__all__ = [
    "Clinic",
    "Closure",
    "NoteResolution",
    "Effect",
    "Erasure",
    "Factor",
    "FormerSite",
    "ReplacedDraft",
    "Publication",
    "ReviewLink",
    "SignOff",
    "Treatment",
    "Withdrawal",
]
