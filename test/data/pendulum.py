# python3 pendulum.py > pendulum.json
# x'' = -sin x from (1.3, 0): sin(x/2) = k sn(t + K), x' = 2 k cn(t + K) with k = sin(0.65) (Lawden 1989, section 5.1), in 60 digits, 30 of them written.
import json
from mpmath import mp, mpf, asin, ellipfun, ellipk, nstr, sin

mp.dps = 60
k = sin(mpf(1.3) / 2)  # 1.3 is the double
K = ellipk(k * k)
states = []
for t in [1, 100, 1000, 5000, 10000]:
    u = t + K
    states.append({"t": t, "state": [nstr(2 * asin(k * ellipfun("sn", u, m=k * k)), 30), nstr(2 * k * ellipfun("cn", u, m=k * k), 30)]})
print(json.dumps(states, indent=1))
