"""What is wanted beside what is there and what was imported → what is written."""
