"""Published rostering instances: read, scored and written without any solver."""
