"""Rules and data of the program: standard library only, no input or output."""
