"""What a user's function may import of FaaSr when it runs on faasr-tui's local cloud: the client functions."""
