import type { Piece, Slide } from '../formula/pieces.js';
import { polynomialOf } from './event-polynomial.js';
import { endOf, FLATTEST, flatness, isAlong, LOOSE, largestState, leavesZero, moving, scaleOf, without } from './guards.js';
import type { OdeKernel } from './kernel.js';
import { sizeOf } from './roots.js';
import { type Landing, landingBehind, rootOf } from './touch.js';

/** The part of a step up to which a piece holds, and the guards that end there: none where the step is only to be shorter. */
export interface PieceEnd {
  readonly s: number;
  readonly guards: readonly number[];
  /** Where the orbit goes on, if that is behind a place at which a root touches zero. */
  readonly landing?: Landing;
}

/** The piece that an orbit is on. */
export interface Held {
  readonly piece: Piece;
  readonly slide: Slide | undefined;
  /** Formulas that are watched before the guards. */
  readonly watched: number;
  /** What functions of guards may be off by where a step begins. */
  readonly floors: ReadonlyMap<number, number>;
  /** Whether a guard is a root that touches zero. */
  isTouched(guard: number): boolean;
}

/** A step of length h from t, and whether there is none behind. */
interface Stride {
  readonly t: number;
  readonly h: number;
  readonly isLast: boolean;
}

/** Guards cross together where their times differ by less of the step than this. */
const TOGETHER = 2 ** -40;

/** What the last terms of a root may be that is known where it touches zero. */
const KNOWN = 2 ** -30;

/** The first place in a step where a piece ends; undefined where it holds throughout. */
export function firstEnd(kernel: OdeKernel, held: Held, { t, h, isLast }: Stride): PieceEnd | undefined {
  const { watched } = held;
  const ends = endsOf(kernel, held, h);
  for (;;) {
    const least = Math.min(...ends);
    if (!(least <= 1)) return undefined;
    const s = sharpest(kernel, held, h, ends, least);
    const until = (latest: number): number[] => ends.flatMap((end, i) => (end <= latest ? [i] : []));
    const guards = until(s + TOGETHER);
    const touched = guards.find((i) => held.isTouched(i));
    if (touched === undefined) return { s, guards };
    const landing = landingBehind(kernel, watched + touched, s, { t, h }, watched);
    if (landing !== undefined && landing.s <= 1)
      return { s: landing.s, guards: until(Math.max(landing.s, s + TOGETHER)), landing };
    // a step that ends right at the touch is good; but no other begins there
    if (landing !== undefined && !isLast) return { s: s / 2, guards: [] };
    ends[touched] = Infinity;
  }
}

/** Where each guard ends in a step of length h, as a part of it. */
function endsOf(kernel: OdeKernel, held: Held, h: number): number[] {
  const { piece, slide, watched, floors } = held;
  const scale = scaleOf(kernel, piece, slide, watched);
  return piece.guards.map((guard, i) => {
    const a = polynomialOf(kernel, watched + i, h);
    if (slide?.twins?.some(({ surface }) => surface === guard.surface)) return Infinity;
    if (guard.sign === 0) return leavesZero(a, kernel);
    if (held.isTouched(i)) return endOf(rootOf(a), 1, 0);
    if (isAlong(slide, guard)) return endOf(moving(a, scale, h), guard.sign, 0);
    const floor = floors.get(i);
    return floor === undefined
      ? endOf(a, guard.sign, 0)
      : endOf(without(a, LOOSE * largestState(kernel), 1, 1), guard.sign, floor);
  });
}

/** The place of the first end of guards, s: of x − sin x, which is not told from zero for long, that of another guard that is zero there, too, and tells where. */
function sharpest(kernel: OdeKernel, held: Held, h: number, ends: readonly number[], s: number): number {
  const widthOf = (i: number): number => (held.isTouched(i) ? 0 : flatness(polynomialOf(kernel, held.watched + i, h), ends[i]!));
  const next = ends.flatMap((end, i) => (end > s + TOGETHER && end <= s + FLATTEST ? [i] : []));
  if (next.length === 0) return s;
  const width = widthOf(ends.indexOf(s));
  const sharp = next.filter((i) => ends[i]! <= s + width && widthOf(i) < width);
  return sharp.length === 0 ? s : Math.min(...sharp.map((i) => ends[i]!));
}

/**
 * The part of a step of length h, which may be somewhat longer, behind a place where a root touches zero, if its polynomial, and so those of formulas that depend on it, are good up
 * to there. Closer to the touch they get worse, however short the steps.
 */
export function behindTouch(kernel: OdeKernel, held: Held, t: number, h: number, longer: number): number | undefined {
  const end = firstEnd(kernel, held, { t, h: h * longer, isLast: false });
  if (end?.landing === undefined) return undefined;
  const { touch, s } = end.landing;
  const isKnown = end.guards.every((i) => {
    const a = rootOf(polynomialOf(kernel, held.watched + i, h * longer * touch));
    return !held.isTouched(i) || a.slice(-2).every((x) => Math.abs(x) <= KNOWN * sizeOf(a));
  });
  // the landing is found again, as a part of another length
  return isKnown ? (touch + 4 * (s - touch)) * longer : undefined;
}

/** Whether a formula that is watched is a speed toward the surface of the slide at hand that is nothing but rounding throughout a step of length h. */
export function isStill(kernel: OdeKernel, { piece, slide, watched }: Held, formula: number, h: number): boolean {
  const guard = piece.guards[formula - watched];
  if (guard === undefined || !isAlong(slide, guard)) return false;
  return moving(polynomialOf(kernel, formula, h), scaleOf(kernel, piece, slide, watched), h).every((x) => x === 0);
}
