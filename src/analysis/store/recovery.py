"""What a command that was ended left halfway is finished or taken back: `python -m
analysis.store.recovery`.
"""

import sys

from analysis.declare.table import InputError
from analysis.store.journal import recover


def main() -> int:
    """Say in one line what was done, if anything, or what is in the way."""
    try:
        done = recover()
    except InputError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    if done:
        print(f"analysis: {done}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
