import type { Application } from '../../series/program.js';
import { chunks, remembered } from './collect.js';
import type { Factor, Index, Machine, Place, Value } from './machine.js';
import type { Pairing } from './pairing.js';
import { isPlain, keyOf, type Pending, sumsOf } from './sums.js';
import type { Square, Sum } from './writer.js';

/**
 * Sums that share one loop: more accumulators hide the latency of additions, too many spill. Measured with the outer Solar System on Node 20: 3 to 5 are within a few
 * hundredths of each other, in two lanes 5 takes a tenth longer, and 8 a half.
 */
const FUSED = 4;

/** What is added up in one loop: one sum, or two in the lanes of a vector, with the rows of their factors. */
interface Running {
  readonly expression: Sum | Square;
  readonly inTurns: boolean;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly keys: readonly string[];
}

/** Where coefficient k of a row lies, or what moves with an index from there. */
export type PlaceOf = (row: number, k: number, index?: Index) => Place;

/**
 * The inner parts of sums, Σ over j = from + 1 … k − to − 1, with several sums in one loop and, where the machine has pairs, two in one vector. They need only
 * coefficients of lower orders, and so may the ends.
 */
export class Fused {
  readonly #machine: Machine;
  readonly #pairing: Pairing | undefined;
  readonly #place: PlaceOf;
  /** The order at hand, as a number. */
  readonly #k: Value;
  readonly #pending: Map<string, Pending> = new Map();

  constructor(machine: Machine, pairing: Pairing | undefined, place: PlaceOf, k: Value) {
    this.#machine = machine;
    this.#pairing = pairing;
    this.#place = place;
    this.#k = k;
  }

  /** Writes those of some applications, and gives what they left by the keys of the sums: those with the same range share loops. */
  write(applications: readonly Application[]): ReadonlyMap<string, Pending> {
    const classes = new Map<string, Running[]>();
    for (const running of this.#running(applications)) {
      const { expression, inTurns, keys } = running;
      const range = expression.op === 'sum' ? `${expression.from} ${expression.to}` : `square ${expression.from}`;
      const loop = `${range} ${keys.length} ${inTurns}`;
      const members = classes.get(loop);
      if (members === undefined) classes.set(loop, [running]);
      else members.push(running);
    }
    for (const members of classes.values()) {
      for (const fused of chunks(members, FUSED)) this.#fusedLoop(fused);
    }
    return this.#pending;
  }

