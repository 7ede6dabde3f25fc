"""Every drawn measure of what comes in, at length, with a table for each: `python3 make.py torture`.

Exit 1 where a return, an export or a project is read wrongly without a question.
"""

import sys
import time

from torture import answers, fuzz, kills, personal, projects, returns, series

LONG = {
    "Returns drawn with their truth fixed beforehand": lambda: returns.main(1500),
    "Survey exports, likewise": lambda: answers.main(20),
    "Projects of coded texts, likewise": lambda: projects.main(20),
    "Questions of honest counts, and of slips, in 1,000 returns a line": lambda: series.main(1000),
    "What tells who a single person is: found, and taken for it": personal.main,
    "Valid files of every format, damaged at random": lambda: fuzz.main(20_000),
    "Commands ended at each of their changes": kills.main,
}


def main() -> int:
    """Run them one after another; how many failed."""
    failed = 0
    for title, measure in LONG.items():
        started = time.monotonic()
        print(f"\n{title}\n", flush=True)
        failed += bool(measure())
        print(f"\n{time.monotonic() - started:.0f} s", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
