from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='applied',
            name='rules',
            field=models.CharField(blank=True, max_length=100),
        ),
    ]
