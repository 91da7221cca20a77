"""Looks at the database that the environment names: is it what the manifest says?

Run as a module by `verify`, in a process of its own, since a process has one default database.
"""

import sys
from pathlib import Path

from leveller.cli import project
from leveller.cli.backups.manifest import Manifest


def faults(manifest: Manifest) -> list[str]:
    """Unsound pages, rows too many or too few, links of the audit log that don't hold."""
    from leveller.cli.backups import databases
    from leveller.workbench.ground.records import queries
    from leveller.workbench.ground.records.chain import Head

    found = databases.counts()
    rows = [
        f"{table} has {found.get(table, 0)} rows in the place of {expected}"
        for table, expected in manifest.rows.items()
        if found.get(table) != expected
    ]
    heads = [Head(chain, *at) for chain, at in manifest.heads.items()]
    chains = [f"{f.chain}: {f.words}" for f in queries.audit_faults(heads)]
    return [*databases.faults(), *rows, *chains]


if __name__ == "__main__":
    project.start()
    wrong = faults(Manifest.read(Path(sys.argv[1])))
    print("\n".join(wrong))
    sys.exit(bool(wrong))
