#!/usr/bin/env python3
"""Writes robust-fits.json: fits of a·exp(−k·t) + c to data with two outliers, by scipy's least_squares with each robust loss, and
one with bounds. (Without bounds and with squares alone the outliers drive a to infinity.)

python3 test/data/robust-fits.py > test/data/robust-fits.json
"""
import json
import numpy as np
import scipy
from scipy.optimize import least_squares

t = [0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8, 3.2, 3.6, 4.0]
y = [2.51, 2.12, 1.70, 1.46, 3.90, 1.06, 0.93, 0.84, 0.72, -1.50, 0.62]
T, Y = np.array(t), np.array(y)


def residuals(p):
    return p[0] * np.exp(-p[1] * T) + p[2] - Y


def jacobian(p):
    e = np.exp(-p[1] * T)
    return np.array([e, -p[0] * T * e, np.ones_like(T)]).T


start = [2, 1, 0.5]
fits = []
for loss, name in [("huber", "huber"), ("soft_l1", "softL1"), ("cauchy", "cauchy"), ("arctan", "arctan")]:
    r = least_squares(residuals, start, jacobian, loss=loss, f_scale=0.1, ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=10000)
    fits.append(dict(loss=name, x=list(r.x), cost=r.cost))
r = least_squares(residuals, start, jacobian, bounds=([0, 0.9, 0.45], [3, 5, 5]), ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=10000)
print(json.dumps(dict(scipy=scipy.__version__, t=t, y=y, start=start, scale=0.1, fits=fits, bounded=dict(bounds=[[0, 3], [0.9, 5], [0.45, 5]], x=list(r.x), cost=r.cost)), indent=1))
