"""`manage.py check_content`: what could be better on the site's pages, and links that lead nowhere."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from services.checks.advice import advice_for_clinic, advice_for_treatment
from services.checks.links import broken_links
from services.checks.reading import grade_of_page, words_of_treatment
from services.models import Clinic, Publication, Treatment
from services.publishing.site import PublicSite
from services.publishing.snapshot import freeze


class Command(BaseCommand):
    """Prints each page's advice; exits with 1 if something can't be public or a link is broken."""

    help = "Print advice on what is public, and links to pages of this site that aren't there."

    def add_arguments(self, parser):
        """What to read."""
        parser.add_argument(
            "--drafts", action="store_true", help="read what staff have written since as well"
        )

    def handle(self, *args, drafts, **options):
        """Print page by page, then a line on the reading grade and one on the whole."""
        try:
            wrong = self.check_site(PublicSite(at=timezone.now()), drafts)
        except DatabaseError as problem:
            raise CommandError(f"The database can't be used: {problem}") from problem
        self.stdout.write(
            "\nReading grades are Flesch-Kincaid (at most 8, aim for 6), and like the advice on "
            "wording for English only."
        )
        if wrong:
            raise CommandError(f"To be mended: {wrong}.")
        self.stdout.write("Nothing has to be mended.")

    def check_site(self, site, drafts):
        """Print advice on every page; returns how many things have to be mended."""
        wrong = self.check_clinic("The clinic's details", site.frame.clinic)
        for treatment in site.treatments:
            wrong += self.check_treatment(treatment.get_absolute_url(), treatment, site)
        if not drafts:
            return wrong
        for row in Clinic.objects.all():
            if (content := freeze(row)) != site.frame.clinic:
                wrong += self.check_clinic("The clinic's details, draft", content)
        retired = Publication.objects.decided(site.at).filter(retired=True).values("page")
        for row in Treatment.objects.with_parts().exclude(key__in=retired):
            if (content := freeze(row)) not in site.treatments:
                wrong += self.check_treatment("draft", content, site)
        return wrong

    def check_clinic(self, name, clinic):
        """Print advice on the clinic's details; returns how many things have to be mended."""
        return self.report(name, advice_for_clinic(clinic), broken=())

    def check_treatment(self, where, treatment, site):
        """Print the grade of a page and advice on it; returns how many things have to be mended."""
        name = f"{treatment.title} ({where})"
        grade = grade_of_page(words_of_treatment(treatment))
        if grade is not None:
            name += f", reading grade {grade:.1f}"
        links = broken_links(treatment, site.answers, settings.SITE_URL)
        return self.report(name, advice_for_treatment(treatment), links)

    def report(self, name, advice, broken):
        """Print what there is to say about one page; returns how many things have to be mended."""
        advice, broken = list(advice), list(broken)
        self.stdout.write(f"\n{name}" if advice or broken else f"\n{name}: fine")
        for item in [*broken, *advice]:
            kind = "Broken link" if item in broken else "Blocks publishing"
            mark = f"{kind}: " if item in broken or item.blocks else ""
            self.stdout.write(f"  - {mark}{item.text} [{field_name(item.field)}]")
        return len(broken) + sum(item.blocks for item in advice)


def field_name(field):
    """The name of a form's field in words: `effects-0-text` is "effects 1, text"."""
    part, _dash, rest = field.partition("-")
    number, dash, name = rest.partition("-")
    words = f"{part} {int(number) + 1}, {name}" if dash else field
    return words.replace("_", " ")
