"""A small set of content files, for tests of the loader."""

from pathlib import Path

FILES = {
    "sources.yaml": """
- slug: news
  kind: press
  title: A report
  language: en
""",
    "organisations.yaml": """
- slug: bureau
  kind: public-body
  name: {zh: 某局, en: Bureau}
""",
    "layers.yaml": """
- slug: base
  number: 1
  name: {zh: 基础层, en: Base layer}
""",
    "technologies.yaml": """
- slug: chips
  kind: technology
  name: {zh: 芯片, en: Chips}
  layers: [base]
""",
    "terms.yaml": """
- slug: metaverse
  name: {zh: 元宇宙, en: Metaverse}
""",
    "policies/plan.yaml": """
slug: plan
kind: plan
level: municipal
title: {zh: 方案, en: Plan}
published_on: 2023-03-17
period_from: 2023
issuances:
  - organisation: bureau
sections:
  - identifier: s-1
    heading: {zh: 目标, en: Goal}
  - identifier: s-1-1
    parent: s-1
    heading: {zh: 细目, en: Detail}
provisions:
  - key: goal
    kind: goal
    section: s-1
    text: {zh: 建成标杆, en: Become a benchmark}
    technologies: [chips]
    citations:
      - {source: news, field: text, quote: a benchmark}
citations:
  - source: news
""",
    "districts.yaml": """
- slug: chaoyang
  code: 110105
  name: {zh: 朝阳区, en: Chaoyang}
""",
    "initiatives/fund.yaml": """
slug: fund
district: chaoyang
title: {zh: 专项资金, en: Special fund}
policies: [plan]
commitments:
  - key: yearly
    title: {zh: 每年, en: Each year}
    operator: gte
    amount: 100
    currency: CNY
    quote: {en: at least 100}
    reports:
      - key: first-year
        outcome: partly
        evidence: {zh: 已安排一部分, en: A part was provided}
        citations:
          - source: news
""",
    "milestones.yaml": """
- slug: opening
  date: 2023-05
  title: {zh: 启动, en: Opening}
  initiative: fund
  hosts: [bureau]
""",
    "pages/home.yaml": """
slug: home
title: {zh: 首页, en: Home}
body:
  zh: |
    第一段。

    第二段。
  en: |
    One.

    Two.
figures:
  - key: fund
    title: {zh: 资金, en: Fund}
    operator: gte
    amount: 100
    currency: CNY
    initiative: fund
""",
}


def write(directory: Path, **changes: tuple[str, str]) -> Path:
    """Write the files; `changes` replace a text in the file whose name has the argument's name."""
    for name, text in FILES.items():
        for part, (old, new) in changes.items():
            if part in name:
                assert old in text
                text = text.replace(old, new)
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory
