"""Rows for tests: keyword-only functions with working defaults.

A row goes to the store of the present context; in `live` it is the first edition of its entry.
"""

import itertools
from datetime import UTC, datetime
from typing import Any

from django.db import models, router

from districts.models import (
    Commitment,
    CommitmentReport,
    District,
    Initiative,
    InitiativeCitation,
    Milestone,
)
from inet3site.pages.models import Figure, PageCitation, SitePage
from inet3site.publishing.models import (
    Entry,
    Operation,
    PublicEdition,
    PublicSlug,
    Translated,
)
from inet3site.publishing.registry import type_of
from inet3site.publishing.stores import LIVE
from policies.models import (
    Issuance,
    Layer,
    Organisation,
    Policy,
    PolicyAttachment,
    PolicyCitation,
    PolicyRelation,
    Provision,
    Section,
    Source,
    SourceAttachment,
    Succession,
    Target,
    Technology,
    Term,
    TermRelation,
)
from tests.attached import a_pdf

UPDATED_AT = datetime(2026, 11, 22, 4, tzinfo=UTC)
_numbers = itertools.count(1)


def make[M: models.Model](model: type[M], defaults: dict[str, Any], fields: dict[str, Any]) -> M:
    """A saved row of `model`; lists among `fields` are its many-to-many relations."""
    values = defaults | fields
    if issubclass(model, Entry):
        values.setdefault("slug", f"{model._meta.model_name}-{next(_numbers)}")
        if router.db_for_write(model) == LIVE:
            values = {"edition": 1, "updated_at": UPDATED_AT} | values
    many = {name: value for name, value in values.items() if isinstance(value, list)}
    row = model(**{name: value for name, value in values.items() if name not in many})
    if isinstance(row, Translated) and not row.translated_from:
        row.mark_translated()
    row.save(force_insert=True)
    for name, related in many.items():
        getattr(row, name).set(related)
    return row


def make_source(**fields: Any) -> Source:
    defaults = {"kind": "press", "title": "A press report", "language": "en"}
    return make(Source, defaults, fields)


def make_organisation(**fields: Any) -> Organisation:
    defaults = {"kind": "public-body", "name_zh": "北京市科委", "name_en": "Science Commission"}
    return make(Organisation, defaults, fields)


def make_layer(*, number: int = 1, **fields: Any) -> Layer:
    defaults = {
        "slug": f"layer-{number}",
        "number": number,
        "name_zh": f"第{number}层",
        "name_en": f"Layer {number}",
    }
    return make(Layer, defaults, fields)


def make_technology(**fields: Any) -> Technology:
    defaults = {"kind": "technology", "name_zh": "区块链", "name_en": "Blockchain"}
    return make(Technology, defaults, fields)


def make_policy(**fields: Any) -> Policy:
    defaults = {
        "kind": "white-paper",
        "level": "municipal",
        "title_zh": "创新发展白皮书",
        "title_en": "Innovation white paper",
        "published_on": "2023-05-27",
    }
    return make(Policy, defaults, fields)


def make_attachment(*, policy: Policy, **fields: Any) -> PolicyAttachment:
    defaults = {"policy": policy, "title_zh": "原文", "title_en": "The original", **a_pdf()}
    return make(PolicyAttachment, defaults, fields)


def make_source_attachment(*, source: Source, **fields: Any) -> SourceAttachment:
    defaults = {"source": source, "title_zh": "存档", "title_en": "A copy", **a_pdf()}
    return make(SourceAttachment, defaults, fields)


def make_issuance(*, policy: Policy, organisation: Organisation, **fields: Any) -> Issuance:
    return make(Issuance, {"policy": policy, "organisation": organisation}, fields)


def make_section(*, policy: Policy, identifier: str = "s-1", **fields: Any) -> Section:
    defaults = {
        "policy": policy,
        "identifier": identifier,
        "heading_zh": f"章节 {identifier}",
        "heading_en": f"Section {identifier}",
        "text_zh": "正文",
        "text_en": "Text",
    }
    return make(Section, defaults, fields)


def make_provision(*, policy: Policy, **fields: Any) -> Provision:
    defaults = {
        "policy": policy,
        "kind": "measure",
        "text_zh": "建设共性技术平台",
        "text_en": "Build shared platforms",
    }
    return make(Provision, defaults, fields)


