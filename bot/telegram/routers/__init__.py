"""A router a topic; `bot.telegram.dispatching` puts them together."""
