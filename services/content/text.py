"""What people type: whether there is anything to read in it, and whether a name is nothing but a name."""

import re
import unicodedata

# Letters and symbols without ink, which Unicode calls neither space nor control: the fillers of Hangul, the
# blank of Braille, an empty note head, blanks among hieroglyphs, and what stands for an object that was lost.
WITHOUT_INK = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159\U00013441\U00013442\ufffc")

# What leads elsewhere whatever is around it: "https://", "www.", "@ada".
LEADS_ELSEWHERE = re.compile(r"://|\bwww\.|\bhttps?:|@\S|\S@", re.IGNORECASE)
# As many digits as a phone number has at least, with no letter in between: 555-0100 has seven.
PHONE = re.compile(r"\d(?:[\W_]*\d){6}")
# What stands between words, dots and hyphens left alone; "..." is no dot of an address either.
BETWEEN_WORDS = re.compile(r"[^\w.-]+|\.{2,}")
# The parts of an abbreviation have no more letters than this: "Dipl.", "Prof.", "BSc.Hons".
ABBREVIATED = 4


def is_empty(text):
    """Whether there is nothing to see in a text: no sign at all, or invisible ones alone.

    Invisible are spaces, controls and format signs (Unicode's categories Z and C, with what this
    machine's Unicode doesn't know), marks without a letter to stand on (M, variation selectors among
    them), and the few letters without ink. A text with one visible sign is left as it is: emoji, Persian
    and Hindi need the invisible ones between their letters.
    """
    return not any(
        unicodedata.category(sign)[0] not in "ZCM" and sign not in WITHOUT_INK for sign in text
    )


def has_contact(text):
    """Whether a web address, an email address or a phone number stands in a text that is a name.

    For names and professions, which have dots of their own, so there is no list of endings: see
    `_is_address`. Signs that only look different (fullwidth letters, Arabic digits) are read as what
    they are, and invisible ones not at all.
    """
    plain = unicodedata.normalize("NFKC", text).replace("。", ".")
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Mn"))
    return bool(
        LEADS_ELSEWHERE.search(plain)
        or PHONE.search(plain)
        or any(_is_address(word) for word in BETWEEN_WORDS.split(plain))
    )


def _is_address(word):
    """Whether a word with dots in it is a web address rather than initials or an abbreviation.

    An address ends in two letters or more. It is one if these are small and English ("x.co.uk",
    "Clinic.com"), or if a part before them is too long to be abbreviated ("CLINIC.COM"). So "R.Kin",
    "M.Sc.PT" and "BSc.Hons" are none, nor is "Dr.med.", for its last dot.
    """
    *parts, last = word.strip("-").rstrip(".").split(".")
    has_case = (
        last.lower() != last.upper()
    )  # Arabic, say, has none, and writes "Dr." without a space
    if not parts or len(last) < 2 or not last.isalpha() or not has_case:
        return False
    if any(len(part) > ABBREVIATED for part in parts):
        return True
    is_abbreviated = word.endswith(".") and len(last) <= ABBREVIATED and word != word.lower()
    return last.isascii() and last.islower() and not is_abbreviated
