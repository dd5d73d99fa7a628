import { type Decoration, type DecorationName, decorationNames } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { checkNames } from '../series/frame.js';
import { readJson } from '../series/json.js';
import { domainOf } from './domain.js';
import { Model } from './model.js';

/** A Taylor model as JSON keeps it exactly; bounds that are infinite are texts. */
export interface TaylorModelJson {
  readonly names: readonly string[];
  readonly center: readonly number[];
  readonly order: number;
  readonly domain: readonly IntervalJson[];
  /** Those of lower degree first, in the numbering of the space of that order. */
  readonly coefficients: readonly number[];
  readonly remainder: IntervalJson;
  readonly bound: IntervalJson;
  readonly decoration: DecorationName;
}

type IntervalJson = ReturnType<Interval['toJSON']>;

/** Everything that a model says. */
export function modelToJson({ domain, p, remainder, bound, decoration }: Model): TaylorModelJson {
  const { names, center, box, space } = domain;
  return {
    names,
    center,
    order: space.order,
    domain: box.map((side) => side.toJSON()),
    coefficients: [...p],
    remainder: remainder.toJSON(),
    bound: bound.toJSON(),
    decoration: decorationNames[decoration]!,
  };
}

/** The model that {@link modelToJson} wrote. */
export function modelFromJson(json: TaylorModelJson | string): Model {
  const keys = ['names', 'center', 'order', 'domain', 'coefficients', 'remainder', 'bound', 'decoration'] as const;
  const { names, center, order, domain: box, coefficients, remainder, bound, decoration } = readJson('fromJSON', json, keys);
  checkNames('fromJSON', names, box.length);
  const domain = domainOf('fromJSON', names, box.map(intervalOf), order, center);
  if (coefficients.length !== domain.space.size || !coefficients.every((c) => Number.isFinite(c))) {
    throw new RangeError(
      `fromJSON: expected ${domain.space.size} finite coefficients, one for each monomial, got ${coefficients}`,
    );
  }
  const claimed = decorationNames.indexOf(decoration);
  if (claimed <= 0) throw new RangeError(`fromJSON: expected a decoration com, dac, def or trv, got ${decoration}`);
  return new Model(domain, Float64Array.from(coefficients), intervalOf(remainder), intervalOf(bound), claimed as Decoration);
}

function intervalOf(json: IntervalJson): Interval {
  return new Interval(boundOf(json?.lo), boundOf(json?.hi));
}

/** A number, or the text of an infinite one. JSON of another maker has null for those, which must not pass for 0. */
function boundOf(bound: number | string): number {
  if (typeof bound === 'number') return bound;
  if (bound === 'Infinity' || bound === '-Infinity') return Number(bound);
  throw new TypeError(`fromJSON: expected a bound that is a number, "Infinity" or "-Infinity", got ${JSON.stringify(bound)}`);
}
