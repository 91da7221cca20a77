"""How long a brief of about twelve pages takes in each face: `python -m benchmarks.papers`.

The first printing of a process loads the face's library; the second is what a worker takes. Time of
the clock, and of the processor in brackets, since another job may share the machine.
"""

import os
import tempfile
import time
from dataclasses import dataclass, replace


def brief():
    """The sample of the tests with real charts, maps and tables."""
    from tests.ground.papers import sample

    from leveller.workbench.ground.pages.gallery import figures, shapes
    from leveller.workbench.ground.papers import drawings, tree

    charts = [drawings.chart_block(c, sample.HEALTH) for c in figures.every_chart()[:5]]
    maps = [drawings.map_block(m, sample.DEATHS) for m in shapes.every_map()]
    more = (
        tree.Section("In pictures", tuple(charts)),
        tree.Section("On the map", tuple(maps)),
        tree.Section("Deaths under 75", (tree.TableBlock(figures.table()),)),
    )
    paper = sample.paper()
    return replace(paper, sections=(*paper.sections, *more))


@dataclass(frozen=True)
class Taken:
    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:6.2f} s ({self.processor:5.2f} s)"


def timed(work) -> tuple[object, Taken]:
    clock, processor = time.perf_counter(), time.process_time()
    made = work()
    return made, Taken(time.perf_counter() - clock, time.process_time() - processor)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leveller.config.settings")
    os.environ.setdefault("LEVELLER_HOME", tempfile.mkdtemp(prefix="leveller-bench-"))
    import django

    django.setup()
    from leveller.workbench.ground.papers.faces import Face, printed

    paper, drawn = timed(brief)
    print(f"{'drawing charts and maps':24} {drawn}")
    clock, processor = drawn.clock, drawn.processor
    for face in Face:
        [one], first = timed(lambda face=face: printed(paper, (face,)))
        _, again = timed(lambda face=face: printed(paper, (face,)))
        clock, processor = clock + first.clock, processor + first.processor
        print(f"{face:24} {first}   again {again} {len(one.content) / 1000:7.0f} kB")
    print(f"{'all of it, first time':24} {Taken(clock, processor)}")


if __name__ == "__main__":
    main()
