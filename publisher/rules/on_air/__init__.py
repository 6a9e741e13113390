"""What is said in an episode: promises of links, and the sites that they are about."""
