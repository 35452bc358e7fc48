"""From the project's files to the model: the only modules that know the source formats."""
