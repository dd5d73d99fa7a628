/**
 * Generators. The body of one runs where somebody asks for what it yields, and what is done with a value is done where it is yielded, so that the order of all effects is
 * that of the language; a loop that is left leaves the body of the generator with it.
 */
import type { YieldExpression } from 'acorn';
import type { Abrupt } from './branch.js';
import type { Environment } from './environment.js';
import { evaluate } from './expression.js';
import { Cursor, given, iterate } from './iterate.js';
import { type Reader, Unwound } from './reader.js';
import { Bag, Builtin, birth, type Generator, List, type Value } from './value.js';

/** Runs the body, with what to do with each value. */
export type Body = (give: (value: Value) => Value) => Abrupt | undefined;

const alike = 'a generator that is asked alike in both branches of a condition, got one that is not; take its values first';

/** What a function with `yield` returns. */
export class Yielding implements Generator {
  readonly isGenerator = true;
  readonly #body: Body;
  readonly #state: Bag = new Bag();

  /** What was made together with it is its own. */
  readonly #own: readonly [from: number, to: number];

  constructor(body: Body, from: number) {
    this.#body = body;
    this.#own = [from, birth()];
  }

  each(reader: Reader, visit: (value: Value) => Abrupt | undefined): Abrupt | undefined {
    if (this.#state.entries.has('all')) return this.#all(reader).each(reader, visit);
    if (this.#isBegun(reader)) return undefined;
    reader.branches.record(this.#state);
    this.#state.entries.set('begun', true);
    const { branches, source, place, tries } = reader;
    const begun = branches.mark;
    /** The loop's own ends, which the body of the generator must not take for its own. */
    const stop = (completion: Abrupt): Abrupt => ({ kind: 'stop', of: this, completion });
    reader.stops++;
    const completion = this.#body((value) => {
      const inner = { source: reader.source, place: reader.place, tries: reader.tries };
      Object.assign(reader, { source, place, tries });
      const { mark } = branches;
      const ended = visit(value);
      branches.rename(mark, stop);
      Object.assign(reader, inner);
      if (ended) throw new Unwound(stop(ended));
      return undefined;
    });
    reader.stops--;
    const last = branches.settle(begun, completion, ({ kind }) => kind === 'return');
    const started = (end: Abrupt): Abrupt => (end.kind === 'stop' && end.of === this ? end.completion : end);
    branches.rename(begun, started);
    return last && started(last);
  }

  next(reader: Reader): Bag {
    if (!this.#state.entries.has('all')) this.#runAhead(reader);
    const next = this.#all(reader).next(reader);
    if (next.entries.get('done') !== true || this.#state.entries.has('returned')) return next;
    reader.branches.record(this.#state);
    this.#state.entries.set('returned', true);
    return given(true, this.#state.entries.get('value'));
  }

  #isBegun(reader: Reader): boolean {
    const begun = this.#state.entries.get('begun');
    return begun === undefined || begun === true ? begun === true : reader.fail(alike);
  }

  /** Takes all values at once. That is the same as one after the other only if the body and its caller leave alone what both see. */
  #runAhead(reader: Reader): void {
    const isOver = this.#isBegun(reader);
    reader.branches.record(this.#state);
    this.#state.entries.set('begun', true);
    const watch = reader.watch(this.#own);
    const list = new List([]);
    const { mark } = reader.branches;
    const completion = isOver
      ? undefined
      : this.#body((value) => {
          reader.charge(1);
          reader.branches.record(list);
          list.items.push(value);
          return undefined;
        });
    this.#state.entries.set('value', reader.branches.result(mark, completion));
    watch.end();
    reader.branches.record(this.#state);
    this.#state.entries.set('all', new List([list], true));
    this.#ahead.set(list, { cursor: new Cursor(list), isTouched: () => watch.isTouched() });
  }

  readonly #ahead: WeakMap<List, { readonly cursor: Cursor; readonly isTouched: () => boolean }> = new WeakMap();

  #all(reader: Reader): Cursor {
    const all = this.#state.entries.get('all');
    const [list] = all instanceof List ? all.items : [];
    const ahead = list instanceof List ? this.#ahead.get(list) : undefined;
    if (ahead === undefined) return reader.fail(alike);
    if (ahead.isTouched()) {
      reader.fail(
        'a generator whose values do not depend on what happens between two calls of next(), got one that does; loop over it with for … of',
      );
    }
    return ahead.cursor;
  }
}

/** `yield value` and `yield* values`, in the body of a generator. */
export function yielded(reader: Reader, { argument, delegate }: YieldExpression, environment: Environment): Value {
  const give = environment.find('yield')?.value;
  const value = argument ? evaluate(reader, argument, environment) : undefined;
  if (!(give instanceof Builtin && give.call)) return reader.fail('a generator that has begun, got yield outside of it');
  if (!delegate) return give.call(reader, [value]);
  const ended = iterate(reader, value, (item) => {
    reader.charge(1);
    give.call!(reader, [item]);
    return undefined;
  });
  return ended && reader.fail('yield* over an iterator that ends by itself, got another');
}
