# exp: rounding error of the reduced argument, and of the kernel relative to the table entry Th.   gappa exp.g
# Every line is a line of src/rounding/elementary/kernel/exp.ts; a capital is the exact value of the small letter.
@rnd = float<ieee_64, ne>;
@grid = fixed<-35, ne>;             # adding and subtracting toGrid

c3 = 0x1.555555555548fp-3;
c4 = 0x1.55555555554bfp-5;
c5 = 0x1.111115b8ed30ep-7;
c6 = 0x1.6c16c6fd9d40ap-10;
stepLow = 0x1.1cf79abc9e3b4p-43;

# expOfPair
t = rnd(t_);                        # xh - k·stepHigh, exact
xl = rnd(xl_);
low rnd= (t - grid(t)) - k * stepLow + xl;   # t - grid(t) is exact; gappa rounds it all the same, which changes nothing
LOW = (t - grid(t)) - k * stepLow + xl;

# expReduced, for any rh and rl in its range
rh = grid(rh_);
rl = rnd(rl_);
r rnd= rh + rl;
z rnd= r * r;
s rnd= z * (0.5 + r * (c3 + r * c4 + z * (c5 + r * c6)));
y rnd= rl + s;
R = rh + rl;
S = R * R * (0.5 + R * (c3 + R * c4 + R * R * (c5 + R * c6)));
Y = rl + S;
l rnd= e + (Th * y + Tl * (1 + (rh + y)));
L = e + (Th * Y + Tl * (1 + (rh + Y)));

{ |t| <= 0x1.63p-9 /\ |k| <= 137700 /\ @FIX(k, 0) /\ |xl| <= 0x1p-42
  /\ |rh| <= 0x1.63p-9 /\ |rl| <= 0x1p-24 /\ Th in [1, 2] /\ |Tl| <= 0x1p-26 /\ |e| <= 0x1p-52
 -> |low| <= 0x1p-24 /\ |low - LOW| <= 0x1p-77 /\ |(l - L) / Th| <= 0x1.c8p-69 }
$ Th in 16;
