"""How functions run: the tiers, a call, rewritten graphs kept on disk, errors."""
