# sin, cos away from their roots: rounding error of the kernel, for |S| in [%LOW%, %HIGH%].
# run.sh puts each range of trig.ranges in the place of %LOW% and %HIGH%.
# Every line is a line of src/rounding/elementary/kernel/trig.ts; a capital is the exact value of the small letter.
@rnd = float<ieee_64, ne>;
@grid = fixed<-35, ne>;             # adding and subtracting toGrid

s3 = -0x1.5555555555555p-3;
s5 = 0x1.1111110fa3a64p-7;
s7 = -0x1.9fbc7e0510b03p-13;
c4 = 0x1.555555555549dp-5;
c6 = -0x1.6c16bb256b7f4p-10;
q3 = 0x1.313198a2e0370p-69;

sh = rnd(sh_); sl = rnd(sl_); ch = rnd(ch_); cl = rnd(cl_);
rh = grid(rh_);
d = rnd(d_);                        # x - k(q1 + q2) = rh + d exactly
rl rnd= d - k * q3;
RL = d - k * q3;
r rnd= rh + rl;
z rnd= r * r;
cosine rnd= z * (-0.5 + z * (c4 + z * c6));
y rnd= rl + r * z * (s3 + z * (s5 + z * s7));
R = rh + RL;
COSINE = R * R * (-0.5 + R * R * (c4 + R * R * c6));
Y = RL + R * (R * R) * (s3 + R * R * (s5 + R * R * s7));
l rnd= e + (sl + cl * rh + ((sh + sl) * cosine + (ch + cl) * y));
L = e + (sl + cl * rh + ((sh + sl) * COSINE + (ch + cl) * Y));

{ |rh| <= 0x1.93p-9 /\ |d| <= 0x1p-33 /\ |k| <= 0x1p23 /\ @FIX(k, 0) /\ sh in [%LOW%, %HIGH%] /\ |sl| <= 0x1p-26 /\ |ch| <= 1 /\ |cl| <= 0x1p-26
  /\ |e / sh| <= 0x1p-52
 -> |l - L| - 0x1.aep-67 * (%LOW% - 0.00308) <= 0 }
