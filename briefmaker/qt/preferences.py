"""placeholder until the settings land"""
from typing import Any
Preferences = Any
