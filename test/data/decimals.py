"""What decimal-functions.py and decimal-special.py share: decimals of several precisions beside a value."""
from mpmath import mp, mpf

PRECISIONS = (5, 20, 50, 200)


def digits_of(value, places):
    return mp.nstr(value, places, strip_zeros=False, min_fixed=-10**6, max_fixed=10**6)


def rounded(value, precision, closeness):
    """The greatest decimal of `precision` digits below `value`, and whether it is the value: 0 is, and any other closer than 10^-closeness of it; None if no other is."""
    if value == 0:
        return "0", True
    e = int(mp.floor(mp.log10(abs(value))))
    if abs(value) >= mpf(10) ** (e + 1):
        e += 1
    if abs(value) < mpf(10) ** e:
        e -= 1
    scaled = value * mpf(10) ** (precision - 1 - e)
    near = int(mp.nint(scaled))
    is_value = closeness is not None and abs(scaled - near) < mpf(10) ** -closeness * abs(scaled)
    return f"{near if is_value else int(mp.floor(scaled))}e{e + 1 - precision}", is_value


def cells(value, closeness):
    """The decimals beside a value at all precisions, and which of them are the value."""
    return [list(column) for column in zip(*(rounded(value, p, closeness) for p in PRECISIONS))]
