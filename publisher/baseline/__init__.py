"""`config/baseline.toml`: errors that are known, why they are let be, and until when."""

from publisher.baseline.entries import BASELINE, Baseline, Entry, mark_known, read_baseline

__all__ = ["BASELINE", "Baseline", "Entry", "mark_known", "read_baseline"]
