"""People at the desk, each with a role."""

from django.contrib.auth.models import Group, User
from django.test import Client


def person(name: str, *roles: str, is_superuser: bool = False) -> User:
    """Somebody who may sign in at the desk, with the permissions of these roles."""
    user = User.objects.create_user(name, is_staff=True, is_superuser=is_superuser)
    user.groups.set(Group.objects.filter(name__in=roles))
    assert user.groups.count() == len(roles)
    return user


def browser_of(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client
