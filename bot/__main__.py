"""Runs the command line as ``python -m bot``, where nothing is installed."""

from bot.command_line import main

main()
