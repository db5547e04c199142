"""What people type: whether there is anything to read in it."""

import unicodedata

# Letters and symbols without ink, which Unicode calls neither space nor control: the fillers of Hangul, the
# blank of Braille, an empty note head, blanks among hieroglyphs, and what stands for an object that was lost.
WITHOUT_INK = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159\U00013441\U00013442\ufffc")


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
