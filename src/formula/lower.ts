import type { HeadName, IndexedHead } from '../algebra/algebra.js';
import type { PiecewiseName } from '../algebra/order.js';
import { negRational, type Rational, rational } from '../rounding/rational.js';
import { canRaise, givenRule, powRule, scaledPowRule, shiftedRule } from '../series/families.js';
import { type IndexedName, ladders, ruleOf, rungOf, startOf } from '../series/functions.js';
import { type Guard, type Program, ProgramBuilder } from '../series/program.js';
import { rules } from '../series/recurrence.js';
import { headsOf, type Rule } from '../series/rule.js';
import { commonPath, type Path, pathsOf } from './branches.js';
import type { Dag, Node } from './dag.js';
import { deductedProducts } from './deducted.js';
import { usesOf } from './factored.js';
import { scaledPowers } from './scaled.js';
import { shiftedProducts } from './shifted.js';

/** A program that computes nodes of a graph: variable i is row i, and `rows[i]` is the row of the i-th root. */
export interface Lowered extends Program {
  readonly roots: readonly number[];
}

/** The rule of a function of one argument and which of its results the function is. */
const unary: Readonly<Record<'neg' | HeadName | PiecewiseName, readonly [Rule, number]>> = {
  neg: [rules.neg, 0],
  ...ruleOf,
};

/**
 * Turns the nodes that `roots` depend on into applications of recurrence rules, for series up to `order`.
 *
 * Constants take the short rules (only the constant term mixes in a sum, a product is a scaling), sin and cos of one argument share one
 * recurrence, and a power takes the rule its exponent allows: products for a positive integer (so that the base may vanish), the exact
 * rational recurrence, or that of exp(y·log x).
 *
 * What only one branch of a conditional needs is computed under its condition.
 *
 * @param constant - variables that will be given constants, not series: the parameters of a system
 */
export function lower(
  dag: Dag,
  roots: readonly number[],
  variables: number,
  order: number,
  constant: readonly number[] = [],
): Lowered {
  const builder = new ProgramBuilder(variables);
  const lowering = new Lowering(builder, order, constant);
  const rows = new Map<number, number>();
  const paths = pathsOf(dag, roots);
  const reached = dag.reach(roots);
  const rowOf = (id: number): number => rows.get(id)!;
  const uses = usesOf(dag, roots, reached);
  const isConstant = (id: number): boolean => lowering.isConstantNode(dag.nodes[id]!);
  // a product more or less is not worth it at low orders, and under conditions not everything is computed
  const { sums, absorbed } = order >= LEAST_SHIFTED && paths.size === 0 ? shiftedProducts(dag, reached, uses, isConstant) : none;
  const deducted = deductedProducts(dag, reached, uses);
  const powers = scaledPowers(dag, reached, uses, isConstant, (exponent) => lowering.hasPowerRule(exponent));
  const rowFor = (id: number): number => {
    const node = dag.nodes[id]!;
    const shifted = sums.get(id);
    if (shifted !== undefined) return lowering.shifted(rowOf(shifted.a), rowOf(shifted.b), rowOf(shifted.p), rowOf(shifted.q));
    const product = deducted.get(id);
    const power = powers.products.get(id);
    if (power !== undefined) {
      const by = product === undefined ? rowOf(power.by) : negRational(product.factor);
      return lowering.scaledPower(rowOf(power.base), power.exponent, by);
    }
    if (product !== undefined) return lowering.multiple(rowOf(product.of), negRational(product.factor));
    return lowering.row(node.op === 'sub' && deducted.has(node.args[1]!) ? { ...node, op: 'add' } : node, rowOf);
  };
  for (const id of reached) {
    if (absorbed.has(id) || powers.absorbed.has(id)) continue;
    lowering.path = paths.get(id);
    rows.set(id, rowFor(id));
  }
  return {
    rows: builder.rows,
    constants: builder.constants,
    ...lowering.guarded(rows),
    roots: roots.map((id) => rows.get(id)!),
  };
}

/** Orders from which on products with shifted factors share their sums. */
const LEAST_SHIFTED = 4;

const none: ReturnType<typeof shiftedProducts> = { sums: new Map(), absorbed: new Set() };

/** An application of a rule of one argument, for all who ask for a result of it. */
interface Shared {
  readonly results: readonly number[];
  readonly application: number;
  readonly wanted: number[];
}

class Lowering {
  readonly #builder: ProgramBuilder;
  readonly #order: number;
  /** Rows whose only nonzero coefficient is the constant term. */
  readonly #constant: Set<number>;
  /** The exact value of a constant row, where it has one. */
  readonly #value: Map<number, Rational> = new Map();
  /** Results of rules with companions, so that sin and cos of one row share them. */
  readonly #shared: Map<string, Shared> = new Map();
  /** Sums of two rows, where they are always needed. */
  readonly #sums: Map<string, number> = new Map();
  /** Under which conditions the node at hand is needed. */
  path: Path | undefined;
  /** The paths of the applications so far. */
  readonly #paths: (Path | undefined)[] = [];

