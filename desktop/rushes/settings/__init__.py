"""What belongs to this computer and its user: folders, preferences, secrets, logs."""
