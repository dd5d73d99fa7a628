# log close to 1: relative rounding error of the two small terms (z is not 0, nothing underflows).   gappa log-near.g
@rnd = float<ieee_64, ne>;

c3 = 0x1.5555555555555p-2;
c4 = -0x1p-2;
c5 = 0x1.99999999d1a8fp-3;
c6 = -0x1.5555555543049p-3;
c7 = 0x1.249250a8fd18fp-3;
c8 = -0x1.00007c7979895p-3;

z = rnd(Z);
zz rnd= z * z;
cubic rnd= zz * z * (c3 + z * c4 + zz * (c5 + z * c6 + zz * (c7 + z * c8)));
CUBIC = Z * Z * Z * (c3 + Z * c4 + Z * Z * (c5 + Z * c6 + Z * Z * (c7 + Z * c8)));

{ |Z| in [0x1p-54, 0x1p-9] -> |cubic -/ CUBIC| <= 0x1.ep-51 }
