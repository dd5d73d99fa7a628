/**
 * Generators that a compiler has written as machines of states: a function that runs from one value to the next, and keeps its place in an object.
 */
import { fromDouble, integer } from './arithmetic.js';
import type { Abrupt } from './branch.js';
import { callValue } from './call.js';
import { byNext, given, isDone, iteratorOf } from './iterate.js';
import { get } from './member.js';
import type { Reader } from './reader.js';
import { Bag, Builtin, type Generator, isGenerator, kindOf, List, type Value } from './value.js';

/** What a run of the function ended with. */
type Step = { readonly kind: 'value' | 'end'; readonly value: Value } | { readonly kind: 'on' };

/** A generator that is asked for one value after the other. */
abstract class Machine implements Generator {
  readonly isGenerator = true;
  /** What changes from one value to the next; branches of a condition put it back. */
  protected readonly state: Bag = new Bag();

  protected abstract step(reader: Reader): Step;

  protected put(reader: Reader, key: string, value: Value): void {
    reader.branches.record(this.state);
    this.state.entries.set(key, value);
  }

  protected known(reader: Reader, key: string): boolean {
    const value = this.state.entries.get(key) ?? false;
    return typeof value === 'boolean'
      ? value
      : reader.fail('a generator that is asked alike in both branches of a condition, got another');
  }

  next(reader: Reader): Bag {
    if (this.known(reader, 'over')) return given(true, undefined);
    for (;;) {
      reader.charge(1);
      const inner = this.state.entries.get('inner');
      if (isGenerator(inner)) {
        const result = inner.next(reader);
        if (!isDone(reader, result)) return result;
        this.put(reader, 'inner', undefined);
        this.put(reader, 'sent', get(reader, result, 'value'));
      }
      const step = this.step(reader);
      if (step.kind === 'on') continue;
      if (step.kind === 'end') this.put(reader, 'over', true);
      return given(step.kind === 'end', step.value);
    }
  }

  each(reader: Reader, visit: (value: Value) => Abrupt | undefined): Abrupt | undefined {
    return byNext(reader, this, visit);
  }

  protected delegate(reader: Reader, to: Value): void {
    this.put(reader, 'inner', iteratorOf(reader, to));
  }
}

/** TypeScript's and SWC's: `__generator(this, function (_) { switch (_.label) … })`, whose runs return `[operation, value]`. */
class LabelMachine extends Machine {
  readonly #self: Value;
  readonly #body: Value;
  readonly #context: Bag = new Bag();
  /** The places of `try` that are open: [begin, catch, finally, end]. */
  readonly #tries: List = new List([]);
  /** What goes on behind what is finally to be done. */
  readonly #later: List = new List([]);

  constructor(reader: Reader, self: Value, body: Value) {
    super();
    this.#self = self;
    this.#body = body;
    this.#context.entries.set('label', fromDouble(reader, 0));
    this.#context.entries.set('trys', this.#tries);
    this.#context.entries.set('sent', new Builtin('sent', () => this.state.entries.get('sent')));
  }

