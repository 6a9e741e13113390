"""What is otherwise than in the last run: a small memory of what that one found, and a comparison.

The memory is `.publisher/last-run.json`. It may be lost, broken or somebody else's at any time:
then nothing is compared, and that is all.
"""

from publisher.since.comparing import with_changes

__all__ = ["with_changes"]
