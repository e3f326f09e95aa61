"""When it is said: the calendar, the plan, the outbox and its workers, the jobs."""
