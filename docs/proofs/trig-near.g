# sin close to a root, and sin, cos close to 0: relative rounding errors.   gappa trig-near.g
@rnd = float<ieee_64, ne>;

s3 = -0x1.5555555555555p-3;
s5 = 0x1.1111110fa3a64p-7;
s7 = -0x1.9fbc7e0510b03p-13;
c4 = 0x1.555555555549dp-5;
c6 = -0x1.6c16bb256b7f4p-10;

r = rnd(r_);
z rnd= r * r;
sine rnd= r * z * (s3 + z * (s5 + z * s7));
SINE = r * (r * r) * (s3 + r * r * (s5 + r * r * s7));
cosine rnd= z * (-0.5 + z * (c4 + z * c6));
COSINE = r * r * (-0.5 + r * r * (c4 + r * r * c6));

{ |r| in [0x1p-61, 0x1.93p-9]
 -> |sine -/ SINE| <= 0x1.2p-51 /\ |cosine -/ COSINE| <= 0x1.9p-52 }
