from django.db import migrations

from inet3site.desk.roles import give


def give_roles(apps, schema_editor):
    give(apps)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_files"), ("links", "0001_initial")]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
