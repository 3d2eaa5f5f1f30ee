"""The library on disk: database, takes and reference copies."""

from rushes.store.bin import Emptied
from rushes.store.files import KeptFile
from rushes.store.generations import Counts
from rushes.store.library import Library, is_library
from rushes.store.restart import RestartReport
from rushes.store.rows import Facts

__all__ = ["Counts", "Emptied", "Facts", "KeptFile", "Library", "RestartReport", "is_library"]
