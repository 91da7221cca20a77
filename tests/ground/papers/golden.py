"""Writes the sample's plain form, for review: `python -m tests.ground.papers.golden`."""

import json
import os
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leveller.config.settings")
    import django

    django.setup()
    from leveller.workbench.ground.papers.assembly import PRODUCT, assemble
    from leveller.workbench.ground.papers.faces import machine
    from tests.ground.papers import sample

    text = machine.render(assemble(sample.paper())).decode().replace(PRODUCT, "Leveller any")
    whole = json.loads(text)
    whole["product"]["version"] = "any"
    golden = json.dumps(whole, ensure_ascii=False, indent=1)
    Path(__file__).with_name("golden.json").write_text(f"{golden}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
