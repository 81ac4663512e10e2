from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from inet3site.accounts import second_factor


class Command(BaseCommand):
    help = "Remove the second factor of somebody who has lost the phone and the recovery codes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody is named {username}.")
        if not second_factor.remove(user):
            raise CommandError(f"{username} has no second factor.")
        self.stdout.write(f"The second factor of {username} is removed.")
