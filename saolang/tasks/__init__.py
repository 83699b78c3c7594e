"""The queue: retry, schedule, dead letters, progress; idempotency keys."""
