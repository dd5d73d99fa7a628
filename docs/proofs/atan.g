# atan: rounding error of the sum with the table.   gappa atan.g
# Every line is a line of src/rounding/elementary/kernel/atan.ts; a capital is the exact value of the small letter.
@rnd = float<ieee_64, ne>;

a3 = -0x1.5555555555554p-2;
a5 = 0x1.9999999894f36p-3;
a7 = -0x1.24908cf92ff35p-3;

t = rnd(t_); tl = rnd(tl_); tableLow = rnd(tableLow_);
z rnd= t * t;
cubic rnd= t * z * (a3 + z * (a5 + z * a7));
CUBIC = t * (t * t) * (a3 + t * t * (a5 + t * t * a7));
l rnd= e + (tl - z * tl + (cubic + tableLow));
L = e + (tl - t * t * tl + (CUBIC + tableLow));

{ |t| <= 0x1.01p-8 /\ |tl| <= 0x1.01p-59 /\ |tableLow| <= 0x1p-54 /\ |e| <= 0x1p-53
 -> |l - L| <= 0x1.ecp-77 }
