"""What the tests of patients' pages share: which pages of the demo, and what is looked for."""

PAGES = {
    "home": "/",
    "list": "/treatments/",
    "treatment": "/treatments/ims-dry-needling/",
    "treatment with fewer parts": "/treatments/pelvic-health/",
    "team": "/team/",
    "person": "/team/elspeth-thorsby/",
    "first visit": "/first-visit/",
    "fees": "/fees/",
    "page of text": "/working-with-us/",
    "visit": "/visit/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "not found": "/nope/",
}
IMS = PAGES["treatment"]
RULES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ]
}  # fmt: skip
# The links that a thumb would miss, as HTML: lower or narrower than 44 px, unless they stand in a sentence.
SMALL_TARGETS = """() => [...document.querySelectorAll('a')].filter(link => {
            if (link.closest('p, dd') && !link.closest('.contact')) return false;  // in a sentence
            const box = link.getBoundingClientRect(), row = link.closest('.listing li, .index li, .people li');
            const height = row ? row.getBoundingClientRect().height : box.height;
            return box.width && !link.matches('.skip') && (height < 43.5 || box.width < 43.5);
        }).map(link => link.outerHTML)"""
