"""A Slack workspace on this machine, for trying things out and for tests."""
