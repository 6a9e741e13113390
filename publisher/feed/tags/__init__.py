"""What each tag of a feed says: functions of a channel or an item, for the table of tags."""
