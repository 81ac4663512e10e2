import inet3site.search.fields
from django.db import migrations, models


# A later migration that makes the table of SQLite anew must make its triggers again.
FOLLOWING = {
    "sqlite": [
        """
        CREATE VIRTUAL TABLE search_tokens USING fts5(
            tokens, content='search_passage', content_rowid='id', tokenize="ascii tokenchars '_'"
        )
        """,
        """
        CREATE TRIGGER search_passage_inserted AFTER INSERT ON search_passage BEGIN
            INSERT INTO search_tokens(rowid, tokens) VALUES (new.id, new.tokens);
        END
        """,
        """
        CREATE TRIGGER search_passage_deleted AFTER DELETE ON search_passage BEGIN
            INSERT INTO search_tokens(search_tokens, rowid, tokens)
            VALUES ('delete', old.id, old.tokens);
        END
        """,
        """
        CREATE TRIGGER search_passage_updated AFTER UPDATE ON search_passage BEGIN
            INSERT INTO search_tokens(search_tokens, rowid, tokens)
            VALUES ('delete', old.id, old.tokens);
            INSERT INTO search_tokens(rowid, tokens) VALUES (new.id, new.tokens);
        END
        """,
    ],
    "postgresql": ["CREATE INDEX search_tokens ON search_passage USING gin (tokens)"],
}
LEAVING = {
    "sqlite": [
        "DROP TRIGGER search_passage_inserted",
        "DROP TRIGGER search_passage_deleted",
        "DROP TRIGGER search_passage_updated",
        "DROP TABLE search_tokens",
    ],
    "postgresql": ["DROP INDEX search_tokens"],
}


def follow(apps, schema_editor):
    """Let the database look for tokens in the way that it has."""
    for statement in FOLLOWING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def leave(apps, schema_editor):
    """Undo `follow`."""
    for statement in LEAVING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_type', models.CharField(max_length=60)),
                ('entry_id', models.UUIDField(db_index=True)),
                ('date', models.CharField(blank=True, max_length=21)),
                ('field', models.PositiveSmallIntegerField(choices=[(1, 'Title'), (2, 'Heading'), (3, 'Text')])),
                ('language', models.CharField(max_length=16)),
                ('anchor', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('length', models.PositiveIntegerField()),
                ('tokens', inet3site.search.fields.TokensField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Related',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_type', models.CharField(max_length=60)),
                ('entry_id', models.UUIDField(db_index=True)),
                ('date', models.CharField(blank=True, max_length=21)),
                ('related_id', models.UUIDField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry_id', 'related_id'), name='related_unique')],
            },
        ),
        migrations.RunPython(follow, leave),
    ]
