"""The full-text index behind the port: FTS5 with triggers, or a GIN index."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE search_fts USING fts5"
    "(folded, content='search_searchentry', content_rowid='id')",
    """CREATE TRIGGER search_fts_insert AFTER INSERT ON search_searchentry BEGIN
         INSERT INTO search_fts(rowid, folded) VALUES (new.id, new.folded); END""",
    """CREATE TRIGGER search_fts_delete AFTER DELETE ON search_searchentry BEGIN
         INSERT INTO search_fts(search_fts, rowid, folded)
         VALUES ('delete', old.id, old.folded); END""",
    """CREATE TRIGGER search_fts_update AFTER UPDATE ON search_searchentry BEGIN
         INSERT INTO search_fts(search_fts, rowid, folded)
         VALUES ('delete', old.id, old.folded);
         INSERT INTO search_fts(rowid, folded) VALUES (new.id, new.folded); END""",
]
POSTGRESQL = [
    "CREATE INDEX search_folded ON search_searchentry "
    "USING gin (to_tsvector('simple', folded))"
]


def make_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make_index, migrations.RunPython.noop)]
