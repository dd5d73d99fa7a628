# sin close to a root: relative rounding error of sin r - r.   gappa trig-near.g
@rnd = float<ieee_64, ne>;

s3 = -0x1.5555555555555p-3;
s5 = 0x1.1111110fa3a64p-7;
s7 = -0x1.9fbc7e0510b03p-13;

r = rnd(r_);
z rnd= r * r;
sine rnd= r * z * (s3 + z * (s5 + z * s7));
SINE = r * (r * r) * (s3 + r * r * (s5 + r * r * s7));

{ |r| in [0x1p-61, 0x1.93p-9]
 -> |sine -/ SINE| <= 0x1.2p-51 }
