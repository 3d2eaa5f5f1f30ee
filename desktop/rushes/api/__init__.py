"""The skills.video client: the only part that speaks HTTP."""
