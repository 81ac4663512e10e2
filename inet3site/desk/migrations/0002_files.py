from django.db import migrations

from inet3site.desk.roles import give


def give_permissions(apps, schema_editor):
    give(apps)


class Migration(migrations.Migration):
    """Let the roles work with the files of policies and sources."""

    dependencies = [("desk", "0001_roles"), ("policies", "0005_files")]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
