"""The windows in which templates are maintained: seen, checked, changed and published."""
