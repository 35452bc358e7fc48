"""What must hold of the editions."""
