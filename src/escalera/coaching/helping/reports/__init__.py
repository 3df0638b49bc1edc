"""Reports of conversations: what was said, who looks at it, what is decided, and what who is paused answers."""
