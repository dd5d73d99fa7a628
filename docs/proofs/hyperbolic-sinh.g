# sinh near zero: relative rounding error of the part from x^3 on.   gappa hyperbolic-sinh.g
@rnd = float<ieee_64, ne>;

s3 = 0x1.5555555555555p-3;
s5 = 0x1.1111111111111p-7;
s7 = 0x1.a01a01a01a01ap-13;
s9 = 0x1.71de3a556c734p-19;

x = rnd(x_);
z rnd= x * x;
cubic rnd= x * z * (s3 + z * (s5 + z * (s7 + z * s9)));
CUBIC = x * (x * x) * (s3 + x * x * (s5 + x * x * (s7 + x * x * s9)));

{ |x| in [0x1p-54, 0x1p-5] -> |cubic -/ CUBIC| <= 0x1.e1p-52 }
