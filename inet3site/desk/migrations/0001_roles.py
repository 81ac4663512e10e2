from django.db import migrations

from inet3site.desk.roles import give


def make_roles(apps, schema_editor):
    give(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("districts", "0005_roles"),
        ("pages", "0004_roles"),
        ("policies", "0004_roles"),
        ("publishing", "0003_record"),
        ("reports", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