  protected step(reader: Reader): Step {
    let result = callValue(reader, this.#body, [this.#context], this.#self);
    this.put(reader, 'sent', undefined);
    for (;;) {
      reader.charge(1);
      if (!(result instanceof List)) {
        return reader.fail(
          `a generator whose steps are known before the variables are, got ${kindOf(result)}; return early with if`,
        );
      }
      const [operation, value] = result.items;
      switch (integer(reader, operation, 'an operation of a generator')) {
        case 4:
          this.#goTo(reader, this.#label(reader) + 1);
          return { kind: 'value', value };
        case 5:
          this.#goTo(reader, this.#label(reader) + 1);
          this.delegate(reader, value);
          return { kind: 'on' };
        case 7:
          result = this.#pop(reader, this.#later);
          this.#pop(reader, this.#tries);
          break;
        case 2:
        case 3: {
          const step = this.#leave(reader, result);
          if (step) return step;
          break;
        }
        default:
          return reader.fail('a generator without errors, got one of its steps that throws; return early with if');
      }
    }
  }

  /** Returns, or goes to a label, unless a `try` is left that has something finally to be done; that of an inner one comes first. */
  #leave(reader: Reader, result: List): Step | undefined {
    const [operation, value] = result.items;
    const isReturn = integer(reader, operation, 'an operation of a generator') === 2;
    const tried = this.#tries.items.at(-1);
    if (!(tried instanceof List)) {
      if (isReturn) return { kind: 'end', value };
      this.#goTo(reader, integer(reader, value, 'a label'));
      return { kind: 'on' };
    }
    const [begin, , last, end] = tried.items.map((label) =>
      label === undefined ? undefined : integer(reader, label, 'a label'),
    );
    const to = isReturn ? Number.POSITIVE_INFINITY : integer(reader, value, 'a label');
    if (!isReturn && to > begin! && to < end!) {
      this.#goTo(reader, to);
      return { kind: 'on' };
    }
    if (last !== undefined && this.#label(reader) < last) {
      this.#goTo(reader, last);
      reader.branches.record(this.#later);
      this.#later.items.push(result);
      return { kind: 'on' };
    }
    if (last !== undefined) this.#pop(reader, this.#later);
    this.#pop(reader, this.#tries);
    return undefined;
  }

  #pop(reader: Reader, list: List): Value {
    reader.branches.record(list);
    return list.items.pop();
  }

  #label(reader: Reader): number {
    return integer(reader, this.#context.entries.get('label'), 'a label');
  }

  #goTo(reader: Reader, label: number): void {
    reader.branches.record(this.#context);
    this.#context.entries.set('label', fromDouble(reader, label));
  }
}

/** How a run ends that Babel's machines tell by numbers, and older ones by names. */
const kinds: ReadonlyMap<unknown, number> = new Map([
  ['return', 2],
  ['break', 3],
  ['continue', 3],
]);

/**
 * Babel's: `regenerator.wrap(function (context) { while (1) switch (context.next) … })`, whose runs return the value itself, or the sentinel after one of the context's
 * functions has said how they end.
 */
class ContextMachine extends Machine {
  readonly #self: Value;
  readonly #body: Value;
  readonly #context: Bag = new Bag();
  readonly #sentinel: Bag = new Bag(true);
  /** The places of `try`: [begin, catch, finally, end]. */
  readonly #tries: readonly (readonly (number | undefined)[])[];

  constructor(reader: Reader, self: Value, body: Value, tries: Value) {
    super();
    this.#self = self;
    this.#body = body;
    this.#tries = tries instanceof List ? tries.items.map((entry) => labelsOf(reader, entry)) : [];
    const { entries } = this.#context;
    this.#goTo(reader, 0);
    for (const name of ['prev', 'p']) entries.set(name, fromDouble(reader, 0));
    const abrupt = (reading: Reader, [name, value]: readonly Value[]): Value => {
      const kind = kinds.get(name) ?? integer(reading, name, 'a kind of end');
      if (kind !== 2 && kind !== 3) reading.fail('a generator without errors, got one that throws; return early with if');
      this.#end(reading, kind, value);
      return this.#sentinel;
    };
    const finish = (reading: Reader, [at]: readonly Value[]): Value => {
      this.#finish(reading, integer(reading, at, 'a label'));
      return this.#sentinel;
    };
    const delegate = (reading: Reader, [to, ...rest]: readonly Value[]): Value => {
      this.delegate(reading, to);
      this.#goTo(reading, integer(reading, rest.at(-1), 'a label'));
      this.put(reading, 'into', rest.length > 1 ? rest[0] : undefined);
      return this.#sentinel;
    };
    for (const name of ['a', 'abrupt']) entries.set(name, new Builtin(name, abrupt));
    for (const name of ['f', 'finish']) entries.set(name, new Builtin(name, finish));
    for (const name of ['d', 'delegateYield']) entries.set(name, new Builtin(name, delegate));
    entries.set('stop', new Builtin('stop', (reading) => abrupt(reading, ['return', undefined])));
  }

