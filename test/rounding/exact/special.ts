import { exactBesselJ } from '../../../src/rounding/exact/bessel.js';
import { exactErf, exactErfc } from '../../../src/rounding/exact/error-function.js';
import { exactDigamma, exactGamma, exactLgamma, exactPolygamma } from '../../../src/rounding/exact/gamma.js';
import { exactLambertW, exactLambertWLower } from '../../../src/rounding/exact/lambert.js';

type Bounds = (x: number, out: Float64Array) => void;

/** The functions for which MPFR has answered. */
export const specialOfOne: Readonly<Record<string, Bounds>> = {
  erf: exactErf,
  erfc: exactErfc,
  gamma: exactGamma,
  lgamma: exactLgamma,
  digamma: exactDigamma,
};
export const specialOfTwo: Readonly<Record<string, (n: number, x: number, out: Float64Array) => void>> = {
  besselJ: exactBesselJ,
};

const plain: Readonly<Record<string, Bounds>> = {
  ...specialOfOne,
  lambertW: exactLambertW,
  lambertWLower: exactLambertWLower,
};

/** The bounds of a special function: `gamma`, `besselJ 5`, `polygamma 3`. */
function specialBounds(name: string): Bounds {
  const [family, order] = name.split(' ');
  if (order === undefined) return plain[name]!;
  return (x, out) => (family === 'besselJ' ? exactBesselJ : exactPolygamma)(Number(order), x, out);
}

/** lo and hi at x. */
export function at(name: string, x: number): [number, number] {
  const out = new Float64Array(2);
  specialBounds(name)(x, out);
  return [out[0]!, out[1]!];
}