  constructor(builder: ProgramBuilder, order: number, constant: readonly number[]) {
    this.#builder = builder;
    this.#order = order;
    this.#constant = new Set(constant);
  }

  /** Whether a node is a constant without being computed. */
  isConstantNode({ op, index }: Node): boolean {
    return op === 'constant' || op === 'pi' || (op === 'variable' && this.#isConstant(index!));
  }

  /** a·p + b·q for a and b that differ by a constant. */
  shifted(a: number, b: number, p: number, q: number): number {
    return this.#apply(shiftedRule, a, b, p, q, this.#add(p, q))[0]!;
  }

  /** by·a^exponent for a constant or a row that is one. */
  scaledPower(a: number, exponent: Rational, by: Rational | number): number {
    return this.#apply(scaledPowRule(exponent), a, typeof by === 'number' ? by : this.#given(by))[0]!;
  }

  /** Whether powers go by the recurrence of `powRule`: those of quotients and products have others. */
  hasPowerRule(exponent: Rational): boolean {
    return (exponent.den > 1n || exponent.num < -1n) && canRaise(exponent, this.#order);
  }

  /** A constant times a row. */
  multiple(row: number, factor: Rational): number {
    return this.#mul(row, this.#given(factor));
  }

  row(node: Node, rowOf: (id: number) => number): number {
    switch (node.op) {
      case 'variable':
        return node.index!;
      case 'pi':
        return this.#given('pi');
      case 'constant':
        return this.#given(node.value!);
      case 'add':
        return this.#add(rowOf(node.args[0]!), rowOf(node.args[1]!));
      case 'sub':
        return this.#sub(rowOf(node.args[0]!), rowOf(node.args[1]!));
      case 'mul':
        return this.#mul(rowOf(node.args[0]!), rowOf(node.args[1]!));
      case 'div':
        return this.#div(rowOf(node.args[0]!), rowOf(node.args[1]!));
      case 'pow':
        return this.#pow(rowOf(node.args[0]!), rowOf(node.args[1]!));
      case 'min':
      case 'max': {
        const [a = 0, b = 0] = node.args.map(rowOf);
        return this.#apply(rules[node.op], a, b, this.#sub(a, b))[0]!;
      }
      case 'select':
        return this.#apply(rules.select, ...node.args.map(rowOf))[0]!;
      case 'atan2':
      case 'hypot':
      case 'keplerE':
        return this.#apply(rules[node.op], rowOf(node.args[0]!), rowOf(node.args[1]!))[0]!;
      case 'given':
        return this.#apply(givenRule(node.given!), ...node.args.map(rowOf))[0]!;
      case 'sinc':
      case 'gamma':
      case 'lgamma':
      case 'digamma':
        return this.#ladder(...rungOf[node.op], rowOf(node.args[0]!));
      case 'besselJ':
      case 'sphericalJ':
      case 'polygamma':
        return this.#indexed(node.op, rowOf(node.args[0]!), rowOf(node.args[1]!));
      default: {
        const [rule, result] = unary[node.op];
        return this.#unary(rule, result, rowOf(node.args[0]!));
      }
    }
  }

  /** The applications with their guards. A condition that is computed after what it would guard guards nothing. */
  guarded(rowOf: ReadonlyMap<number, number>): Pick<Program, 'applications' | 'guards'> {
    const { applications, rows } = this.#builder;
    if (this.#paths.every((path) => path === undefined)) return { applications };
    const results = new Set(applications.flatMap((application) => application.results));
    const computed = new Set(Array.from({ length: rows }, (_, row) => row).filter((row) => !results.has(row)));
    const guards: Guard[] = [];
    const numbers = new Map<Path, number>();
    /** The number of the guard that a path is so far, or the part of it that is one. */
    const numberOf = (path: Path | undefined): number | undefined => {
      // From the outside in, without recursion: paths are as long as a text has conditions.
      const inwards: Path[] = [];
      let known = path;
      for (; known && !numbers.has(known); known = known.outer) inwards.push(known);
      let outer = known && numbers.get(known);
      for (const inner of inwards.reverse()) {
        const row = rowOf.get(inner.condition);
        if (row === undefined || !computed.has(row)) break;
        outer = guards.push({ row, holds: inner.holds, outer }) - 1;
        numbers.set(inner, outer);
      }
      return outer;
    };
    const guarded = applications.map((application, i) => {
      const when = numberOf(this.#paths[i]);
      for (const row of application.results) computed.add(row);
      return when === undefined ? application : { ...application, when };
    });
    return { applications: guarded, guards };
  }

  #given(value: Rational | 'pi'): number {
    const row = this.#builder.constant(value);
    this.#constant.add(row);
    if (value !== 'pi') this.#value.set(row, value);
    return row;
  }

  #isConstant(row: number): boolean {
    return this.#constant.has(row);
  }

  #apply(rule: Rule, ...args: number[]): number[] {
    return this.#applyFor(undefined, rule, ...args);
  }

  #applyFor(wanted: readonly number[] | undefined, rule: Rule, ...args: number[]): number[] {
    const constant = args.every((arg) => this.#isConstant(arg));
    const results = this.#builder.applyFor(wanted, constant ? headsOf(rule) : rule, ...args);
    this.#paths.push(this.path);
    if (constant) for (const row of results) this.#constant.add(row);
    return results;
  }

  #unary(rule: Rule, result: number, a: number): number {
    const key = `${rule.name} ${a}`;
    const shared = this.#shared.get(key);
    if (shared !== undefined) {
      // needed by what needed it before, and by the node at hand
      this.#paths[shared.application] = commonPath(this.#paths[shared.application], this.path);
      if (!shared.wanted.includes(result)) shared.wanted.push(result);
      return shared.results[result]!;
    }
    const wanted = [result];
    const made = { results: this.#applyFor(wanted, rule, a), application: this.#paths.length - 1, wanted };
    this.#shared.set(key, made);
    return made.results[result]!;
  }

  /** A function of a ladder, of which a constant argument needs one rung. */
  #ladder(head: IndexedHead, n: number, a: number): number {
    const { rule, result } = ladders[head](n, this.#isConstant(a) ? 0 : this.#order);
    return this.#unary(rule, result, a);
  }

  #indexed(name: IndexedName, n: number, a: number): number {
    const value = this.#value.get(n);
    const { head, index, factor } = startOf(name, value?.den === 1n ? Number(value.num) : Number.NaN);
    const row = this.#ladder(head, index, a);
    return factor === 1n ? row : this.#mul(row, this.#given(rational(factor)));
  }