  protected step(reader: Reader): Step {
    const sent = this.state.entries.get('sent');
    const into = this.state.entries.get('into');
    reader.branches.record(this.#context);
    for (const name of ['sent', '_sent', 'v']) this.#context.entries.set(name, sent);
    if (typeof into === 'string') this.#context.entries.set(into, sent);
    this.put(reader, 'sent', undefined);
    this.put(reader, 'into', undefined);
    const value = callValue(reader, this.#body, [this.#context], this.#self);
    if (value !== this.#sentinel) return { kind: 'value', value };
    return this.known(reader, 'ended') ? { kind: 'end', value: this.state.entries.get('result') } : { kind: 'on' };
  }

  /** Returns (2) or goes to a label (3), unless a `try` is left that has something finally to be done. */
  #end(reader: Reader, kind: number, value: Value): void {
    const now = this.#now(reader);
    const to = kind === 3 ? integer(reader, value, 'a label') : Number.POSITIVE_INFINITY;
    const inner = this.#tries.findIndex(
      ([begin, , last]) => last !== undefined && begin! <= now && now < last && (kind === 2 || begin! > to || to > last),
    );
    if (inner >= 0) {
      this.put(reader, `later${inner}`, new List([fromDouble(reader, kind), value], true));
      this.#goTo(reader, this.#tries[inner]![2]!);
    } else if (kind === 3) this.#goTo(reader, to);
    else {
      this.put(reader, 'ended', true);
      this.put(reader, 'result', value);
    }
  }

  /** Goes on behind what was finally to be done. */
  #finish(reader: Reader, at: number): void {
    const i = this.#tries.findIndex(([, , last]) => last === at);
    const later = this.state.entries.get(`later${i}`);
    if (later === undefined)
      this.#goTo(reader, this.#tries[i]?.[3] ?? reader.fail('a generator whose steps are known, got others'));
    else if (!(later instanceof List)) reader.fail('a generator that is left alike in both branches of a condition, got another');
    else {
      this.put(reader, `later${i}`, undefined);
      this.#end(reader, integer(reader, later.items[0], 'a kind of end'), later.items[1]);
    }
  }

  #now(reader: Reader): number {
    const { entries } = this.#context;
    return Math.max(...['p', 'prev'].map((name) => integer(reader, entries.get(name), 'a label')));
  }

  #goTo(reader: Reader, label: number): void {
    reader.branches.record(this.#context);
    for (const name of ['n', 'next']) this.#context.entries.set(name, fromDouble(reader, label));
  }
}

function labelsOf(reader: Reader, entry: Value): (number | undefined)[] {
  if (!(entry instanceof List)) return reader.fail(`the places of a try, got ${kindOf(entry)}`);
  return entry.items.map((label) => (label === undefined || label === null ? undefined : integer(reader, label, 'a label')));
}

/** `__generator(self, body)`. */
export function labelMachine(reader: Reader, [self, body]: readonly Value[]): Value {
  return new LabelMachine(reader, self, body);
}

/** What `_regenerator()` returns: `w` and `wrap` make generators, `m` and `mark` leave functions what they are. */
export function regenerator(): Builtin {
  const wrap = new Builtin('wrap', (reader, [body, , self, tries]) => new ContextMachine(reader, self, body, tries));
  const mark = new Builtin('mark', (_, [fn]) => fn);
  const values = new Builtin('values', (reader, [items]) => iteratorOf(reader, items));
  const members = { w: wrap, wrap, m: mark, mark, values };
  return new Builtin('regenerator', undefined, new Map(Object.entries(members).map(([key, value]) => [key, () => value])));
}
