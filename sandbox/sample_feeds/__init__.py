"""Sample feeds: a small invented world that talks about the invented company Alpenglück."""

from sandbox.sample_feeds.server import SampleFeeds

__all__ = ["SampleFeeds"]
