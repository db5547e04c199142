"""What the clinic says (the working copy), and what patients see of it (publications)."""

from .clinic import Clinic, Closure
from .erasure import Erasure
from .kept_draft import KeptDraft
from .publication import Kind, Publication
from .sign_off import DealtWith, ReviewLink, SignOff, Withdrawal
from .treatment import Effect, Factor, Treatment

__all__ = [
    "Clinic",
    "Closure",
    "DealtWith",
    "Effect",
    "Erasure",
    "Factor",
    "KeptDraft",
    "Kind",
    "Publication",
    "ReviewLink",
    "SignOff",
    "Treatment",
    "Withdrawal",
]
