"""`python -m hostile`, with the folder tests on the path: how many hostile inputs there are, by kind."""

from hostile.inputs import totals

if __name__ == "__main__":
    print(totals())
