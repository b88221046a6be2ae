# SPDX-License-Identifier: Apache-2.0
"""What a state says of the vehicle once it is in the country: the answer of one, or of all."""
