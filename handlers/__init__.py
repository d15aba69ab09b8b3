"""How people speak to the bot: one file for each way in."""
