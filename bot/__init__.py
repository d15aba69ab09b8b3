"""What the bot knows and decides: mentions, people, engagements, digests, and what it says in Slack."""
