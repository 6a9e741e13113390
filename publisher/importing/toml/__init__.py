"""TOML written as a person would, and added to without changing what stands there."""
