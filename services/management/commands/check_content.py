"""`manage.py check_content`: what could be better on the site's pages, and links that lead nowhere."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from services.checks.advice import advice_for
from services.checks.links import broken_links
from services.checks.reading import grade_of_page, words_of
from services.kinds import KINDS, SITE
from services.models import Publication
from services.publishing.publish import situation_in
from services.publishing.site import PublicSite
from services.publishing.snapshot import freeze, title_of


class Command(BaseCommand):
    """Prints each page's advice; exits with 1 if something has to be mended.

    That is what blocks publishing, or a broken link; with `--strict` also what is missing for patients' safety.
    """

    help = "Print advice on what is public, and links to pages of this site that aren’t there."

    def add_arguments(self, parser):
        """What to read."""
        parser.add_argument("--drafts", action="store_true", help="check drafts too")
        parser.add_argument(
            "--strict",
            action="store_true",
            help="fail for what is missing for patients’ safety too",
        )

    def handle(self, *args, drafts, strict, **options):
        """Print page by page, then a line on the reading grade and one on the whole."""
        try:
            wrong = self.check_site(PublicSite(at=timezone.now()), drafts, strict)
        except DatabaseError as problem:
            raise CommandError(f"The database can’t be used: {problem}") from problem
        self.stdout.write(
            "\nReading grades are Flesch-Kincaid (at most 8, aim for 6), and like the advice on "
            "wording for English only."
        )
        if wrong:
            raise CommandError(f"To fix: {wrong}.")
        self.stdout.write("Nothing to fix.")

    def check_site(self, site, drafts, strict):
        """Print advice on every page; returns how many things have to be mended.

        Pages that lack something for patients' safety come first.
        """
        pages = sorted(
            self.advice_by_page(site, drafts),
            key=lambda page: not any(item.is_safety for item in page[1]),
        )
        return sum(self.report(*page, strict) for page in pages)

    def advice_by_page(self, site, drafts):
        """Yields what there is to say about each page: its name, Advice, and Advice on broken links."""
        for model in KINDS:
            nothing = [model.content_class()] if model is SITE else []
            public = site.contents(model) or nothing
            contents = [(content, content.get_absolute_url()) for content in public]
            if drafts:
                retired = (
                    Publication.objects.in_force(site.at).filter(retired=True).values("page_key")
                )
                rows = model.objects.with_parts().exclude(key__in=retired)
                contents += [(freeze(row), "draft") for row in rows if freeze(row) not in public]
            for content, where in contents:
                if not content.is_over(site.today):
                    yield self.of_content(content, where, site)

    def of_content(self, content, where, site):
        """What there is to say about what one page says; its name has its reading grade."""
        name = f"{title_of(content)} ({where})"
        grade = grade_of_page(words_of(content))
        if grade is not None:
            name += f", reading grade {grade:.1f}"
        links = broken_links(content, site.answers)
        return name, list(advice_for(content, situation_in(site))), list(links)

    def report(self, name, advice, broken, strict):
        """Print what there is to say about one page; returns how many things have to be mended."""
        self.stdout.write(f"\n{name}" if advice or broken else f"\n{name}: fine")
        for item in sorted([*broken, *advice], key=lambda item: not item.is_safety):
            self.stdout.write(f"  - {mark_of(item, broken)}{item.text} [{field_name(item.field)}]")
        return len(broken) + sum(item.blocks or (strict and item.is_safety) for item in advice)


def mark_of(item, broken):
    """What comes before an Advice that has to be followed; an empty string before others."""
    if item in broken:  # its text begins so
        return ""
    if item.is_safety:
        return "For patients’ safety: "
    return "Blocks publishing: " if item.blocks else ""


def field_name(field):
    """The name of a form's field in words: `effects-0-text` is "effects 1, text"."""
    part, _dash, rest = field.partition("-")
    number, dash, name = rest.partition("-")
    words = f"{part} {int(number) + 1}, {name}" if dash else field
    return words.replace("_", " ")
