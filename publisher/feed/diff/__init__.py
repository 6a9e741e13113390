"""Two snapshots of a feed → what changes for those who are subscribed to it. No I/O."""
