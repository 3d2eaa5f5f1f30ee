"""Rushes, a desktop studio for making video with Seedance 2.0 through skills.video."""

__version__ = "0.1.0"
