import { algebraOf } from '../algebra/of.js';
import { type DecorationName, decorationNames } from '../interval/decoration.js';
import { type Interval, interval } from '../interval/interval.js';
import type { IntervalInput } from '../interval/operand.js';
import { Elementary } from '../series/elementary.js';
import { type Exponent, exponentOf } from '../series/exponent.js';
import { checkNames, requireEach, variableOf as variableNumber } from '../series/frame.js';
import type { IndexedName, SmoothName, UnaryName } from '../series/functions.js';
import { SeriesN } from '../series/series-n.js';
import { defaultNames } from '../series/variables.js';
import { showAsText } from '../text/inspect.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { atMost } from './arithmetic.js';
import { substituted } from './composition.js';
import { type Domain, domainOf, sidesOf } from './domain.js';
import { type BinaryName, binary, indexed, power, raise, unary } from './functions.js';
import { integral } from './integral.js';
import { modelFromJson, modelToJson, type TaylorModelJson } from './json.js';
import { boundOver, constantOf, type Model, variableOf } from './model.js';
import { either, truthOf } from './piecewise.js';
import { restricted } from './restriction.js';

/** How {@link TaylorModel.variables} makes models. */
export interface TaylorVariablesOptions {
  readonly order: number;
  readonly center?: number | readonly number[];
  readonly names?: readonly string[];
}

const variablesNames: NamesOf<TaylorVariablesOptions> = { order: true, center: true, names: true };

/** What a Taylor model is combined with: another of the same box, or a constant: a number, which is that double, or what `interval` takes. */
export type TaylorModelOperand = TaylorModel | IntervalInput;

/**
 * A polynomial and an interval that enclose a function f on a box: f(x) ∈ P(x − center) + remainder for every x of the box at which f is defined.
 *
 * The coefficients of P are doubles. What their rounding, the truncation of products and Taylor's theorem leave out is in the remainder, so that the statement is
 * one about f itself. Immutable; methods and the free functions compute with models of the same box. Where f has no value the model says nothing, and `decoration`
 * tells how much of f is known: at least `def` that f is defined on all of the box, at least `dac` that it is continuous there, `com` that it is also bounded.
 * Where a jump, the border between two branches, or a kink of abs, min or max may lie in the box it is `def` at most.
 *
 * A derivative of the polynomial encloses nothing: a remainder cannot be differentiated. An integral can be enclosed.
 *
 * @guarantee encloses
 * @see {@link taylorModel}, which makes one; Makino, Berz, Taylor models and other validated functional inclusion methods, 2003
 * @example
 * const m = taylorModel('sin(x)', interval(0, 1), { order: 5 });
 * [m.remainder.wid() < 1e-4, m.evaluate(0.5).contains(Math.sin(0.5)), m.integral().evaluate(1).wid() < 1e-4]; // [true, true, true]
 */
export class TaylorModel extends Elementary<TaylorModel> {
  readonly #model: Model;
  #polynomial: SeriesN<number> | undefined;

  private constructor(model: Model) {
    super();
    this.#model = model;
  }

  /** @internal */
  static of(model: Model): TaylorModel {
    return new TaylorModel(model);
  }

