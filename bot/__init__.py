"""Where people meet it: questions and answers, web, mail, Telegram and the command line."""