def make_target(*, policy: Policy, **fields: Any) -> Target:
    defaults = {
        "policy": policy,
        "title_zh": "产业规模",
        "title_en": "Size of the industry",
        "operator": "gt",
        "amount": 50_000_000_000,
        "currency": "CNY",
        "per": "total",
        "period_to": "2025",
    }
    return make(Target, defaults, fields)


def make_policy_relation(
    *, policy: Policy, related_policy: Policy, **fields: Any
) -> PolicyRelation:
    defaults = {"policy": policy, "kind": "implements", "related_policy": related_policy}
    return make(PolicyRelation, defaults, fields)


def make_succession(*, organisation: Organisation, predecessor: Organisation, **fields: Any) -> Any:
    return make(Succession, {"organisation": organisation, "predecessor": predecessor}, fields)


def make_term(**fields: Any) -> Term:
    defaults = {"name_zh": "元宇宙", "name_en": "metaverse"}
    return make(Term, defaults, fields)


def make_term_relation(*, term: Term, related_term: Term, **fields: Any) -> TermRelation:
    defaults = {"term": term, "kind": "broader", "related_term": related_term}
    return make(TermRelation, defaults, fields)


def make_policy_citation(*, policy: Policy, source: Source, **fields: Any) -> PolicyCitation:
    return make(PolicyCitation, {"policy": policy, "source": source}, fields)


def make_district(**fields: Any) -> District:
    defaults = {
        "slug": "chaoyang",
        "code": "110105",
        "name_zh": "朝阳区",
        "name_en": "Chaoyang",
        "pinyin": "Cháoyáng",
    }
    return make(District, defaults, fields)


def make_initiative(*, district: District, **fields: Any) -> Initiative:
    defaults = {"district": district, "title_zh": "专项资金", "title_en": "Special fund"}
    return make(Initiative, defaults, fields)


def make_commitment(*, initiative: Initiative, **fields: Any) -> Commitment:
    defaults = {
        "initiative": initiative,
        "title_zh": "年度资金",
        "title_en": "Yearly fund",
        "operator": "gte",
        "amount": 100_000_000,
        "currency": "CNY",
        "per": "year",
    }
    return make(Commitment, defaults, fields)


def make_report(*, commitment: Commitment, **fields: Any) -> CommitmentReport:
    defaults = {
        "initiative": commitment.initiative,
        "commitment": commitment,
        "outcome": "met",
        "evidence_zh": "已拨付",
        "evidence_en": "Paid out",
    }
    return make(CommitmentReport, defaults, fields)


def make_milestone(**fields: Any) -> Milestone:
    defaults = {"date": "2023-05-27", "title_zh": "白皮书发布", "title_en": "Release"}
    return make(Milestone, defaults, fields)


def make_initiative_citation(
    *, initiative: Initiative, source: Source, **fields: Any
) -> InitiativeCitation:
    return make(InitiativeCitation, {"initiative": initiative, "source": source}, fields)


def make_site_page(*, slug: str = "about", **fields: Any) -> SitePage:
    defaults = {"slug": slug, "title_zh": "关于", "title_en": "About", "body_en": "Text."}
    return make(SitePage, defaults, fields)


def make_figure(*, page: SitePage, **fields: Any) -> Figure:
    defaults = {
        "page": page,
        "title_zh": "科幻产业营业收入",
        "title_en": "Revenue of the science-fiction industry",
        "operator": "eq",
        "amount": 48_020_000_000,
        "currency": "CNY",
        "as_of": "2024",
    }
    return make(Figure, defaults, fields)


def make_page_citation(*, page: SitePage, source: Source, **fields: Any) -> PageCitation:
    return make(PageCitation, {"page": page, "source": source}, fields)


def make_public_edition(*, entry: Entry, **fields: Any) -> PublicEdition:
    """A line of the public history of `entry`, which need not be saved; keeps its address."""
    name = type_of(entry).name
    PublicSlug.objects.update_or_create(
        entry_type=name, slug=entry.slug, defaults={"entry_id": entry.pk}
    )
    number = next(_numbers)
    defaults = {
        "sequence": number,
        "entry_type": name,
        "entry_id": entry.pk,
        "number": number,
        "operation": Operation.PUBLISH,
        "major": False,
        "schema": 1,
        "slug": entry.slug,
        "at": UPDATED_AT,
    }
    return make(PublicEdition, defaults, fields)
