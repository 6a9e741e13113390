"""Sound shows, and a hundred ways to break them: each must be caught, by the right rule."""
