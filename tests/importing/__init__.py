"""Tests of importing: each rule, the seeds, any bytes, the commands."""
