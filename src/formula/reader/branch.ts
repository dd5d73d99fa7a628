/**
 * Conditions on the variables: both branches are read, one after the other from the same state, and what they leave is joined, value by value.
 *
 * A branch that returns, throws or leaves a loop is kept aside until the function or the loop ends; what follows is read for the other alone.
 */
import { rational } from '../../rounding/rational.js';
import type { Dag } from '../dag.js';
import { conditional, not } from '../logic.js';
import { joinedState, joinedValue } from './join.js';
import { type Place, restore, type State, type States, stateOf } from './place.js';
import { type Reader, Unwound } from './reader.js';
import { Absent, birth, type Generator, type Value } from './value.js';

/** How a statement ends that does not run into the next one. */
export type Abrupt =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined }
  | { readonly kind: 'throw' }
  | { readonly kind: 'stop'; readonly of: Generator; readonly completion: Abrupt };

/** States from before they changed, of places that were there when it was opened. */
interface Frame {
  readonly states: States;
  readonly opened: number;
}

function opened(): Frame {
  return { states: new Map(), opened: birth() };
}

/** A branch that ended: where `test` is 1, `completion` is what happened, and `after` and `since` say how places differ from now. */
interface Suspended {
  test: number;
  completion: Abrupt;
  /** States that the branch left. */
  readonly after: States;
  /** States at the branch's end of what has changed on the other way since. */
  since: Frame;
}

/** Steps that a condition takes beside those of its branches. */
const forkSteps = 30;

/** What one branch did. */
interface Outcome {
  readonly completion: Abrupt | undefined;
  readonly after: States;
  readonly suspended: readonly Suspended[];
}

/** The branches of one reading. */
export class Branches {
  readonly #reader: Reader;
  /** What has changed since each beginning of a branch, the innermost last; what is in one is in all before it. */
  readonly #frames: Frame[] = [];
  readonly #suspended: Suspended[] = [];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Whether what is read happens for all values of the variables. */
  get isCertain(): boolean {
    return this.#frames.length === 0;
  }

  /** Whether a thing was made since the innermost branch began, so that what happens to it need not be put back. */
  isYoung({ born }: Place): boolean {
    return this.#frames.every(({ opened: since }) => born > since);
  }

  /** How many branches are suspended. */
  get mark(): number {
    return this.#suspended.length;
  }

  /** To be called before a place changes. */
  record(place: Place): void {
    this.#reader.touch(place);
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const { states, opened: since } = this.#frames[i]!;
      // What is younger than a frame, or known to it, is so to all before it.
      if (place.born > since || states.has(place)) return;
      states.set(place, stateOf(this.#reader, place));
      this.#reader.charge(1);
    }
  }

