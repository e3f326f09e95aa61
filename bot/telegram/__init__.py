"""Telegram: asking, being somebody, administering. aiogram costs seconds: only what talks to Telegram imports it."""
