"""placeholder until the drafts land"""
from typing import Any
Desk = Any
