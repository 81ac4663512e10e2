from functools import partial

from django.db import migrations

from inet3site.publishing.upcasts import give_status


class Migration(migrations.Migration):
    """English that had no status before is unofficial, as in the snapshots of schema 1."""

    dependencies = [("policies", "0002_domain")]
    operations = [
        migrations.RunPython(partial(give_status, app_label="policies"), migrations.RunPython.noop)
    ]
