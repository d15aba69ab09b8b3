"""`python -m sandbox`: a Slack workspace on this machine."""

import sys

from sandbox.command_line import main

sys.exit(main())
