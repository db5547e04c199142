"""`manage.py reading_grade`: how hard the starting content is to read."""

from django.core.management.base import BaseCommand

from services.checks.reading import reading_grade, words_of
from services.starting_content.ims import IMS


class Command(BaseCommand):
    """Prints the Flesch-Kincaid grade of the starting content."""

    help = "Print the Flesch-Kincaid grade of the starting content."

    def handle(self, *args, **options):
        """One line: the grade and its limit."""
        grade = reading_grade(words_of(IMS))
        self.stdout.write(
            f"Flesch-Kincaid grade of {IMS.title}: {grade:.1f} (at most 8, aim for 6)"
        )
