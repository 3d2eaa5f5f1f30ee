"""The viewer: it plays a take and says how it was made."""
