"""Texts that Django shows editors, for our catalogue: its own Chinese lacks them or reads badly."""

from django.utils.translation import gettext_noop

DJANGO_LACKS = (
    gettext_noop("- Select an option -"),
    gettext_noop("Logout"),
)

DJANGO_SAYS_BADLY = (
    gettext_noop(" By %(filter_title)s "),
    gettext_noop("Add %(name)s"),
    gettext_noop("Add %s"),
    gettext_noop("Add another %(model)s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Add link"),
    gettext_noop("Added {name} “{object}”."),
    gettext_noop("Change %s"),
    gettext_noop("Change history: %s"),
    gettext_noop("Change or view list link"),
    gettext_noop("Changed {fields} for {name} “{object}”."),
    gettext_noop("Delete selected %(model)s"),
    gettext_noop("Deleted {name} “{object}”."),
    gettext_noop("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Model name"),
    gettext_noop("None available"),
    gettext_noop(
        "Please enter the correct %(username)s and password for a staff account. "
        "Note that both fields may be case-sensitive."
    ),
    gettext_noop("Save and add another"),
    gettext_noop("Search %(name)s"),
    gettext_noop("Select %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop(
        "This object doesn’t have a change history. It probably wasn’t added via this admin site."
    ),
    gettext_noop("View %s"),
    gettext_noop("View selected %(model)s"),
    gettext_noop("You may edit it again below."),
)
