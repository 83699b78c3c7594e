"""Pages and answers of this context: files handed out, files on their way in."""
