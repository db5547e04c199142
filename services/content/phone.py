"""A phone number: what people type or paste -> one number, as it is shown and as it is dialled."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat
from phonenumbers.shortnumberinfo import is_emergency_number

# Two letters each, as in ISO 3166-1: where numbers can be read as people write them there.
COUNTRIES = phonenumbers.SUPPORTED_REGIONS
# What people print between the digits of a number.
NUMBER = r"[( ]*\+?[0-9 ().\-/]*[0-9][ )]*"
EXTENSION_WORD = r"(?:extension|extn?|x|#)[.:=]?"
WRITTEN = re.compile(rf"({NUMBER})(?:[,;]? *{EXTENSION_WORD} *([0-9]{{1,7}}))?", re.IGNORECASE)
EXTENSIONS = re.compile(rf"{EXTENSION_WORD} *[0-9]+[^0-9(]+[0-9]", re.IGNORECASE)
# What people print before a number.
LABEL = re.compile(
    r"(?:(?:telephone|phone|tel|ph|mobile|mob|call|[tpm])\b|[^\w+(])+(?=[0-9+(])", re.IGNORECASE
)
# Where something else may begin: another number, opening hours. A slash, a hyphen and a bracket also stand
# behind an area code: "0211/1234567".
BETWEEN = re.compile(r"( - |[^0-9 ().\-+]+|(?=[(])|(?<=[0-9 ])(?=\+))")
# Letters that look like digits, beside one: "0O18".
LIKE_DIGITS = re.compile(r"(?<=[0-9])[OoОоΟοIlSBZ]|[OoОоΟοIlSBZ](?=[0-9])")
# A number has 15 digits at most, its country code included (ITU-T E.164, 6.1).
MOST_DIGITS = 15
# What is shorter isn't a whole number but an area code, or the other last digits of the one before it.
WHOLE_DIGITS = 7


class NotOneNumber(ValueError):
    """What was typed can't be read as one phone number; the message says what to do, in staff's words."""


@dataclass(frozen=True)
class Phone:
    """One number: as patients read it, and as a `tel:` address (RFC 3966)."""

    text: str
    link: str


def parse(typed, country):
    """The `Phone` that was typed, as it is written in `country` (two letters, ISO 3166-1, or empty).

    A number of another country is shown with + and its country code. Raises NotOneNumber if it is no
    number of today's numbering plans, if there are several, or if it can't be read without a country.
    """
    text = _plain(typed)
    first, rest = _first_and_rest(text)
    phone = _phone(text, country)
    has_first = bool(rest) and _phone(first, country) is not None
    if phone is not None and not has_first:
        return phone
    if EXTENSIONS.search(text):
        raise NotOneNumber(_("There’s more than one extension. Keep only one."))
    if _are_several(first, rest) or (has_first and re.match(r"[^\w(]*[0-9]|(or|and)\b", rest)):
        raise NotOneNumber(
            _("There’s more than one phone number. Keep only one, because patients tap it to call.")
        )
    if has_first:
        raise NotOneNumber(
            _("Remove “%(rest)s”. Enter only the number, plus an extension like ext. 12 if needed.")
            % {"rest": rest}
        )
    if not WRITTEN.fullmatch(text):
        if letter := LIKE_DIGITS.search(text):
            raise NotOneNumber(
                _("“%(letter)s” is a letter. Replace it with a digit.") % {"letter": letter[0]}
            )
        raise NotOneNumber(
            _("A phone number has only digits, and an extension if there is one, like ext. 12.")
        )
    if not country and "+" not in text:
        raise NotOneNumber(
            _("Choose the country above, or start with + and the country code, for example +1.")
        )
    raise NotOneNumber(
        _(
            "This isn’t a valid phone number. Check the digits and the area code. A number in "
            "another country starts with + and the country code."
        )
    )


@lru_cache(maxsize=64)
def link_of(number, country):
    """Where a published number leads: a `tel:` address, empty if it isn't clear what to dial.

    A number that was published before they were read may be followed by another one, or by its last digits,
    or by hours: then the first is dialled if it is valid, or as long as each of the others; else none. What
    stands alone is dialled as it is printed.
    """
    try:
        return parse(number, country).link
    except NotOneNumber:
        pass
    text = _plain(number)
    first, rest = _first_and_rest(text)
    if phone := _phone(first, country):
        return phone.link
    pieces = [_digits(piece) for piece in (first, *BETWEEN.split(rest)) if _digits(piece)]
    if not WRITTEN.fullmatch(first) or len({len(piece) for piece in pieces}) > 1:
        return ""
    plus = "+" if first.strip(" (").startswith("+") else ""
    # "+44 (0)20 ..." is how Britain prints the zero that is dialled inside the country only.
    digits = _digits(first.replace("(0)", "") if plus else first)
    return f"tel:{plus}{digits}" if 0 < len(digits) <= MOST_DIGITS else ""


def _plain(typed):
    """What was typed with ASCII's digits, hyphens and single spaces, without "Tel:" and invisible characters."""
    letters = []
    for letter in unicodedata.normalize("NFKC", typed):
        kind = unicodedata.category(letter)
        if kind == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        elif kind == "Pd" or letter == "\N{MINUS SIGN}":
            letters.append("-")
        elif kind != "Cf":
            letters.append(letter)
    text = " ".join("".join(letters).split())
    label = LABEL.match(text)
    return text[label.end() :] if label else text


def _first_and_rest(text):
    """A text as what may be a whole number, and what stands behind it, an extension aside.

    An area code isn't whole, so what is behind it belongs to it.
    """
    if written := WRITTEN.fullmatch(text):
        text = written[1]
    first, *others = BETWEEN.split(text)
    while others and len(_digits(first)) < WHOLE_DIGITS:
        first += others.pop(0)
    rest = "".join(others).strip()
    return (first.strip(), rest) if WRITTEN.fullmatch(first.strip()) else (text, "")


def _digits(text):
    """The digits in a text."""
    return re.sub(r"[^0-9]", "", text)


def _are_several(first, rest):
    """Whether a text that isn't one valid number holds several: by its length, or by two whole ones."""
    pieces = [first, *BETWEEN.split(rest)]
    is_long = len(_digits(first)) > MOST_DIGITS
    return is_long or sum(len(_digits(piece)) >= WHOLE_DIGITS for piece in pieces) > 1


def _phone(text, country):
    """The `Phone` that a plain text is; None if it isn't one valid number."""
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    written, extension = match.groups()
    region = country if country in COUNTRIES else None
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    is_own = number.country_code == phonenumbers.country_code_for_region(region or "ZZ")
    plan = PhoneNumberFormat.NATIONAL if is_own else PhoneNumberFormat.INTERNATIONAL
    text = phonenumbers.format_number(number, plan)
    link = f"tel:{phonenumbers.format_number(number, PhoneNumberFormat.E164)}"
    if extension:
        return Phone(f"{text} ext. {extension}", f"{link};ext={extension}")
    return Phone(text, link)


def may_be_emergency_number(number, country):
    """Whether a number may be one to dial in an emergency in a country; True if the country isn't known.

    That library's own examples aren't used: its example for Canada is wrong.
    """
    return country not in COUNTRIES or is_emergency_number(number, country)
