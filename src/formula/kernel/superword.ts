import { halves } from '../../algebra/float64.js';
import type { Application, Program } from '../../series/program.js';
import type { Expression } from '../../series/rule.js';
import { sumsOf } from './sums.js';

/** Two rows that vectors hold together, in lanes 0 and 1; twice the same row where one value stands in both lanes. */
export type Pair = readonly [number, number];

/**
 * The other order of arguments in which a rule gives the same bits: sums round as they do with their terms exchanged, and what is multiplied by the sums of `shifted`
 * differs by a constant, which these do not take.
 */
const exchanged: ReadonlyMap<string, readonly number[]> = new Map([
  ['add', [1, 0]],
  ['shifted', [1, 0, 3, 2, 4]],
]);

/** A program in which applications of one rule run side by side in the lanes of vectors. */
export interface Superwords {
  /** In an order that can be computed; rows from `program.rows` on are pairs, by number. */
  readonly applications: readonly Application[];
  readonly pairs: readonly Pair[];
  /** The pair and the lane that a row comes from, where it is computed in a pair. */
  readonly lanes: ReadonlyMap<number, { readonly row: number; readonly lane: 0 | 1 }>;
  /** The row that has the coefficients of order ≥ 1 of a row, or the pair of those of a pair. */
  readonly sourceOf: (row: number) => number;
  /** Each state, or pair of states whose coefficients are computed together, with the row of its derivative. */
  readonly moves: readonly Pair[];
}

/**
 * Finds applications whose sums can run side by side, such as those of x² and y², or of x·r⁻³ and y·r⁻³. It begins with two sums of one rule that do
 * not depend on each other; where their factors differ, it goes on to what computes these, so that values stay in vectors from one sum to the next.
 *
 * Every operation rounds in a lane as it does alone: the bits do not change.
 *
 * @param fields - the rows of the derivatives of the states, which are rows 0, 1, …
 */
export function superwords(program: Program, fields: readonly number[]): Superwords {
  return new Search(program, fields).result();
}

class Search {
  readonly #program: Program;
  readonly #fields: readonly number[];
  /** The application that computes a row, and as which of its results. */
  readonly #producer: Map<number, { readonly application: Application; readonly index: number }> = new Map();
  readonly #partner: Map<Application, Application> = new Map();
  /** Applications in lane 0. */
  readonly #first: Set<Application> = new Set();
  readonly #states: Pair[] = [];

