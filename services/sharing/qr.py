"""The code on a printed page that leads a phone back to it."""

from functools import lru_cache

import segno
from django.utils.safestring import mark_safe


@lru_cache(maxsize=16_384)  # drawing one takes longer than the rest of its page
def qr_svg(url):
    """`url` as a QR code: inline SVG, as large as its box, with the quiet zone that readers need.

    Error correction level Q: a fold or a coffee stain may cover a quarter of it (ISO/IEC 18004).
    """
    code = segno.make_qr(url, error="q")
    return mark_safe(code.svg_inline(omitsize=True, border=4, svgclass="qr", lineclass=None))