  #add(a: number, b: number): number {
    if (this.#isConstant(b)) return this.#apply(rules.addConstant, a, b)[0]!;
    if (this.#isConstant(a)) return this.#apply(rules.addConstant, b, a)[0]!;
    const key = `add ${Math.min(a, b)} ${Math.max(a, b)}`;
    const known = this.path === undefined ? this.#sums.get(key) : undefined;
    const row = known ?? this.#apply(rules.add, a, b)[0]!;
    if (this.path === undefined) this.#sums.set(key, row);
    return row;
  }

  #sub(a: number, b: number): number {
    if (this.#isConstant(b)) return this.#apply(rules.subConstant, a, b)[0]!;
    return this.#apply(this.#isConstant(a) ? rules.subFromConstant : rules.sub, a, b)[0]!;
  }

  #mul(a: number, b: number): number {
    if (this.#isConstant(b)) return this.#apply(rules.mulConstant, a, b)[0]!;
    if (this.#isConstant(a)) return this.#apply(rules.mulConstant, b, a)[0]!;
    // the last product of a sum has the newest coefficient of the first factor: that of the one known last, so that no other addition waits for it
    return this.#apply(rules.mul, Math.max(a, b), Math.min(a, b))[0]!;
  }

  #div(a: number, b: number): number {
    if (this.#isConstant(b)) return this.#apply(rules.divConstant, a, b)[0]!;
    return this.#apply(this.#isConstant(a) ? rules.constantDiv : rules.div, a, b)[0]!;
  }

  #pow(a: number, b: number): number {
    const exponent = this.#value.get(b);
    if (exponent === undefined) return this.#raise(a, b);
    const { num, den } = exponent;
    // 1 where there is a base: 1 + 0·a
    if (num === 0n) return this.#add(this.#given(rational(1n, 1n)), this.#mul(a, this.#given(rational(0n, 1n))));
    if (den === 1n && num > 0n) return this.#integerPower(a, num);
    if (canRaise(exponent, this.#order)) return this.#apply(powRule(exponent), a)[0]!;
    // An integer power has a value at a negative base too, however long its exponent is.
    return den === 1n ? this.#div(this.#given(rational(1n, 1n)), this.#integerPower(a, -num)) : this.#raise(a, b);
  }

  /** a^n for an integer n ≥ 1, from its leading bits on: a^(2n) = (a^n)², a^(2n+1) = (a^n)²·a. */
  #integerPower(a: number, n: bigint): number {
    const more = Math.max(0, n.toString(2).length - MAX_BITS);
    let power = this.#builder.power(a, Number(n >> BigInt(more)));
    while (this.#paths.length < this.#builder.applications.length) this.#paths.push(this.path);
    if (this.#isConstant(a)) this.#constant.add(power);
    for (let bit = BigInt(more) - 1n; bit >= 0n; bit--) {
      power = this.#unary(rules.sqr, 0, power);
      if ((n >> bit) % 2n === 1n) power = this.#mul(power, a);
    }
    return power;
  }

  /** a^b from b log a. */
  #raise(a: number, b: number): number {
    const base = this.#value.get(a);
    if (base?.den === 1n && base.num === 2n) return this.#unary(rules.exp2, 0, b);
    if (base?.den === 1n && base.num === 10n) return this.#unary(rules.exp10, 0, b);
    if (base !== undefined && base.num > 0n) return this.#apply(rules.exponential, a, b)[2]!;
    return this.#apply(this.#isConstant(b) ? rules.raiseConstant : rules.raise, a, b)[2]!;
  }
}

/** Integer exponents of more bits would not be exact as a double. */
const MAX_BITS = 53;
