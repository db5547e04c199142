from django.db import migrations, models

OF_PAGE = {
    "Publication": ("publication_of_page", ["live_from"]),
    "ReplacedDraft": ("replaced_draft_of_page", []),
    "ReviewLink": ("review_link_of_page", []),
}


def index(model):
    """The index of one page's rows, the newest first. It names the field in an expression."""
    name, more = OF_PAGE[model]
    return models.Index("page_key", models.F("id").desc(), *more, name=name)


class Migration(migrations.Migration):
    """The key of a page is called what it is. An index with an expression can't follow a rename."""

    dependencies = [("services", "0015_plain_words")]

    operations = [
        migrations.RemoveConstraint("Erasure", "erasure_is_of_a_picture_or_of_words"),
        *(migrations.RemoveIndex(model, name) for model, (name, _more) in OF_PAGE.items()),
        *(
            migrations.RenameField(model, "page", "page_key")
            for model in ("Publication", "ReplacedDraft", "ReviewLink", "SignOff", "Erasure")
        ),
        *(migrations.AddIndex(model, index(model)) for model in OF_PAGE),
        migrations.AddConstraint(
            "Erasure",
            models.CheckConstraint(
                condition=models.Q(picture__isnull=True) ^ models.Q(page_key=""),
                name="erasure_is_of_a_picture_or_of_words",
                violation_error_message="Either a picture is deleted, or text on a page.",
            ),
        ),
    ]
