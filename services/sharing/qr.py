"""The code on a printed page that leads a phone back to it."""

import re
from functools import lru_cache

import zxingcpp
from django.utils.safestring import mark_safe

DARK = re.compile(b"\x00+")


@lru_cache(maxsize=16_384)
def qr_svg(url):
    """`url` as a QR code: inline SVG, as large as its box, with the quiet zone that readers need.

    Error correction level Q: a fold or a coffee stain may cover a quarter of it (ISO/IEC 18004).
    A stroke for each run of dark modules is half of what the library's own SVG weighs.
    """
    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    modules = memoryview(code.to_image())  # a byte for each, black or white
    size = modules.shape[0]
    path = []
    for y, row in enumerate(modules.tolist()):
        x = 0
        for run in DARK.finditer(bytes(row)):
            move = f"m{run.start() - x} 0" if x else f"M{run.start()} {y}.5"
            path.append(f"{move}h{len(run[0])}")
            x = run.end()
    return mark_safe(
        f'<svg viewBox="0 0 {size} {size}" class="qr"><path stroke="#000" d="{"".join(path)}"/></svg>'
    )
