"""A repository that another tool reads → the config with which ours builds it where it lies."""
