# exp near zero: relative rounding error of s = e^x - 1 - x.   gappa exp-near.g
@rnd = float<ieee_64, ne>;

c3 = 0x1.555555555548fp-3;
c4 = 0x1.55555555554bfp-5;
c5 = 0x1.111115b8ed30ep-7;
c6 = 0x1.6c16c6fd9d40ap-10;

x = rnd(x_);
z rnd= x * x;
s rnd= z * (0.5 + x * (c3 + x * c4 + z * (c5 + x * c6)));
S = x * x * (0.5 + x * (c3 + x * c4 + x * x * (c5 + x * c6)));

{ |x| in [0x1p-54, 0x1p-9] -> |s -/ S| <= 0x1.82p-52 }
