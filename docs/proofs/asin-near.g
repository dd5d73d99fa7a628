# asin close to 0: relative rounding error of asin t - t.   gappa asin-near.g
@rnd = float<ieee_64, ne>;

a3 = 0x1.5555555555556p-3;
a5 = 0x1.333333321cc42p-4;
a7 = 0x1.6db9d29cd1b39p-5;

t = rnd(t_);
z rnd= t * t;
cubic rnd= t * z * (a3 + z * (a5 + z * a7));
CUBIC = t * (t * t) * (a3 + t * t * (a5 + t * t * a7));

{ |t| in [0x1p-300, 0x1.01p-8] -> |cubic -/ CUBIC| <= 0x1.c1p-52 }