  /** Reads both branches of a condition and goes on with what both leave, or with the one that goes on. */
  fork(test: number, yes: () => Abrupt | undefined, no: () => Abrupt | undefined): Abrupt | undefined {
    const dag = this.#reader.dag;
    this.#reader.charge(forkSteps);
    const [a, b] = [this.#tried(yes), this.#tried(no)];
    for (const branch of a.suspended) branch.test = within(dag, test, branch.test);
    for (const branch of b.suspended) branch.test = without(dag, test, branch.test);
    if (isSame(a.completion, b.completion)) {
      const places = new Set([...a.after.keys(), ...b.after.keys()]);
      for (const place of places) {
        const now = stateOf(this.#reader, place);
        this.#change(
          place,
          joinedState(
            this.#reader,
            test,
            a.after.has(place) ? a.after.get(place) : now,
            b.after.has(place) ? b.after.get(place) : now,
          ),
        );
      }
      if (a.completion?.kind !== 'return' || b.completion?.kind !== 'return') return a.completion;
      return { kind: 'return', value: joinedValue(this.#reader, test, a.completion.value, b.completion.value) };
    }
    const [ended, other, when] = a.completion ? [a, b, test] : [b, a, not(dag, test)];
    this.#suspend(when, ended.completion!, ended.after);
    for (const [place, state] of other.after) this.#change(place, state);
    return other.completion;
  }

  /** The same for expressions. */
  choose(test: number, yes: () => Value, no: () => Value): Value {
    const values: (readonly [Value] | undefined)[] = [undefined, undefined];
    const branch = (i: number, value: () => Value) => (): undefined => {
      values[i] = [value()];
    };
    const ended = this.fork(test, branch(0, yes), branch(1, no));
    if (ended) throw new Unwound(ended);
    const [a, b] = values;
    // a branch that throws is kept aside
    return a && b ? joinedValue(this.#reader, test, a[0], b[0]) : (a ?? b)![0];
  }

  /** Takes in the branches, suspended since `mark`, whose completion matches: at the end of a loop those that left it. */
  settle(mark: number, completion: Abrupt | undefined, matches: (completion: Abrupt) => boolean): Abrupt | undefined {
    let current = completion && matches(completion) ? undefined : completion;
    for (let i = this.#suspended.length - 1; i >= mark; i--) {
      const branch = this.#suspended[i]!;
      if (!matches(branch.completion)) continue;
      if (current === undefined) this.#takeIn(i);
      else {
        this.#exchange(i, current);
        current = undefined;
      }
    }
    return current;
  }

  /** Changes how the branches ended that are suspended since `mark`. */
  rename(mark: number, other: (completion: Abrupt) => Abrupt): void {
    for (const branch of this.#suspended.slice(mark)) branch.completion = other(branch.completion);
  }

  /** Goes on with the first of the branches suspended since `mark`, and suspends what is now. Returns how it ended. */
  next(mark: number, completion: Abrupt): Abrupt {
    const { completion: ended } = this.#suspended[mark]!;
    this.#exchange(mark, completion);
    return ended;
  }

  /** The value of a call: of the completion, joined with those of the branches that ended before. */
  result(mark: number, completion: Abrupt | undefined): Value {
    if (this.#reader.tries > 0) return this.#caughtResult(mark, completion);
    let value = valueAfter(completion);
    for (let i = this.#suspended.length - 1; i >= mark; i--) {
      const { test, completion: ended } = this.#suspended[i]!;
      this.#takeIn(i);
      value = joinedValue(this.#reader, test, valueAfter(ended), value);
    }
    return value;
  }

  /** The same inside `try`, where branches that throw stay aside. */
  #caughtResult(mark: number, completion: Abrupt | undefined): Value {
    let isThrown = completion?.kind === 'throw';
    let value = valueAfter(completion);
    for (let i = this.#suspended.length - 1; i >= mark; i--) {
      const { test, completion: ended } = this.#suspended[i]!;
      if (ended.kind === 'throw') continue;
      if (isThrown) {
        this.#exchange(i, { kind: 'throw' });
        value = valueAfter(ended);
        isThrown = false;
      } else {
        this.#takeIn(i);
        value = joinedValue(this.#reader, test, valueAfter(ended), value);
      }
    }
    if (isThrown) throw new Unwound({ kind: 'throw' });
    return value;
  }

  /** Reads a branch and puts everything back as it was. */
  #tried(run: () => Abrupt | undefined): Outcome {
    const mark = this.#suspended.length;
    const frame = opened();
    this.#frames.push(frame);
    const [ended, left] = this.#reader.unlessLeft(run);
    const completion = left ?? ended;
    const suspended = this.#suspended.slice(mark);
    for (const branch of suspended) {
      // Its states as they are, before they are put back.
      for (const place of frame.states.keys())
        if (!branch.after.has(place)) branch.after.set(place, this.#stateIn(branch, place));
      this.#drop(branch.since);
    }
    this.#drop(frame);
    const after: States = new Map();
    for (const [place, old] of frame.states) {
      after.set(place, stateOf(this.#reader, place));
      restore(place, old);
    }
    for (const branch of suspended) {
      branch.since = opened();
      this.#frames.push(branch.since);
    }
    return { completion, after, suspended };
  }

  #suspend(test: number, completion: Abrupt, after: States): void {
    const since = opened();
    this.#frames.push(since);
    this.#suspended.push({ test, completion, after, since });
  }

  /** Joins a suspended branch with what is now. */
  #takeIn(i: number): void {
    const branch = this.#release(i);
    for (const place of placesOf(branch)) {
      this.#change(place, joinedState(this.#reader, branch.test, this.#stateIn(branch, place), stateOf(this.#reader, place)));
    }
  }

  /** Goes on with a suspended branch, and suspends what is now. */
  #exchange(i: number, completion: Abrupt): void {
    const branch = this.#release(i);
    const states = placesOf(branch).map((place) => [place, this.#stateIn(branch, place), stateOf(this.#reader, place)] as const);
    this.#suspend(not(this.#reader.dag, branch.test), completion, new Map(states.map(([place, , now]) => [place, now])));
    for (const [place, state] of states) this.#change(place, state);
  }

  /** Takes a branch off the list; those behind it were on its other way. */
  #release(i: number): Suspended {
    const [branch] = this.#suspended.splice(i, 1) as [Suspended];
    this.#drop(branch.since);
    for (const later of this.#suspended.slice(i)) later.test = without(this.#reader.dag, branch.test, later.test);
    return branch;
  }

  #drop(frame: Frame): void {
    this.#frames.splice(this.#frames.indexOf(frame), 1);
  }

  #change(place: Place, state: State): void {
    this.record(place);
    restore(place, state);
  }

  #stateIn({ after, since }: Suspended, place: Place): State {
    if (after.has(place)) return after.get(place);
    return since.states.has(place) ? since.states.get(place) : stateOf(this.#reader, place);
  }
}

/** p and q, with q asked only where p holds. */
function within(dag: Dag, p: number, q: number): number {
  return conditional(dag, p, q, dag.constant(rational(0n)));
}

/** q and not p, with q asked only where p does not hold. */
function without(dag: Dag, p: number, q: number): number {
  return conditional(dag, p, dag.constant(rational(0n)), q);
}

function valueAfter(completion: Abrupt | undefined): Value {
  if (completion?.kind === 'return') return completion.value;
  return completion?.kind === 'throw' ? new Absent() : undefined;
}

function isSame(a: Abrupt | undefined, b: Abrupt | undefined): boolean {
  if (a?.kind === 'stop' && b?.kind === 'stop')
    return a.of === b.of && a.completion.kind !== 'return' && isSame(a.completion, b.completion);
  const label = (completion: Abrupt | undefined): string | undefined =>
    completion && 'label' in completion ? completion.label : '';
  return a?.kind === b?.kind && label(a) === label(b);
}

function placesOf({ after, since }: Suspended): Place[] {
  return [...new Set([...after.keys(), ...since.states.keys()])];
}
