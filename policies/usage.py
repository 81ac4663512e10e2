"""Where a term stands in the texts of the documents."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from .excerpts import Excerpt
from .models import Policy, Provision, Section, Term
from .outline import newest_first


@dataclass
class Use:
    """A document in which a term stands, with the sections and the provisions that have it."""

    policy: Policy
    sections: Excerpt[Section] = field(default_factory=Excerpt)
    provisions: Excerpt[Provision] = field(default_factory=Excerpt)

    @property
    def more(self) -> int:
        """The number of places that are not shown."""
        return self.sections.more + self.provisions.more


def uses(term: Term) -> list[Use]:
    """The documents whose sections or provisions have the name of a term, newest first.

    The name in either language is looked for as it is written, whatever its case, and so within
    longer words too.
    """
    found: dict[Policy, Use] = {}
    sections = _having(term, Section.objects.select_related("policy"), "heading", "text")
    for section in sorted(sections.defer("text_zh", "text_en"), key=_in_the_document):
        use = found.setdefault(section.policy, Use(section.policy))
        use.sections.rows.append(section)
    for provision in _having(term, Provision.objects.select_related("policy"), "text"):
        use = found.setdefault(provision.policy, Use(provision.policy))
        use.provisions.rows.append(provision)
    return [found[policy] for policy in newest_first(found)]


def _having[R: (Section, Provision)](term: Term, rows: QuerySet[R], *fields: str) -> QuerySet[R]:
    """The rows that have a name of the term in one of the pairs of fields."""
    has_name = Q()
    for language in ("zh", "en"):
        if name := getattr(term, f"name_{language}"):
            for each in fields:
                has_name |= Q(**{f"{each}_{language}__icontains": name})
    return rows.filter(has_name) if has_name else rows.none()


def _in_the_document(section: Section) -> list[int]:
    """The place of a section by the numbers of its identifier: `s-2-10` comes after `s-2-9`."""
    return [int(number) for number in section.identifier.split("-")[1:]]
