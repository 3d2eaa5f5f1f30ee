"""The library on disk: database, takes and reference copies."""
