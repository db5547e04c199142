"""A bake's manifest -> what nginx needs to answer as this site does itself; `deploy/nginx.conf` uses it."""

import re

from services.http.headers import MOVED_CACHE, headers_for
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
    old = {url: to for path, to in manifest["old"].items() for url in (path, f"{path}/")}
    names = sorted({name for page in pages.values() for name in page["headers"]} - ITS_OWN)
    maps = [
        _map("$uri", "file", {url: f"/{page['file']}" for url, page in answering.items()}),
        _map("$uri", "etag", {url: f'W/"{page["digest"]}"' for url, page in answering.items()}),
        # In its maps nginx takes small and capital letters for the same, as `plain` does.
        _map("$uri", "moved", old | manifest["moved"]),
        _with_query(manifest["old_with_query"]),
        'map $clinic_rest $clinic_before_rest {\n  default "?";\n  "" "";\n}\n',
        # A card at an old address leads to its page's card, or says that the page is gone.
        f'map $uri $clinic_card_of {{\n  "~^{card}$" $clinic_page_of_card;\n}}\n',
        _map("$clinic_card_of", "card", manifest["cards"]),
        _map("$clinic_card_of", "card_gone", manifest["gone"]),
        _map("$uri", "gone", manifest["gone"], "$clinic_card_gone"),
        _map("$uri", "shortcut", present | manifest["icons"], "$clinic_card"),
    ]
    headers = ["add_header ETag $clinic_etag;\n"]
    # By the address that was asked for: what moved may have the name of a page's file, /index.html say, or be
    # a page's address with another query string.
    of_name = {"Cache-Control": "$clinic_cache"}
    maps.append(
        f'map $clinic_asked$clinic_moved $clinic_cache {{\n  default "{MOVED_CACHE}";\n'
        '  "" $clinic_header_cache_control;\n}\n'
    )
    for name in names:
        variable = f"header_{name.lower().replace('-', '_')}"
        values = {url: page["headers"].get(name, "") for url, page in pages.items()}
        # Of an address with no file behind it, a redirect say, whatever most files have: pictures outnumber pages.
        usual = headers_for("/").get(name, "")
        # nginx may have gone on from the address to its file when it looks a header up.
        values |= {f"/{page['file']}": values[url] for url, page in pages.items()}
        others = {url: value for url, value in values.items() if value != usual}
        maps.append(_map("$uri", variable, others, _quoted(usual)))
        headers.append(f"add_header {name} {of_name.get(name, f'$clinic_{variable}')} always;\n")
    return {"maps.conf": "\n".join(maps), "headers.conf": "".join(headers)}


def _with_query(old):
    """The `map` block of what leads elsewhere with one query string only; `$clinic_rest` is what follows it.

    The longest come first, as in `known_of`.
    """
    with_query = [
        (path, query, to) for path, queries in old.items() for query, to in queries.items()
    ]
    lines = []
    for path, query, to in sorted(with_query, key=lambda line: (-len(line[1]), line)):
        pattern = (
            rf"~*^{re.escape(path.rstrip('/'))}/?\?{re.escape(query)}(?:&(?<clinic_rest>.+))?&?$"
        )
        pattern = pattern.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'  "{pattern}" {_quoted(to)};')
    return "\n".join(['map "$uri?$args" $clinic_asked {', '  default "";', *lines, "}\n"])


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
