"""Text in, a Question out: names, years, topic and what is to be computed."""
