"""Queries of the site's own content, and the entry that each asks for.

Where two entries are equally meant, as a term and the technology of the same name are, both stand
there, and either may come first; both must be found.
"""

WHITE_PAPER = "policy internet-3-0-white-paper-2023"
WORK_PLAN = "policy internet-3-0-work-plan-2023-2025"
FUND = "initiative chaoyang-special-fund"
METAVERSE = "term metaverse"
INTERNET_3 = "term internet-3-0"
BLOCKCHAIN = ("term blockchain", "technology blockchain")
DIGITAL_TWIN = ("term digital-twin", "technology digital-twin")
DIGITAL_HUMAN = ("term digital-human", "technology digital-human")
INTERFACE = ("term brain-computer-interface", "technology brain-computer-interface")

JUDGED: dict[str, dict[str, tuple[str, ...]]] = {
    "Chinese": {
        "互联网3.0": (INTERNET_3,),
        "元宇宙": (METAVERSE,),
        "区块链": BLOCKCHAIN,
        "数字人": DIGITAL_HUMAN,
        "白皮书": ("term white-paper",),
        "创新发展白皮书": (WHITE_PAPER,),
        "互联网3.0产业创新发展的工作方案": (WORK_PLAN,),
        "海淀": ("district haidian",),
        "朝阳区": ("district chaoyang",),
        "延庆": ("district yanqing",),
        "科幻产业数据": ("page science-fiction-industry",),
        "数字经济促进条例": ("policy digital-economy-promotion-regulation",),
        "虚拟现实产业园": ("initiative shijingshan-vr-park",),
        "市科学技术委员会": ("organisation beijing-science-and-technology-commission",),
        "京西智谷": ("initiative mentougou-jingxi-zhigu",),
        "科幻16条": ("initiative shijingshan-support-policies",),
        "世界元宇宙大会": ("initiative daxing-conference-and-base",),
        "未来产业": ("policy future-industries-implementation-plan",),
        "应用层": ("layer application", "term application-layer"),
    },
    "English": {
        "metaverse": (METAVERSE,),
        "Haidian": ("district haidian",),
        "Apple": ("organisation apple",),
        "digital human industry": ("policy digital-human-action-plan-2022-2025",),
        "innovation and development white paper": (WHITE_PAPER,),
        "generative AI services": ("policy national-generative-ai-interim-measures",),
        "state council": ("organisation state-council",),
        "136 measures": ("initiative haidian-136-measures",),
        "virtual reality industrial park": ("initiative shijingshan-vr-park",),
        "work plan": ("term work-plan",),
        "parallel forum": ("milestone internet-3-0-parallel-forum-2023",),
        "about": ("page about",),
    },
    "several words": {
        "朝阳 专项资金": (FUND,),
        "通州 元宇宙 若干措施": ("policy tongzhou-metaverse-measures",),
        "石景山 科幻 行动计划": ("policy shijingshan-science-fiction-action-plan-2022-2025",),
        "区块链 2025": ("policy blockchain-action-plan-2025-2027",),
        "北京市人民政府 工作方案": (WORK_PLAN,),
        "Dongcheng metaverse plan": ("policy dongcheng-metaverse-action-plan-2023-2025",),
        "blockchain 2020": ("policy blockchain-action-plan-2020-2022",),
    },
    "mixed": {
        "5G+8K": ("initiative yizhuang-culture-plan",),
        "WMC2022": ("milestone world-metaverse-conference-2022",),
        "XR终端": ("term xr-terminal", "technology xr-terminals"),
        "Web3": ("term web3",),
        "朝阳 Internet 3.0 measures": ("policy chaoyang-internet-3-0-measures",),
        "1+6": ("initiative haidian-136-measures",),
    },
    "pinyin": {
        "yuanyuzhou": (METAVERSE,),
        "yuan yu zhou": (METAVERSE,),
        "qukuailian": BLOCKCHAIN,
        "shuzi luansheng": DIGITAL_TWIN,
        "hulianwang3.0": (INTERNET_3,),
        "tongzhouqu": ("district tongzhou",),
        "baipishu": ("term white-paper",),
    },
    "traditional": {
        "區塊鏈": BLOCKCHAIN,
        "數字孿生": DIGITAL_TWIN,
        "門頭溝": ("district mentougou",),
        "腦機接口": INTERFACE,
        "互聯網3.0產業園": ("initiative chaoyang-internet-3-0-park",),
    },
    "phrases": {
        '"special funds"': (FUND,),
        "“专项资金” 互联网3.0": (FUND,),
        '"high-quality development"': ("policy dongcheng-metaverse-action-plan-2023-2025",),
        "「先行区」": ("initiative yizhuang-culture-plan",),
    },
    "exclusion": {
        "区块链 行动计划 -2020": ("policy blockchain-action-plan-2025-2027",),
        "行动计划 科幻 -北京市": ("policy shijingshan-science-fiction-action-plan-2022-2025",),
        'white paper -"white paper on Internet"': (WHITE_PAPER, "term white-paper"),
    },
    "document numbers": {
        "国发〔2021〕29号": ("policy national-digital-economy-plan-2021-2025",),
        "通政办发 2022 4": ("policy tongzhou-metaverse-measures",),
        "工信部联电子": ("policy national-vr-action-plan-2022-2026",),
        "第89号": ("policy digital-economy-promotion-regulation",),
    },
    "misspellings": {
        "metavrese": (METAVERSE,),
        "blokchain": BLOCKCHAIN,
        "圆宇宙": (METAVERSE,),
        "区快链": BLOCKCHAIN,
        "shijinshan": ("district shijingshan",),
        "digtal twin": DIGITAL_TWIN,
    },
    "the other language": {
        "脑机接口": INTERFACE,
        "brain-computer interface": INTERFACE,
        "special fund": ("term special-fund",),
        "生成式人工智能": ("term generative-ai",),
    },
}
"""By kind: for each query the entries that must be found, by type and slug."""
