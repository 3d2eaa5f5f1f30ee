"""What differs between operating systems. Only Linux was run; what Windows and macOS do is written, not tried."""
