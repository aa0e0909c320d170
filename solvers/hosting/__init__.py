"""Who serves whom: each client serves itself or is served by one host, at least cost."""
