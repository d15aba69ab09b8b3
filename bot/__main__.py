"""Runs the command line: as ``botschafter``, or ``python -m bot`` where nothing is installed."""

import gc

# Collecting at every 700th object, as Python does, takes a tenth of what starting and polling take.
_OBJECTS = 20_000


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(_OBJECTS)
    from bot.command_line import main as run  # noqa: PLC0415  # a large part of all objects

    run()


if __name__ == "__main__":  # the processes that parse feeds import this file, too
    main()
