"""Many readers while somebody publishes again and again: nobody meets an error, or half of two sites."""

from tests.load import READERS, publish_under_load
from tests.servers import running_site


def test_nobody_meets_an_error_or_a_mix_while_pages_are_published(tmp_path):
    with running_site(tmp_path) as site:
        report = publish_under_load(site, tmp_path, publications=15)
    assert report.answers > 500
    assert report.failed == []
    assert report.mixed == []
    assert {edition for _asked, edition in report.seen} >= {0, 15}
    assert {edition for _asked, edition in report.seen[-READERS:]} == {15}