  constructor(program: Program, fields: readonly number[]) {
    this.#program = program;
    this.#fields = fields;
    for (const application of program.applications) {
      application.results.forEach((row, index) => {
        this.#producer.set(row, { application, index });
      });
    }
    const summing = program.applications.filter((application) => sumsOf(application).length > 0);
    for (const [i, application] of summing.entries()) {
      if (this.#partner.has(application)) continue;
      const others = summing.slice(i + 1).filter((other) => this.#suits(application, other));
      // factors in common need no vector of their own
      others.sort((a, b) => this.#shared(application, b) - this.#shared(application, a));
      for (const other of others) if (this.#join(application, other)) break;
    }
    for (const application of program.applications) this.#follow(application);
  }

  /** Joins an application to the one that takes the other lanes of pairs where it takes lanes 0: none has to be taken out. */
  #follow(application: Application): void {
    if (this.#partner.has(application)) return;
    const twins = application.args.map((row) => this.#twin(row));
    if (twins.every((twin) => twin === undefined)) return;
    const other = this.#program.applications.find(
      ({ rule, args }) =>
        rule.name === application.rule.name &&
        args.every((arg, i) => arg === twins[i] || (this.#isConstant(arg) && this.#isConstant(application.args[i]!))),
    );
    if (other !== undefined) this.#join(application, other);
  }

  /** What stands in lane 1 where a row stands in lane 0. */
  #twin(row: number): number | undefined {
    const made = this.#producer.get(row);
    if (made === undefined) return this.#states.find(([first]) => first === row)?.[1];
    return this.#first.has(made.application) ? this.#partner.get(made.application)!.results[made.index] : undefined;
  }

  /** Whether a row is given and no state. */
  #isConstant(row: number): boolean {
    return row >= this.#fields.length && !this.#producer.has(row);
  }

  result(): Superwords {
    const { rows } = this.#program;
    const pairs: Pair[] = [];
    const numbers = new Map<string, number>();
    const rowOf = (r: number, s: number): number => {
      const key = `${r} ${s}`;
      let row = numbers.get(key);
      if (row === undefined) {
        row = rows + pairs.push([r, s]) - 1;
        numbers.set(key, row);
      }
      return row;
    };
    const lanes = new Map<number, { readonly row: number; readonly lane: 0 | 1 }>();
    const together = (r: number, s: number): number => {
      const row = rowOf(r, s);
      if (!lanes.has(r)) lanes.set(r, { row, lane: 0 });
      if (!lanes.has(s)) lanes.set(s, { row, lane: 1 });
      return row;
    };
    const isThere = (r: number, s: number): boolean => {
      const [one, other] = [lanes.get(this.#source(r)), lanes.get(this.#source(s))];
      return one !== undefined && one.row === other?.row && one.lane === 0 && other.lane === 1;
    };
    const fields = this.#fields;
    const alone = [...fields.entries()].filter(([row]) => !this.#states.some((pair) => pair.includes(row)));
    const moves = this.#states.map(([r, s]): Pair => [together(r, s), rowOf(fields[r]!, fields[s]!)]);
    const ordered = this.#ordered();
    const splats = new Set(ordered.flatMap(([one, other]) => one.args.filter((arg, i) => arg === other?.args[i])));
    const done: (readonly [Application, Application?])[] = [];
    const applications = ordered.map((group) => {
      const [one, other] = group[1] === undefined ? this.#doubled(group[0], done, splats) : group;
      done.push(group);
      if (other === undefined) return one;
      const { rule, inTurns, args, results } = one;
      const count = (seconds: readonly number[]): number => args.filter((arg, j) => isThere(arg, seconds[j]!)).length;
      const inOrder = other.args;
      const inOther = exchanged.get(rule.name)?.map((j) => inOrder[j]!) ?? inOrder;
      const seconds = count(inOther) > count(inOrder) ? inOther : inOrder;
      return {
        rule,
        inTurns,
        args: args.map((arg, j) => rowOf(arg, seconds[j]!)),
        results: results.map((result, j) => together(result, other.results[j]!)),
      };
    });
    const sourceOf = (row: number): number => {
      const pair = pairs[row - rows];
      return pair === undefined ? this.#source(row) : (numbers.get(pair.map((r) => this.#source(r)).join(' ')) ?? row);
    };
    return { applications, pairs, lanes, sourceOf, moves: [...moves, ...alone] };
  }

  /**
   * An application that is alone, beside what spares shuffles: the sum of both lanes of a pair, where both lanes of another want it, beside itself, and a square beside a
   * copy of one from a pair whose inner sum it shares.
   */
  #doubled(
    application: Application,
    before: readonly (readonly [Application, Application?])[],
    splats: ReadonlySet<number>,
  ): readonly [Application, Application?] {
    const { rule, args, results, inTurns } = application;
    if (rule.name === 'add' && splats.has(results[0]!)) {
      const [x, y] = args as [number, number];
      return this.#twin(x) === y || this.#twin(y) === x ? [application, application] : [application];
    }
    if (!rule.next.every(({ op }) => op === 'square')) return [application];
    const isLike = (other: Application): boolean =>
      rule.name === other.rule.name &&
      inTurns === other.inTurns &&
      args.every((arg, i) => this.#source(arg) === this.#source(other.args[i]!));
    for (const [one, other] of before) {
      if (other === undefined) continue;
      if (isLike(one)) return [application, other];
      if (isLike(other)) return [one, application];
    }
    return [application];
  }

  /** The row whose coefficients of order ≥ 1 a row has: with a constant added, they stay. */
  #source(row: number): number {
    const made = this.#producer.get(row);
    const next = made?.application.rule.next[made.index];
    if (made === undefined || next?.op !== 'at' || next.series.kind !== 'argument') return row;
    return this.#source(made.application.args[next.series.index]!);
  }

  #suits(a: Application, b: Application): boolean {
    if (a.rule.name !== b.rule.name || this.#partner.has(b)) return false;
    // sums of the same coefficients are computed once
    return a.args.some((arg, i) => this.#source(arg) !== this.#source(b.args[i]!));
  }

  #shared(a: Application, b: Application): number {
    return a.args.filter((arg, i) => this.#source(arg) === this.#source(b.args[i]!)).length;
  }

  /** Joins two applications, and what leads to their arguments, unless one depends on the other. */
  #join(a: Application, b: Application): boolean {
    if (a === b || this.#partner.has(a) || this.#partner.has(b)) return false;
    if (a.rule.name !== b.rule.name || a.inTurns !== b.inTurns) return false;
    if (!a.rule.next.every(isArithmetic)) return false;
    this.#partner.set(a, b);
    this.#partner.set(b, a);
    this.#first.add(a);
    if (this.#ordered().length === 0) {
      this.#partner.delete(a);
      this.#partner.delete(b);
      this.#first.delete(a);
      return false;
    }
    a.args.forEach((arg, i) => {
      this.#want(arg, b.args[i]!);
    });
    return true;
  }

  /** Has two rows computed together, if that can be. */
  #want(r: number, s: number): void {
    const [x, y] = [this.#source(r), this.#source(s)];
    if (x === y) return;
    const [one, other] = [this.#producer.get(x), this.#producer.get(y)];
    if (one !== undefined && other !== undefined) {
      if (one.index === other.index) this.#join(one.application, other.application);
      return;
    }
    const n = this.#fields.length;
    if (x >= n || y >= n || this.#states.some((pair) => pair.includes(x) || pair.includes(y))) return;
    this.#states.push([x, y]);
    this.#want(this.#fields[x]!, this.#fields[y]!);
  }

  /** All applications, those that are joined together, each after what it depends on; empty if there is no such order. */
  #ordered(): (readonly [Application, Application?])[] {
    const ordered: (readonly [Application, Application?])[] = [];
    const done = new Set<Application>();
    const open = new Set<Application>();
    const visit = (application: Application): boolean => {
      if (done.has(application)) return true;
      if (open.has(application)) return false;
      const partner = this.#partner.get(application);
      const group = partner === undefined ? [application] : [application, partner];
      for (const member of group) open.add(member);
      for (const { args } of group) {
        for (const arg of args) {
          const producer = this.#producer.get(arg);
          if (producer !== undefined && !visit(producer.application)) return false;
        }
      }
      for (const member of group) {
        open.delete(member);
        done.add(member);
      }
      if (partner === undefined) ordered.push([application]);
      else ordered.push(this.#first.has(application) ? [application, partner] : [partner, application]);
      return true;
    };
    return this.#program.applications.every(visit) ? ordered : [];
  }
}

/** Whether vectors compute an expression as numbers do: not where each lane might take a branch of its own, or calls a function. */
export function isArithmetic(expression: Expression): boolean {
  switch (expression.op) {
    case 'zero':
    case 'integer':
    case 'at':
    case 'head':
    case 'sum':
    case 'square':
      return true;
    case 'neg':
    case 'perK':
    case 'scale':
    case 'powInteger':
      return isArithmetic(expression.of);
    case 'apply':
      return (expression.head === 'sqr' || expression.head === 'sqrt') && isArithmetic(expression.of);
    case 'pow':
      return halves(expression.exponent) !== undefined && isArithmetic(expression.of);
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return isArithmetic(expression.left) && isArithmetic(expression.right);
    default:
      return false;
  }
}
