"""A published feed → the folder of a show that publishes the same feed again."""
