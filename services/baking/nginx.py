"""A bake's manifest -> what nginx needs to answer as this site does itself; `deploy/nginx.conf` uses it."""

import re
from collections import Counter

from services.http.headers import MOVED_CACHE
from services.publishing.site import CARD_ADDRESS

# Headers that nginx makes itself from the file.
ITS_OWN = {"Content-Type"}


def nginx_files(manifest):
    """The files for nginx as name -> text: `maps.conf` for its http block, `headers.conf` for the server's."""
    pages = manifest["pages"]
    # nginx keeps what a group found under the group's name, among all its other variables.
    card = CARD_ADDRESS.replace("?P<page>", "?P<clinic_page_of_card>")
    answering = {url: page for url, page in pages.items() if page["status"] == 200}
    present = dict.fromkeys(manifest["cards"].values(), "")
    names = sorted({name for page in pages.values() for name in page["headers"]} - ITS_OWN)
    maps = [
        _map("$uri", "file", {url: f"/{page['file']}" for url, page in answering.items()}),
        _map("$uri", "etag", {url: f'W/"{page["digest"]}"' for url, page in answering.items()}),
        _map("$uri", "moved", manifest["moved"]),
        _by_query(manifest["moved_by_query"]),
        # A card at an old address leads to its page's card, or says that the page is gone.
        f'map $uri $clinic_card_of {{\n  "~^{card}$" $clinic_page_of_card;\n}}\n',
        _map("$clinic_card_of", "card", manifest["cards"]),
        _map("$clinic_card_of", "card_gone", manifest["gone"]),
        _map("$uri", "gone", manifest["gone"], "$clinic_card_gone"),
        _map("$uri", "shortcut", present | manifest["icons"], "$clinic_card"),
    ]
    headers = ["add_header ETag $clinic_etag;\n"]
    # An address of a former website may be that of a page, but for its query string.
    of_name = {"Cache-Control": "$clinic_cache"}
    maps.append(
        f'map $clinic_moved_by_query $clinic_cache {{\n  default "{MOVED_CACHE}";\n'
        '  "" $clinic_header_cache_control;\n}\n'
    )
    for name in names:
        variable = f"header_{name.lower().replace('-', '_')}"
        values = {url: page["headers"].get(name, "") for url, page in pages.items()}
        [(usual, _times)] = Counter(values.values()).most_common(1)
        # nginx may have gone on from the address to its file when it looks a header up.
        values |= {f"/{page['file']}": values[url] for url, page in pages.items()}
        if name == "Cache-Control":
            values |= dict.fromkeys(manifest["moved"], MOVED_CACHE)
        others = {url: value for url, value in values.items() if value != usual}
        maps.append(_map("$uri", variable, others, _quoted(usual)))
        headers.append(f"add_header {name} {of_name.get(name, f'$clinic_{variable}')} always;\n")
    return {"maps.conf": "\n".join(maps), "headers.conf": "".join(headers)}


def _by_query(moved):
    """The `map` block of what leads elsewhere with one query string only; what follows that is kept."""
    lines = []
    for path, queries in sorted(moved.items()):
        for query, address in sorted(queries.items()):
            asked = re.escape(f"{path}?{query}").replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'  "~^{asked}$" {_quoted(address)};')
            lines.append(f'  "~^{asked}&(?<clinic_rest>.+)$" "{address}?$clinic_rest";')
            lines.append(f'  "~^{asked}&$" {_quoted(address)};')
    return "\n".join(['map "$uri?$args" $clinic_moved_by_query {', '  default "";', *lines, "}\n"])


def _map(of, name, values, default='""'):
    """One `map` block: the variable `$clinic_<name>` that follows from the variable `of`."""
    lines = [f"  default {default};"]
    lines += [f"  {_quoted(key)} {_quoted(value)};" for key, value in sorted(values.items())]
    return "\n".join([f"map {of} $clinic_{name} {{", *lines, "}\n"])


def _quoted(text):
    """`text` as nginx reads it; a dollar can't be written there at all, and no address has one."""
    if "$" in text:
        raise ValueError(f"nginx can't take {text!r}.")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
