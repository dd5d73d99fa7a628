# asin: rounding error of the sum with the table.   gappa asin.g, for the bounds of |t| and of the error in asin.ranges
# Every line is a line of src/rounding/elementary/kernel/asin.ts; a capital is the exact value of the small letter.
@rnd = float<ieee_64, ne>;

a3 = 0x1.5555555555556p-3;
a5 = 0x1.333333321cc42p-4;
a7 = 0x1.6db9d29cd1b39p-5;

t = rnd(t_); tl = rnd(tl_); tableLow = rnd(tableLow_);
z rnd= t * t;
cubic rnd= t * z * (a3 + z * (a5 + z * a7));
CUBIC = t * (t * t) * (a3 + t * t * (a5 + t * t * a7));
l rnd= e + (tl + 0.5 * (z * tl) + (cubic + tableLow));
L = e + (tl + 0.5 * (t * t * tl) + (CUBIC + tableLow));

{ |t| <= %LOW% /\ |tl| <= 0x1.01p-60 /\ |tableLow| <= 0x1p-54 /\ |e| <= 0x1p-53
 -> |l - L| <= %HIGH% }
