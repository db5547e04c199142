"""What people type: whether there is anything to read in it, and whether a name is nothing but a name."""

import re
import unicodedata

# Letters and symbols without ink, which Unicode calls neither space nor control: the fillers of Hangul, the
# blank of Braille, an empty note head, blanks among hieroglyphs, and what stands for an object that was lost.
WITHOUT_INK = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159\U00013441\U00013442\ufffc")

# What leads elsewhere whatever is around it: "https://", "www.", "tel:", "@ada".
LEADS_ELSEWHERE = re.compile(
    r"://|\bwww\.|\b(?:https?|mailto|tel|sms|whatsapp):|@\S|\S@", re.IGNORECASE
)
# Digits with no letter in between, nor a comma with a space behind it, which begins something else.
DIGITS = re.compile(r"[+(]?\d(?:(?:[^\w,;]|_|[,;](?!\s))*\d)*")
# A phone number has so many digits at least, a doctor's number in the United Kingdom ("GMC 1234567") one
# less. With so many it is a phone number if more than spaces stand between them: "555-0100".
PHONE_DIGITS, PHONE_DIGITS_IN_GROUPS = 8, 7
# What stands between words, dots and hyphens left alone; "..." is no dot of an address either.
BETWEEN_WORDS = re.compile(r"[^\w.-]+|\.{2,}")
# The parts of an abbreviation have no more letters than this: "Dipl.", "Prof.", "BSc.Hons".
ABBREVIATED = 4
# Endings that make an address of anything, however it is written: those that no title has.
ENDINGS = {
    "com", "net", "org", "info", "biz", "online", "site", "website", "shop", "store", "link", "click",
    "top", "xyz", "pro", "dev", "app", "clinic", "health", "care", "co", "io", "me", "ly", "gl", "tv",
    "gg", "eu", "uk", "ie", "ca", "us", "au", "nz", "рф",
}  # fmt: skip
# Endings of two letters that are degrees and titles too: "MSc.pt", "dr.sc".
DEGREES = {"ac", "md", "ms", "mt", "pt", "sc"}


def is_empty(text):
    """Whether there is nothing to see in a text: no characters at all, or invisible ones alone.

    Invisible are spaces, control and format characters (Unicode's categories Z and C, with what this
    machine's Unicode doesn't know), marks without a letter to stand on (M, variation selectors among
    them), and the few letters without ink. A text with one visible character is left as it is: emoji,
    Persian and Hindi need the invisible ones between their letters.
    """
    return not any(
        unicodedata.category(char)[0] not in "ZCM" and char not in WITHOUT_INK for char in text
    )


def lines_of(text):
    """The lines of a text that have something on them, without the spaces around."""
    return [line.strip() for line in text.splitlines() if not is_empty(line)]


def has_contact(text):
    """Whether a web address, an email address or a phone number stands in a text that is a name.

    For names and professions, which have dots and numbers of their own: see `_is_address` and
    `_is_phone`. Characters that only look different (fullwidth letters, Arabic digits) are read as what
    they are, and invisible ones not at all.
    """
    plain = unicodedata.normalize("NFKC", text).replace("。", ".")
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    return bool(
        LEADS_ELSEWHERE.search(plain)
        or any(_is_phone(match[0]) for match in DIGITS.finditer(plain))
        or any(_is_address(word) for word in BETWEEN_WORDS.split(plain))
    )


def _is_phone(group):
    """Whether digits and what is between them are a phone number rather than a registration number."""
    count = sum(map(str.isdecimal, group))
    has_signs = any(not char.isdecimal() and not char.isspace() for char in group)
    return count >= (PHONE_DIGITS_IN_GROUPS if has_signs else PHONE_DIGITS)


def _is_address(word):
    """Whether a word with dots in it is a web address rather than initials or an abbreviation.

    It is one if it has one of `ENDINGS`, or any ending behind a part that is too long to be abbreviated
    ("CLINIC.CH", "clinic.physio"), or a country's two small letters ("ims.fr"). So "R.Kin", "M.Sc.PT",
    "BSc.hons", "St.george" and "Maria.Ng" are none, nor are the initials of "J.de Vries".
    """
    *parts, last = word.strip("-").rstrip(".").split(".")
    if not parts or not last.isalpha():
        return False
    if last.casefold() in ENDINGS:
        return True
    if len(last) < 2 or not last.isascii():
        return False
    longest = max(map(len, parts))
    if longest > ABBREVIATED:
        return last.islower() or last.isupper()
    return longest > 1 and len(last) == 2 and last.islower() and last not in DEGREES
