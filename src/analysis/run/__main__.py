"""`python -m analysis.run`: in a fork where a build has a process to fork from, else here."""

import os
import sys

from analysis.run import forking, main

status = forking.ask(sys.argv[1:]) if forking.ASKED_AT in os.environ else None
sys.exit(main(sys.argv[1:]) if status is None else status)
