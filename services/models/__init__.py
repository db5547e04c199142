"""What the clinic says (the working copy), and what patients see of it (publications)."""

from .clinic import Clinic
from .clinic_location import ClinicLocation
from .clinic_profile import ClinicProfile
from .closure import Closure
from .erasure import Erasure
from .fees import Fees, Price
from .first_visit import FirstVisit, FirstVisitDownload, FirstVisitStep
from .former_site import FormerSite
from .practitioner import GivenTreatment, Practitioner
from .publication import Publication
from .replaced_draft import ReplacedDraft
from .sign_off import NoteResolution, ReviewLink, SignOff, Withdrawal
from .text_page import Faq, TextPage, TextPageSection
from .treatment import Effect, Factor, Treatment
from .treatment_parts import (
    Caution,
    Extra,
    HelpCard,
    Preparation,
    RelatedPage,
    Risk,
    Source,
    Step,
    TreatmentFaq,
)

__all__ = [
    "TreatmentFaq",
    "ClinicProfile",
    "Faq",
    "Fees",
    "FirstVisit",
    "FirstVisitDownload",
    "FirstVisitStep",
    "GivenTreatment",
    "Practitioner",
    "Price",
    "TextPage",
    "TextPageSection",
    "Step",
    "Source",
    "Risk",
    "RelatedPage",
    "Preparation",
    "HelpCard",
    "Extra",
    "Caution",
    "Clinic",
    "Closure",
    "NoteResolution",
    "Effect",
    "Erasure",
    "Factor",
    "FormerSite",
    "ClinicLocation",
    "ReplacedDraft",
    "Publication",
    "ReviewLink",
    "SignOff",
    "Treatment",
    "Withdrawal",
]
