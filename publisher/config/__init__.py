"""Config files → the network; and the one mechanism that checks them and front matter."""

from publisher.config.loading import find_root, load_network

__all__ = ["find_root", "load_network"]
