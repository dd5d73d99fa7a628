# atan close to 0: relative rounding error of atan t - t.   gappa atan-near.g
@rnd = float<ieee_64, ne>;

a3 = -0x1.5555555555554p-2;
a5 = 0x1.9999999894f36p-3;
a7 = -0x1.24908cf92ff35p-3;

t = rnd(t_);
z rnd= t * t;
cubic rnd= t * z * (a3 + z * (a5 + z * a7));
CUBIC = t * (t * t) * (a3 + t * t * (a5 + t * t * a7));

{ |t| in [0x1p-300, 0x1.01p-8] -> |cubic -/ CUBIC| <= 0x1.e1p-52 }
