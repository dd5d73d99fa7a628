# tanh near zero: relative rounding error of the part from x^3 on.   gappa hyperbolic-tanh.g
@rnd = float<ieee_64, ne>;

t3 = -0x1.5555555555555p-2;
t5 = 0x1.1111111111111p-3;
t7 = -0x1.ba1ba1ba1ba1cp-5;
t9 = 0x1.664f4882c10fap-6;
t11 = -0x1.226e355e6c23dp-7;

x = rnd(x_);
z rnd= x * x;
cubic rnd= x * z * (t3 + z * (t5 + z * (t7 + z * (t9 + z * t11))));
CUBIC = x * (x * x) * (t3 + x * x * (t5 + x * x * (t7 + x * x * (t9 + x * x * t11))));

{ |x| in [0x1p-54, 0x1p-5] -> |cubic -/ CUBIC| <= 0x1.e1p-52 }
