"""Runs the command line as ``python -m bot``, where nothing is installed."""

from bot.command_line import main

if __name__ == "__main__":  # the processes that parse feeds import this file, too
    main()
