"""What the bot knows and decides: mentions, people, engagements, and what it says of them."""
