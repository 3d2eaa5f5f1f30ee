"""The widgets all screens are made of. They know the theme and words, and nothing of generations."""
