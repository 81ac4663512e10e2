"""Faults in content files: the change that makes each, and the line that names it."""

FAULTS = {
    "unknown field": (
        {"layers": ("number:", "nmber:")},
        "layers.yaml: base: nmber: There is no such field. Is it “number”?",
    ),
    "field that is needed": (
        {"layers": ("number: 1", "role: {zh: 作用, en: Role}")},
        "layers.yaml: base: number: This field cannot be null.",
    ),
    "no slug": (
        {"layers": ("slug: base\n  number", "number")},
        "layers.yaml: entry 1: slug: This field cannot be blank.",
    ),
    "slug of the wrong form": (
        {"districts": ("slug: chaoyang", "slug: Cháoyáng")},
        "districts.yaml: Cháoyáng: slug: Use lower-case letters a-z, digits and single hyphens.",
    ),
    "choice": (
        {"technologies": ("kind: technology", "kind: gadget")},
        "technologies.yaml: chips: kind: Value 'gadget' is not a valid choice."
        " The choices are: technology, field, carrier.",
    ),
    "length": (
        {"districts": ("en: Chaoyang", f"en: {'x' * 81}")},
        "districts.yaml: chaoyang: name.en: Ensure this value has at most 80 characters"
        " (it has 81).",
    ),
    "date": (
        {"plan": ("2023-03-17", "17 March 2023")},
        "policies/plan.yaml: plan: published_on: Enter a date that exists, as YYYY, YYYY-MM or"
        " YYYY-MM-DD, as far as it is known.",
    ),
    "number": (
        {"fund": ("amount: 100", "amount: many")},
        "initiatives/fund.yaml: fund: commitments.yearly.amount:"
        " “many” value must be a decimal number.",
    ),
    "text in one language": (
        {"plan": ("heading: {zh: 目标, en: Goal}", "heading: {zh: 目标}")},
        "policies/plan.yaml: plan: sections.s-1.heading.en: This text is needed.",
    ),
    "title in no language": (
        {"organisations": ("name: {zh: 某局, en: Bureau}", "name:")},
        "organisations.yaml: bureau: name.zh: This text is needed.",
    ),
    "title of a source": (
        {"sources": ("title: A report", "title:")},
        "sources.yaml: news: title: This text is needed.",
    ),
    "text that is not a pair": (
        {"organisations": ("name: {zh: 某局, en: Bureau}", "name: Bureau")},
        "organisations.yaml: bureau: name: This must be a mapping of “zh” and “en”.",
    ),
    "third language": (
        {"organisations": ("en: Bureau", "en: Bureau, fr: Bureau")},
        "organisations.yaml: bureau: name.fr: A text is in “zh” or “en”.",
    ),
    "truth where there should be text": (
        {"sources": ("title: A report", "title: true")},
        "sources.yaml: news: title: This must be text: put it in quotes.",
    ),
    "list where there should be text": (
        {"sources": ("title: A report", "title: [A report]")},
        "sources.yaml: news: title: This must be a single value.",
    ),
    "reference to nothing": (
        {"technologies": ("layers: [base]", "layers: [bases]")},
        "technologies.yaml: chips: layers.1: No layer has the slug “bases”. Is it “base”?",
    ),
    "reference that is no slug": (
        {"fund": ("district: chaoyang", "district: [chaoyang]")},
        "initiatives/fund.yaml: fund: district: This must be the slug of an entry.",
    ),
    "reference that is needed": (
        {"fund": ("district: chaoyang", "status: unknown")},
        "initiatives/fund.yaml: fund: district: This is needed.",
    ),
    "links that are no list": (
        {"technologies": ("layers: [base]", "layers: base")},
        "technologies.yaml: chips: layers: This must be a list of slugs.",
    ),
    "parts that are no list": (
        {"plan": ("citations:\n  - source: news", "citations: news")},
        "policies/plan.yaml: plan: citations: This must be a list of mappings.",
    ),
    "part without a key": (
        {"plan": ("key: goal\n    kind", "kind")},
        "policies/plan.yaml: plan: provisions.1: A part needs a “key”.",
    ),
    "part that belongs to no other part": (
        {"fund": ("slug: fund", "slug: fund\nreports:\n  - key: second")},
        "initiatives/fund.yaml: fund: reports.second.commitment: This is needed.",
    ),
    "id of the wrong form": (
        {"layers": ("slug: base", "slug: base\n  id: 6BA7B811-9DAD-11D1-80B4-00C04FD430C8")},
        "layers.yaml: base: id: This must be a UUID in lower case, with its hyphens.",
    ),
    "key beside an id": (
        {"plan": ("key: goal", "key: goal\n    id: 6ba7b811-9dad-11d1-80b4-00c04fd430c8")},
        "policies/plan.yaml: plan: provisions.6ba7b811-9dad-11d1-80b4-00c04fd430c8.id:"
        " There is a “key” already: one of the two is enough.",
    ),
    "key that is no text": (
        {"layers": ("slug: base", "slug: base\n  key: [base]")},
        "layers.yaml: base: key: This must be a single value.",
    ),
    "one id for entries of two types": (
        {
            name: (f"slug: {slug}", f"slug: {slug}\n  id: 6ba7b811-9dad-11d1-80b4-00c04fd430c8")
            for name, slug in (("layers", "base"), ("terms", "metaverse"))
        },
        "terms.yaml: metaverse: id: This must be unique; it is the same at: layers.yaml: base: id.",
    ),
    "translation without English": (
        {"terms": ("en: Metaverse}", "en: ''}\n  translation: official")},
        "terms.yaml: metaverse: translation: There is no English here.",
    ),
    "translation of nothing": (
        {"terms": ("en: Metaverse}", f"en: Metaverse}}\n  translated_from: {'0' * 64}")},
        "terms.yaml: metaverse: translation, translated_from:"
        " A translation has a status and is of a Chinese text.",
    ),
    "section that is not there": (
        {"plan": ("section: s-1", "section: s-9")},
        "policies/plan.yaml: plan: provisions.goal.section: No part of this entry has this key.",
    ),
    "section within itself": (
        {"plan": ("parent: s-1", "parent: s-1-1")},
        "policies/plan.yaml: plan: sections.s-1-1.parent: A part can't be within itself.",
    ),
    "period that ends before it begins": (
        {"plan": ("period_from: 2023", "period_from: 2023\nperiod_to: 2022")},
        "policies/plan.yaml: plan: period_to, period_from: The period ends before it begins.",
    ),
    "amount without a unit": (
        {"fund": ("currency: CNY", "per: year")},
        "initiatives/fund.yaml: fund: commitments.yearly.amount, operator, currency, unit.en,"
        " unit.zh: An amount needs an operator, and either a currency or a counted unit.",
    ),
    "two of the same address": (
        {
            "sources": (
                "language: en",
                "language: en\n- {slug: news, kind: press, title: B, language: en, key: b}",
            )
        },
        "sources.yaml: news: slug: This must be unique; it is the same at:"
        " sources.yaml: news: slug.",
    ),
    "two of the same key": (
        {"plan": ("  - source: news\n", "  - source: news\n  - source: news\n")},
        "policies/plan.yaml: plan: citations.news.key: This must be unique; it is the same at:"
        " policies/plan.yaml: plan: citations.news.key.",
    ),
    "two chosen values": (
        {
            "plan": (
                "  - source: news\n",
                "  - {source: news, field: title, chosen: true}\n"
                "  - {source: news, field: title, chosen: true, key: b}\n",
            )
        },
        "policies/plan.yaml: plan: citations.b.field: This must be unique;"
        " it is the same at: policies/plan.yaml: plan: citations.news.field.",
    ),
    "name of the file": (
        {"plan": ("slug: plan", "slug: other-plan")},
        "policies/plan.yaml: other-plan: slug: The file's name says “plan”.",
    ),
    "change note": (
        {"plan": ("kind: plan", "kind: plan\nchange_note: Corrected")},
        "policies/plan.yaml: plan: change_note:"
        " This must be a mapping of “zh” and “en”, with a text for each.",
    ),
    "syntax": (
        {"plan": ("title: {zh", "title: {zh: {zh")},
        "policies/plan.yaml: line 6, column 1: expected ',' or '}', but got '<scalar>'",
    ),
    "mapping as a name": (
        {"plan": ("title: {zh: 方案, en: Plan}", "title: {{ 方案 }}")},
        "policies/plan.yaml: line 5, column 9: found unhashable key",
    ),
    "name that stands twice": (
        {"plan": ("kind: plan", "kind: plan\nkind: plan")},
        "policies/plan.yaml: line 4, column 1: “kind” stands twice",
    ),
    "file that is no list": (
        {"sources": ("- slug: news\n  kind", "slug: news\nother:\n  kind")},
        "sources.yaml: This file is a list of entries: each begins with “- slug: …”.",
    ),
    "entry that is no mapping": (
        {"sources": ("- slug: news", "- news\n- slug: news")},
        "sources.yaml: entry 1: An entry is a mapping.",
    ),
}
