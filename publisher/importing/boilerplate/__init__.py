"""What repeats in the episodes of a feed → said once: in the show's files, and in no episode's."""

from publisher.importing.boilerplate.tidying import tidy
from publisher.importing.boilerplate.values import Removal, Tidied, TidiedEpisode

__all__ = ["Removal", "Tidied", "TidiedEpisode", "tidy"]