  /** @internal The statements behind models, which must be over one box. */
  static together(where: string, models: readonly TaylorModel[]): Model[] {
    return models.map((model) => models[0]!.#alike(where, model));
  }

  /**
   * The variables themselves as models over a box, exactly.
   *
   * @param options - `order`; `center`, by default the midpoint; `names`, by default x, y, z for up to three variables and x1, x2, … for more
   * @throws RangeError as {@link taylorModel} does, and unless there are as many different names as intervals
   * @example
   * const [x, y] = TaylorModel.variables([interval(0, 1), interval(-1, 1)], { order: 3 });
   * x.mul(y).add(1).toString(); // '1 + 0.5 y + x y + [0, 0]'
   */
  static variables(box: IntervalInput | readonly IntervalInput[], options: TaylorVariablesOptions): TaylorModel[] {
    demandNames('variables', options, variablesNames);
    const sides = sidesOf('variables', box);
    const names = options?.names ?? defaultNames(sides.length);
    checkNames('variables', names, sides.length);
    const domain = domainOf('variables', names, sides, options?.order, options?.center);
    return sides.map((_, v) => new TaylorModel(variableOf(domain, v)));
  }

  /** P, in the distances from the center. */
  get polynomial(): SeriesN<number> {
    const { algebra } = algebraOf('polynomial', this.center);
    this.#polynomial ??= SeriesN.over(algebra, this.#domain, this.#domain.space, (out) => {
      this.#model.p.forEach((c, i) => {
        algebra.write(out, i, c);
      });
    });
    return this.#polynomial;
  }

  /** Where f − P lies; unbounded where nothing is known, empty where f has no value on the whole box. */
  get remainder(): Interval {
    return this.#model.remainder;
  }

  /** The box, one interval for each variable. */
  get domain(): readonly Interval[] {
    return this.#domain.box;
  }

  /** The point that P is about. */
  get center(): readonly number[] {
    return this.#domain.center;
  }

  get names(): readonly string[] {
    return this.#domain.names;
  }

  /** The highest degree of P. */
  get order(): number {
    return this.#domain.space.order;
  }

  get decoration(): DecorationName {
    return decorationNames[this.#model.decoration]!;
  }

  /** Bounds of f on the box. */
  bound(): Interval {
    return this.#model.bound;
  }

  /**
   * Bounds of f at a point of the box, or over a part of it: one number or interval for each variable, alone where there is one variable.
   *
   * @guarantee encloses f(x) for every x of the part at which f is defined
   * @throws RangeError for what does not lie in the box
   */
  evaluate(at: IntervalInput | readonly IntervalInput[]): Interval {
    const part = sidesOf('evaluate', at).map((x) => interval(x));
    requireEach('evaluate', 'values', this, part.length);
    this.#domain.requirePart('evaluate', part, '; make a model over a larger box');
    return boundOver(this.#model, part);
  }

  /** The constant `value` as a model over this box. */
  constant(value: IntervalInput): TaylorModel {
    return new TaylorModel(constantOf(this.#domain, interval(value)));
  }

  /** a + b. */
  add(other: TaylorModelOperand): TaylorModel {
    return this.#combined('add', other);
  }

  /** a − b. */
  sub(other: TaylorModelOperand): TaylorModel {
    return this.#combined('sub', other);
  }

  /** a·b. */
  mul(other: TaylorModelOperand): TaylorModel {
    return this.#combined('mul', other);
  }

  /** a/b. Where b may be 0, the remainder is not bounded. */
  div(other: TaylorModelOperand): TaylorModel {
    return this.#combined('div', other);
  }

  /** a^r: a text such as `'1/3'` is that exact exponent, a number that double; a model r gives exp(r·log a). */
  pow(r: Exponent | TaylorModel): TaylorModel {
    if (r instanceof TaylorModel) return new TaylorModel(raise(this.#model, this.#alike('pow', r)));
    return new TaylorModel(power(this.#model, exponentOf(r)));
  }

  /** −a. */
  neg(): TaylorModel {
    return this.#unary('neg');
  }

  /** |a|. */
  abs(): TaylorModel {
    return this.#unary('abs');
  }

  /** −1, 0 or 1. */
  sign(): TaylorModel {
    return this.#unary('sign');
  }

  /** The greatest integer ≤ a. */
  floor(): TaylorModel {
    return this.#unary('floor');
  }

  /** The least integer ≥ a. */
  ceil(): TaylorModel {
    return this.#unary('ceil');
  }

  /** The nearest integer, ties upward as in `Math.round`. */
  round(): TaylorModel {
    return this.#unary('round');
  }

  /** a without what is behind its point. */
  trunc(): TaylorModel {
    return this.#unary('trunc');
  }

  /** 1 for a ≥ 0, 0 for a < 0. */
  step(): TaylorModel {
    return this.#unary('step');
  }

  /** The lesser of a and b. */
  min(other: TaylorModelOperand): TaylorModel {
    return this.#combined('min', other);
  }

  /** The greater of a and b. */
  max(other: TaylorModelOperand): TaylorModel {
    return this.#combined('max', other);
  }

  /** `yes` where this model is not 0 and `no` where it is; where that may differ within the box, a model that encloses both. */
  select(yes: TaylorModelOperand, no: TaylorModelOperand): TaylorModel {
    const [a, b] = [this.#alike('select', yes), this.#alike('select', no)];
    const truth = truthOf(this.#model);
    const test = this.#model;
    return new TaylorModel(truth === undefined ? either(test, a, b) : atMost(truth ? a : b, test.decoration));
  }

  /** The angle of the point (x, this), as Math.atan2 gives it. */
  atan2(x: TaylorModelOperand): TaylorModel {
    return this.#combined('atan2', x);
  }

  /** √(a² + b²). */
  hypot(other: TaylorModelOperand): TaylorModel {
    return this.#combined('hypot', other);
  }

  /** The eccentric anomaly E with E − e sin E = M, for this eccentricity e from 0 to 1. */
  keplerE(M: TaylorModelOperand): TaylorModel {
    return this.#combined('keplerE', M);
  }

  /** Bessel's J_n(a) for a whole number n. */
  besselJ(n: number): TaylorModel {
    return this.#indexed('besselJ', n);
  }

  /** The spherical Bessel function j_n(a) for a whole number n ≥ 0. */
  sphericalJ(n: number): TaylorModel {
    return this.#indexed('sphericalJ', n);
  }

  /** ψ^(n)(a), the n-th derivative of the digamma function, for a whole number n ≥ 0. */
  polygamma(n: number): TaylorModel {
    return this.#indexed('polygamma', n);
  }

  /** The integral over a variable, given by its name or its number from 0, from the center to x; the other variables stay. */
  integral(variable: number | string = 0): TaylorModel {
    return new TaylorModel(integral(this.#model, variableNumber('integral', this, variable)));
  }

  /**
   * The same model over a part of its box, with P about another center, by default the midpoint.
   *
   * @throws RangeError for what is no part of the box
   */
  restrict(box: IntervalInput | readonly IntervalInput[], center?: number | readonly number[]): TaylorModel {
    const sides = sidesOf('restrict', box);
    requireEach('restrict', 'intervals', this, sides.length);
    const domain = domainOf('restrict', this.names, sides, this.order, center);
    this.#domain.requirePart('restrict', domain.box);
    return new TaylorModel(restricted(this.#model, domain));
  }

  /**
   * The model of f(g_1, …, g_m) for models g_i over one box, one for each variable of this model f.
   *
   * @throws RangeError unless the bounds of each g_i lie in the domain of its variable
   * @example
   * const outer = taylorModel('exp(u)', interval(-1, 1), { order: 4 });
   * const inner = taylorModel('x*y', [interval(0, 1), interval(-1, 1)], { order: 4 });
   * outer.compose([inner]).evaluate([1, 0.5]).contains(Math.exp(0.5)); // true
   */
  compose(inner: readonly TaylorModel[]): TaylorModel {
    requireEach('compose', 'models', this, inner.length);
    return new TaylorModel(substituted(this.#model, TaylorModel.together('compose', inner)));
  }

  /** Everything that the model says, exactly; {@link TaylorModel.fromJSON} reads it back. */
  toJSON(): TaylorModelJson {
    return modelToJson(this.#model);
  }

  /**
   * The model that `toJSON` wrote: an object, or JSON text of one. What it claims is taken as it is.
   *
   * @throws TypeError for what is no such object, RangeError unless its parts fit together
   * @example
   * const m = taylorModel('sin(x)', interval(0, 1), { order: 5 });
   * TaylorModel.fromJSON(JSON.stringify(m)).remainder.equals(m.remainder); // true
   */
  static fromJSON(json: TaylorModelJson | string): TaylorModel {
    return new TaylorModel(modelFromJson(json));
  }

  /** Models are no numbers: in `m + 1` an error says so, in a text they are their text. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new TypeError(
      'TaylorModel: expected a number for an operator, got a Taylor model; use its methods, m.add(1) or m.mul(m)',
    );
  }

  /** The polynomial, with the names standing for distances from the center, and the remainder. */
  override toString(digits = 3): string {
    const { remainder } = this.#model;
    return `${this.polynomial.toString({ rest: false })} + ${remainder.toString(digits)}`;
  }

  protected override applied(name: SmoothName): TaylorModel {
    return this.#unary(name);
  }

  get #domain(): Domain {
    return this.#model.domain;
  }

  #unary(name: UnaryName): TaylorModel {
    return new TaylorModel(unary(name, this.#model));
  }

  #indexed(name: IndexedName, n: number): TaylorModel {
    return new TaylorModel(indexed(name, n, this.#model));
  }

  #combined(name: BinaryName, other: TaylorModelOperand): TaylorModel {
    return new TaylorModel(binary(name, this.#model, this.#alike(name, other)));
  }

  /** An operand as a model over the same box. */
  #alike(where: string, other: TaylorModelOperand): Model {
    if (!(other instanceof TaylorModel)) return constantOf(this.#domain, interval(other));
    const model = other.#model;
    if (model.domain.equals(this.#domain)) return model;
    throw new RangeError(
      `${where}: expected a model over ${this.#domain}, got one over ${model.domain}; make both with the same box, center, order and names`,
    );
  }
}

showAsText(TaylorModel.prototype);
