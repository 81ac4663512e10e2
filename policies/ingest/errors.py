"""What can't be read."""


class Unreadable(ValueError):
    """A file that gives no text; the message, in the active language, is for the editor."""
