"""Django's own command line; `saolang` is the friendlier name for it."""

from saolang.config.cli import main

if __name__ == "__main__":
    main()
