"""The database itself refuses to change or delete an event of the audit log."""

from django.db import migrations

from leveller.workbench.ground.records import append_only


def guard(apps, schema_editor):
    append_only.guard(schema_editor.connection)


def lift(apps, schema_editor):
    append_only.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(guard, lift)]
