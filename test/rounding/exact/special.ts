import { exactBesselJ, exactSphericalJ } from '../../../src/rounding/exact/bessel.js';
import { exactErf, exactErfc } from '../../../src/rounding/exact/error-function.js';
import { exactDigamma, exactGamma, exactLgamma, exactPolygamma } from '../../../src/rounding/exact/gamma.js';
import { exactLambertW, exactLambertWLower } from '../../../src/rounding/exact/lambert.js';

type Bounds = (x: number, out: Float64Array) => void;

/** The functions for which MPFR or Arb has answered. */
export const specialOfOne: Readonly<Record<string, Bounds>> = {
  erf: exactErf,
  erfc: exactErfc,
  gamma: exactGamma,
  lgamma: exactLgamma,
  digamma: exactDigamma,
  lambertW: exactLambertW,
  lambertWLower: exactLambertWLower,
};
export const specialOfTwo: Readonly<Record<string, (n: number, x: number, out: Float64Array) => void>> = {
  besselJ: exactBesselJ,
  polygamma: exactPolygamma,
  sphericalJ: exactSphericalJ,
};

/** The bounds of a special function: `gamma`, `besselJ 5`, `polygamma 3`. */
function specialBounds(name: string): Bounds {
  const [family, order] = name.split(' ');
  if (order === undefined) return specialOfOne[name]!;
  return (x, out) => specialOfTwo[family!]!(Number(order), x, out);
}

/** lo and hi at x. */
export function at(name: string, x: number): [number, number] {
  const out = new Float64Array(2);
  specialBounds(name)(x, out);
  return [out[0]!, out[1]!];
}
