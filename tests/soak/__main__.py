# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.soak`."""

from tests.soak.soaking import main

if __name__ == "__main__":
    main()
