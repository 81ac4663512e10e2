"""The site's own content, proofread: all that is found is known."""

from collections import Counter

import pytest
from django.core.management import call_command

from inet3site.publishing import findings, ledger
from inet3site.publishing.registry import all_types

pytestmark = pytest.mark.stores


def test_every_finding_in_the_content_of_the_site_is_a_known_one() -> None:
    call_command("load_content", verbosity=0)
    keys = [
        key for each in all_types() for key in each.model._base_manager.values_list("pk", flat=True)
    ]
    found = findings.of_revisions(ledger.latest_revisions(keys))
    for a in found.values():
        for b in a:
            print(b.code, b.message)
    assert 0
