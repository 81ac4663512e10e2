"""The terms of schema.org that the site uses: the types, and the types that a property belongs to.

Written after the vocabulary at https://schema.org/; a term that is not here is a mistake, or
belongs here after a look at that vocabulary.
"""

PARENTS = {
    "AdministrativeArea": ("Place",),
    "BreadcrumbList": ("ItemList",),
    "CreativeWork": ("Thing",),
    "DataDownload": ("MediaObject",),
    "Dataset": ("CreativeWork",),
    "DefinedTerm": ("Intangible",),
    "DefinedTermSet": ("CreativeWork",),
    "EntryPoint": ("Intangible",),
    "GovernmentOrganization": ("Organization",),
    "Intangible": ("Thing",),
    "ItemList": ("Intangible",),
    "Legislation": ("CreativeWork",),
    "ListItem": ("Intangible",),
    "MediaObject": ("CreativeWork",),
    "Organization": ("Thing",),
    "Place": ("Thing",),
    "PropertyValue": ("Intangible",),
    "Report": ("CreativeWork",),
    "SearchAction": ("Thing",),
    "Thing": (),
    "WebSite": ("CreativeWork",),
}
"""The types above each type that the site uses."""

DOMAINS = {
    "abstract": ("CreativeWork",),
    "alternateName": ("Thing",),
    "author": ("CreativeWork",),
    "containedInPlace": ("Place",),
    "contentUrl": ("MediaObject",),
    "datePublished": ("CreativeWork",),
    "description": ("Thing",),
    "distribution": ("Dataset",),
    "encodingFormat": ("CreativeWork", "MediaObject"),
    "identifier": ("Thing",),
    "inDefinedTermSet": ("DefinedTerm",),
    "inLanguage": ("CreativeWork",),
    "isAccessibleForFree": ("CreativeWork", "Place"),
    "item": ("ListItem",),
    "itemListElement": ("ItemList",),
    "legislationDate": ("Legislation",),
    "legislationDateOfApplicability": ("Legislation",),
    "legislationIdentifier": ("Legislation",),
    "legislationJurisdiction": ("Legislation",),
    "legislationLegalForce": ("Legislation",),
    "legislationPassedBy": ("Legislation",),
    "legislationType": ("Legislation",),
    "license": ("CreativeWork",),
    "name": ("Thing",),
    "position": ("CreativeWork", "ListItem"),
    "potentialAction": ("Thing",),
    "propertyID": ("PropertyValue",),
    "publisher": ("CreativeWork",),
    "query-input": ("SearchAction",),
    "reportNumber": ("Report",),
    "sameAs": ("Thing",),
    "spatialCoverage": ("CreativeWork",),
    "target": ("SearchAction",),
    "temporalCoverage": ("CreativeWork",),
    "url": ("Thing",),
    "urlTemplate": ("EntryPoint",),
    "value": ("PropertyValue",),
}
"""The types that each property belongs to; `query-input` is Google's notation for `query`."""


def kinds_of(name: str) -> set[str]:
    """A type and all types above it; raise KeyError for one that is not listed."""
    return {name}.union(*(kinds_of(parent) for parent in PARENTS[name]))
