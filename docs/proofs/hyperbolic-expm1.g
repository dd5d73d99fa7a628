# expm1 near zero: relative rounding error of the part from x^3 on.   gappa hyperbolic-expm1.g
@rnd = float<ieee_64, ne>;

e3 = 0x1.5555555555555p-3;
e4 = 0x1.5555555555562p-5;
e5 = 0x1.111111111bc38p-7;
e6 = 0x1.6c16c16aacbc6p-10;
e7 = 0x1.a019ec1ebc0d8p-13;
e8 = 0x1.a01c1dbbed867p-16;
e9 = 0x1.7e4d0574b73dep-19;

x = rnd(x_);
z rnd= x * x;
cubic rnd= x * z * (e3 + x * e4 + z * (e5 + x * e6 + z * (e7 + x * e8 + z * e9)));
CUBIC = x * (x * x) * (e3 + x * e4 + x * x * (e5 + x * e6 + x * x * (e7 + x * e8 + x * x * e9)));

{ |x| in [0x1p-54, 0x1p-5] -> |cubic -/ CUBIC| <= 0x1.23p-51 }
