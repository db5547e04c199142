"""A phone number: what people type or paste -> one number, as it is shown and as it is dialled."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat

# What people print between the digits of a number.
NUMBER = r"[( ]*\+?[0-9 ().\-/]*[0-9][ )]*"
EXTENSION = r"[,;]? *(?:extension|extn?|x|#)[.:=]? *([0-9]{1,7})"
WRITTEN = re.compile(f"({NUMBER})(?:{EXTENSION})?", re.IGNORECASE)
# Where a second number may begin. A slash also stands behind an area code: "0211/1234567".
BETWEEN = re.compile(r"[/,;](?! *(?:e?xt|x|#))|(?<=[0-9 ])(?=\+)", re.IGNORECASE)
# A number has 15 digits at most, its country code included (ITU-T E.164, 6.1).
MOST_DIGITS = 15
# What is shorter isn't a whole number but an area code, or the other last digits of the one before it.
WHOLE_DIGITS = 7


class NotOneNumber(ValueError):
    """What was typed can't be read as one phone number; the message says what to do, in staff's words."""


@dataclass(frozen=True)
class Phone:
    """One number: as patients read it, and as a `tel:` address (RFC 3966)."""

    shown: str
    link: str


def read(typed, country):
    """The `Phone` that was typed, as it is written in `country` (two letters, ISO 3166-1, or empty).

    A number of another country is shown with + and its country code. Raises NotOneNumber if it is no
    number of today's numbering plans, if there are several, or if it can't be read without a country.
    """
    text = _plain(typed)
    parts = [part for part in BETWEEN.split(text) if _digits(part)]
    phone = _phone(text, country)
    is_first_whole = len(parts) > 1 and _phone(parts[0], country)
    if is_first_whole or (phone is None and _are_several(text, parts)):
        raise NotOneNumber(
            _("There is more than one phone number here. Keep one: a patient taps it to call.")
        )
    if phone is not None:
        return phone
    if not WRITTEN.fullmatch(text):
        raise NotOneNumber(
            _("A phone number has digits only, and an extension if there is one, such as ext. 12.")
        )
    if not country and "+" not in text:
        raise NotOneNumber(
            _("Choose the country above, or begin with + and the country code, such as +44.")
        )
    raise NotOneNumber(
        _(
            "No phone has this number. Check the digits and the area code; a number in another "
            "country begins with + and the country code."
        )
    )


@lru_cache(maxsize=64)
def link_of(shown, country):
    """Where a published number leads: a `tel:` address, empty if it isn't clear what to dial.

    A number that was published before they were read, in whatever way it was written, is dialled as it is
    printed; of several it is the first.
    """
    try:
        return read(shown, country).link
    except NotOneNumber:
        pass
    text = re.split(r"ext|x|#", _plain(shown), maxsplit=1, flags=re.IGNORECASE)[0]
    parts = [part for part in BETWEEN.split(text) if _digits(part)]
    if _are_several(text, parts):
        text = re.split(" - ", parts[0])[0]
        if phone := _phone(text, country):
            return phone.link
    plus = "+" if text.strip(" (").startswith("+") else ""
    # "+44 (0)20 ..." is how Britain prints the zero that is dialled inside the country only.
    digits = _digits(text.replace("(0)", "") if plus else text)
    return f"tel:{plus}{digits}" if 0 < len(digits) <= MOST_DIGITS else ""


def _plain(typed):
    """What was typed with ASCII's digits, hyphens and single spaces, and without invisible signs."""
    letters = []
    for letter in unicodedata.normalize("NFKC", typed):
        kind = unicodedata.category(letter)
        if kind == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        elif kind == "Pd" or letter == "\N{MINUS SIGN}":
            letters.append("-")
        elif kind != "Cf":
            letters.append(letter)
    return " ".join("".join(letters).split())


def _digits(text):
    """The digits in a text."""
    return re.sub(r"[^0-9]", "", text)


def _are_several(text, parts):
    """Whether a text that isn't one valid number holds several: by its length, or by whole `parts`."""
    found = WRITTEN.fullmatch(text)
    is_long = len(_digits(found[1] if found else text)) > MOST_DIGITS
    return is_long or sum(len(_digits(part)) >= WHOLE_DIGITS for part in parts) > 1


def _phone(text, country):
    """The `Phone` that a plain text is; None if it isn't one valid number."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    written, extension = found.groups()
    region = country if country in phonenumbers.SUPPORTED_REGIONS else None
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    is_own = number.country_code == phonenumbers.country_code_for_region(region or "ZZ")
    plan = PhoneNumberFormat.NATIONAL if is_own else PhoneNumberFormat.INTERNATIONAL
    shown = phonenumbers.format_number(number, plan)
    link = f"tel:{phonenumbers.format_number(number, PhoneNumberFormat.E164)}"
    if extension:
        return Phone(f"{shown} ext. {extension}", f"{link};ext={extension}")
    return Phone(shown, link)
