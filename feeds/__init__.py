"""The way of an entry: source, fetch, parse, identify. Plain data in, plain data out."""
