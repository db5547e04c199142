"""What publishing refuses after the form has let it through is said in the form."""

import pytest

from services.checks import Advice
from services.models import Publication, Treatment

from .staff import change_url, submit

pytestmark = pytest.mark.django_db


def test_a_refusal_by_publishing_loses_nothing(staff, ims, monkeypatch):
    """A rule of a kind may look at its parts, which the page's own form doesn't have."""
    refusal = Advice("effects-0-text", "This part can’t be public.", blocks=True)
    monkeypatch.setattr("services.publishing.publish.blocking_advice", lambda *args: [refusal])
    before = Publication.objects.count()
    answer = submit(staff, change_url(ims), "_publish", title="Another title")
    assert answer.status_code == 200
    assert "This part can’t be public." in answer.content.decode()
    assert 'value="Another title"' in answer.content.decode()
    assert Publication.objects.count() == before
    assert Treatment.objects.get(pk=ims.pk).title == ims.title
    saved = submit(staff, change_url(ims), "_save", title="Another title")
    assert saved.status_code == 302
