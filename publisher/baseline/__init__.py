"""`config/baseline.toml`: errors that are known, why they are let be, and until when."""

from publisher.baseline.entries import BASELINE, Baseline, Entry, mark_known, read_baseline
from publisher.baseline.updating import update_baseline

__all__ = ["BASELINE", "Baseline", "Entry", "mark_known", "read_baseline", "update_baseline"]
