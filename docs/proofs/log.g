# log: rounding error of the kernel, absolute, and relative term by term for x close to 1.   gappa log.g
# Every line is a line of src/rounding/elementary/kernel/log.ts; a capital is the exact value of the small letter.
@rnd = float<ieee_64, ne>;
@grid = fixed<-24, ne>;             # adding and subtracting toGrid

c3 = 0x1.5555555555555p-2;
c4 = -0x1p-2;
c5 = 0x1.99999999d1a8fp-3;
c6 = -0x1.5555555543049p-3;
c7 = 0x1.249250a8fd18fp-3;
c8 = -0x1.00007c7979895p-3;
ln2Low = 0x1.ef35793c76730p-45;

m = rnd(m_);
mh = grid(m);
u = mh * c - 1;                     # exact, and so is v
v = (m - mh) * c;
Z = u + v;
z = rnd(Z);
zz rnd= z * z;
cubic rnd= zz * z * (c3 + z * c4 + zz * (c5 + z * c6 + zz * (c7 + z * c8)));
CUBIC = Z * Z * Z * (c3 + Z * c4 + Z * Z * (c5 + Z * c6 + Z * Z * (c7 + Z * c8)));
cross rnd= v * (u + 0.5 * v);
CROSS = v * (u + 0.5 * v);
aLow rnd= e * ln2Low + tableLow;
ALOW = e * ln2Low + tableLow;
low rnd= w / (1 + z);
LOW = w / (1 + Z);
err rnd= err1 + err2;               # exact errors of the two sums to h
ERR = err1 + err2;
l rnd= err + (cubic - cross + (aLow + low));
L = ERR + (CUBIC - CROSS + (ALOW + LOW));

{ m in [0.7, 1.42] /\ c in [0.7, 1.42] /\ |Z| <= 0x1.39p-9 /\ |u| <= 0x1.3ap-9
  /\ |e| <= 1074 /\ @FIX(e, 0) /\ |tableLow| <= 0x1p-43 /\ |w| <= 0x1.7p-50 /\ |err1| <= 0x1p-43 /\ |err2| <= 0x1p-43
 -> |v| <= 0x1p-24 /\ |l - L| <= 0x1.4dp-78 }
