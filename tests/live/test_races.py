"""Two people who save the same page at the same moment, on a real server. `make races` has more of them."""

import pytest

from tests import races
from tests.servers import running_site


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_no_word_is_lost_if_two_people_save_at_the_same_moment(tmp_path, database, request):
    url = ""
    if database == "PostgreSQL":
        url = request.getfixturevalue("postgres").url
    with running_site(tmp_path, DATABASE_URL=url) as site:
        report = races.run(site, 20)
    assert report.lost == []
    assert report.told == 20
