"""What a PDF is for: one small YAML file a profile, and those that users write themselves.

A profile builds on another by `base: NAME` and says only what differs.
"""

from exporter.profiles.profile import Colour, Profile, find_profile, names

__all__ = ["Colour", "Profile", "find_profile", "names"]