  /** The different sums of a section, those with a partner together with it. */
  #running(applications: readonly Application[]): Running[] {
    const running: Running[] = [];
    const known = new Set<string>();
    const alone = (application: Application): void => {
      for (const { expression, x, y, inTurns } of sumsOf(application)) {
        const key = keyOf(expression, x, y, inTurns);
        if (!known.has(key)) running.push({ expression, inTurns, xs: [x], ys: [y], keys: [key] });
        known.add(key);
      }
    };
    for (const application of applications) {
      const partner = this.#pairing?.partners.get(application);
      if (partner === undefined) {
        alone(application);
        continue;
      }
      const others = sumsOf(partner);
      sumsOf(application).forEach(({ expression, x, y, inTurns }, i) => {
        const { x: u, y: v } = others[i]!;
        const keys = [keyOf(expression, x, y, inTurns), keyOf(expression, u, v, inTurns)];
        running.push({ expression, inTurns, xs: [x, u], ys: [y, v], keys });
        for (const key of keys) known.add(key);
      });
    }
    return running;
  }

  /** One loop over j = from + 1 … k − to − 1, or while 2j < k for squares. */
  #fusedLoop(members: readonly Running[]): void {
    const machine = this.#machine;
    const { expression, inTurns, keys } = members[0]!;
    const isPair = keys.length === 2;
    const first = expression.from + 1;
    const shaped = (value: Value): Value => machine.variable(isPair ? machine.splat(value) : value);
    const weights = new Map<string, { readonly sum: Sum; readonly value: Value }>();
    const weightOf = (sum: Sum | Square): Value | undefined => {
      if (sum.op !== 'sum' || isPlain(sum)) return undefined;
      const { j, k, one } = sum.weight;
      return remembered(weights, `${j} ${k} ${one}`, () => ({ sum, value: shaped(weightIn(machine, sum, first, this.#k)) }))
        .value;
    };
    const loops = members.map((member) => ({
      ...member,
      accumulator: shaped(machine.constant(-0)),
      other: inTurns ? shaped(machine.constant(-0)) : undefined,
      weight: weightOf(member.expression),
    }));
    const write = (ahead: 0 | 1): void => {
      const factors = this.#factors(members, isPair, ahead);
      for (const { xs, ys, accumulator, other, weight } of loops) {
        machine.addProduct(ahead === 0 ? accumulator : other!, factors(xs, 'j'), factors(ys, 'k-j'), weight);
      }
      for (const { sum, value } of weights.values()) {
        machine.assign(value, machine.binary('add', value, machine.constant(sum.weight.j)));
      }
    };
    machine.terms(first, expression.op === 'sum' ? expression.to + 1 : 'half', write, inTurns);
    for (const { accumulator, other } of loops) {
      if (other !== undefined) machine.assign(accumulator, machine.binary('add', accumulator, other));
    }
    this.#oldEnds(loops, (weight) => (isPair ? machine.splat(weight) : weight));
    for (const { expression: sum, xs, ys, keys, accumulator } of loops) {
      for (const [lane, key] of keys.entries()) {
        const own = isPair ? machine.variable(machine.lane(accumulator, lane as 0 | 1)) : accumulator;
        this.#pending.set(key, { expression: sum, x: xs[lane]!, y: ys[lane]!, inTurns, accumulator: own });
      }
    }
  }

  /** What follows the loop of some sums and takes no coefficient of order k. */
  #oldEnds(loops: readonly (Running & { readonly accumulator: Value })[], shaped: (weight: Value) => Value): void {
    const machine = this.#machine;
    const { expression } = loops[0]!;
    const { from } = expression;
    const each = (x: [number, Index?], y: [number, Index?], weights: readonly (Value | undefined)[]): void => {
      for (const [i, { xs, ys, accumulator }] of loops.entries()) {
        machine.addProduct(accumulator, this.#placeOf(xs, ...x), this.#placeOf(ys, ...y), weights[i]);
      }
    };
    if (expression.op === 'square') {
      const two = machine.constant(2);
      for (const { accumulator } of loops) machine.assign(accumulator, machine.binary('mul', two, accumulator));
      machine.whenEven(2 * from, () => each([0, 'k/2'], [0, 'k/2'], []));
      if (!isOld(expression)) return;
      const twos = loops.map(() => two);
      machine.whenAtLeast(2 * from + 1, () => each([from], [-from, 'k'], twos));
    } else if (isOld(expression)) {
      const { to } = expression;
      const weightsAt = (j: number | 'last'): (Value | undefined)[] => {
        const made = new Map<string, Value>();
        return loops.map(({ expression: sum }) => {
          if (sum.op !== 'sum' || isPlain(sum)) return undefined;
          const { j: p, k: q, one } = sum.weight;
          return remembered(made, `${p} ${q} ${one}`, () => shaped(weightIn(machine, sum, j, this.#k)));
        });
      };
      const firsts = weightsAt(from);
      machine.whenAtLeast(from + to, () => each([from], [-from, 'k'], firsts));
      const lasts = weightsAt('last');
      machine.whenAtLeast(from + to + 1, () => each([-to, 'k'], [to], lasts));
    }
  }

  /** The factors of sums that share a loop; what several of them have in common is loaded once. */
  #factors(members: readonly Running[], isPair: boolean, ahead: 0 | 1): (rows: readonly number[], index: Index) => Factor {
    const uses = new Map<string, number>();
    const use = (key: string): void => void uses.set(key, (uses.get(key) ?? 0) + 1);
    for (const { xs, ys } of members) {
      use(`${xs} j`);
      use(`${ys} k-j`);
    }
    const loaded = new Map<string, Value>();
    return (rows, index) => {
      const place = this.#placeOf(rows, index === 'j' ? ahead : -ahead, index);
      const key = `${rows} ${index}`;
      return uses.get(key) === 1 ? place : remembered(loaded, key, () => this.#machine.factor(place, isPair));
    };
  }

  /** The place of a factor of one sum or of two: twins lie side by side, and one row for both goes into both lanes. */
  #placeOf(rows: readonly number[], k: number, index?: Index): Place {
    return { ...this.#place(rows[0]!, k, index), splat: rows[0] === rows[1] };
  }
}

/** Whether the ends of a sum take no coefficient of the order at hand. */
export function isOld(expression: Sum | Square): boolean {
  return expression.from >= 1 && (expression.op === 'square' || expression.to >= 1);
}

/** The weight p·j + q·k + one for j given, or for j = k − to. Integers, so that the order of operations does not matter. */
export function weightIn(machine: Machine, { weight, to }: Sum, j: number | 'last', k: Value): Value {
  const fixed = weight.one + (j === 'last' ? -weight.j * to : weight.j * j);
  const factor = j === 'last' ? weight.j + weight.k : weight.k;
  if (factor === 0) return machine.constant(fixed);
  return machine.binary('add', machine.binary('mul', machine.constant(factor), k), machine.constant(fixed));
}
