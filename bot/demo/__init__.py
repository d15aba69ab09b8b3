"""The demo: a workspace, sample feeds and the bot on this machine, three weeks into their story."""

from bot.demo.company import sandbox_config
from bot.demo.moving import move_running, read_span, runs_at
from bot.demo.opening import DemoOptions
from bot.demo.running import run_demo
from bot.demo.serving import serve_sandbox

__all__ = [
    "DemoOptions",
    "move_running",
    "read_span",
    "run_demo",
    "runs_at",
    "sandbox_config",
    "serve_sandbox",
]
