"""A collective report: what members' minutes and payments come to together, never a row of one person."""
