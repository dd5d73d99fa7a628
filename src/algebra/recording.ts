import { LEAST_TERMS, MOST_TERMS } from '../interval/kernel/centered.js';
import { codes, FRESH, field, INSTRUCTION, type InstructionCode, MOST_DIVISOR, SELF } from '../interval/kernel/instruction.js';
import { intervalMachine } from '../interval/kernel/machine.js';
import { preparedSize } from '../interval/kernel/prepared-code.js';
import type { Rational } from '../rounding/rational.js';

/** One kernel call: what it writes, and how the algebra does it. Positions are in doubles. */
export interface Call {
  readonly code: InstructionCode;
  readonly out: number;
  readonly run: (m: Float64Array) => void;
  readonly a?: number;
  readonly b?: number;
  readonly sum?: Sum;
  /** Of a call that the machine leaves to the algebra, the function. */
  readonly host?: Host;
}

/** A function, and the exponent of a power with a fixed one. */
export interface Host {
  readonly name: string;
  readonly exponent?: Rational;
}

export interface Sum {
  readonly x: number;
  readonly y: number;
  readonly stride: number;
  readonly k: number;
  readonly from: number;
  readonly last: number;
  readonly p: number;
  readonly q: number;
  readonly self: boolean;
}

/** A computation that was recorded, ready to run: the positions of its regions are those of its memory. */
export interface Recording {
  readonly memory: Float64Array;
  readonly run: () => void;
}

/** Calls, and what is known beforehand of the cells that they act on. */
export interface Trace {
  readonly cells: readonly number[];
  /** Those that do something. */
  readonly calls: readonly Call[];
  isWritten(at: number): boolean;
  isZero(at: number): boolean;
  /** The number > 0 that a cell always holds. */
  positive(at: number): number | undefined;
}

/** @param inputs - positions that are written before a run */
export function traced(cells: readonly number[], calls: readonly Call[], inputs: Iterable<number>): Trace {
  const written = new Uint8Array(cells.length);
  for (const at of inputs) written[at] = 1;
  for (const { out } of calls) written[out] = 1;
  const isWritten = (at: number): boolean => written[at] === 1;
  const isZero = (at: number): boolean => written[at] === 0 && cells[at] === 0 && cells[at + 1] === 0;
  const positive = (at: number): number | undefined =>
    written[at] === 0 && cells[at] === cells[at + 1] && cells[at]! > 0 ? cells[at] : undefined;
  return { cells, calls: calls.filter(({ sum }) => sum === undefined || !addsNothing(sum, isZero)), isWritten, isZero, positive };
}

/** A product with a number > 0, or a quotient by one, as that. */
export function byPositive(
  { code, a = 0, b = 0 }: Call,
  { positive }: Trace,
): { readonly number: number; readonly of: number } | undefined {
  if (code !== 'mul' && code !== 'div') return undefined;
  const second = positive(b);
  if (second !== undefined) return { number: second, of: a };
  const first = code === 'mul' ? positive(a) : undefined;
  return first === undefined ? undefined : { number: first, of: b };
}

/** Bits of what is prepared of a coefficient. */
const ASCENDING = 1;
const DESCENDING = 2;

/** Writes calls as instructions into a memory behind their cells. */
export function assemble(trace: Trace): Recording | undefined {
  const { cells, calls, isWritten, isZero } = trace;

  // The factors of sums, by where they start and how far their coefficients lie apart.
  const numbers = new Map<number, number>();
  /** In which ways each is read. */
  const ways: number[] = [];
  let coefficients = 1;
  const numberOf = (x: number, stride: number): number => {
    const key = x * cells.length + stride;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    return number;
  };
  for (const { sum } of calls) {
    if (sum === undefined || !isCentered(sum)) continue;
    const [first, second] = [numberOf(sum.x, sum.stride), numberOf(sum.y, sum.stride)];
    ways[first] = (ways[first] ?? 0) | ASCENDING;
    ways[second] = (ways[second] ?? 0) | DESCENDING;
    coefficients = Math.max(coefficients, sum.last + 1, sum.k - sum.from + 1);
  }
  const size = preparedSize(coefficients);
  const rows = cells.length;
  const ascendingOf = (number: number, j: number): number => 8 * (rows + 2 * size * number + j);
  const descendingOf = (number: number, j: number): number => 8 * (rows + 2 * size * number + size + coefficients - 1 - j);

  // What is prepared, by factor and coefficient, in all the ways in which it is read; a cell that is written is prepared no longer.
  const prepared = new Uint8Array(numbers.size * coefficients);
  const users = new Array<number[] | undefined>(cells.length);
  const calledFrom: (Call | undefined)[] = [];
  const constant = new Instructions();
  const main = new Instructions();
  const prepare = (number: number, j: number, cell: number): void => {
    const key = number * coefficients + j;
    if (prepared[key] === 1) return;
    prepared[key] = 1;
    if (isZero(cell)) return;
    const keys = users[cell];
    if (keys === undefined) users[cell] = [key];
    else keys.push(key);
    const to = isWritten(cell) ? main : constant;
    if (to === main) calledFrom.push(undefined);
    to.add('prepare', 0, 8 * cell, 0);
    if ((ways[number]! & ASCENDING) !== 0) to.put('ascending', ascendingOf(number, j));
    if ((ways[number]! & DESCENDING) !== 0) to.put('descending', descendingOf(number, j));
  };
  const forget = (out: number): void => {
    const keys = users[out];
    if (keys === undefined) return;
    for (const key of keys) prepared[key] = 0;
    keys.length = 0;
  };
  // Zeros wait for the sums that start from them, until something else comes.
  const cleared = new Map<number, Call>();
  const clear = (): void => {
    for (const [out, call] of cleared) {
      calledFrom.push(call);
      main.add('zero', 8 * out, 0, 0);
      forget(out);
    }
    cleared.clear();
  };
  for (const one of calls) {
    if (one.code === 'zero') {
      cleared.set(one.out, one);
      continue;
    }
    const isFresh = one.sum !== undefined && cleared.delete(one.out);
    const call = isFresh ? productOf(one) : one;
    const { code, out, a = 0, b = 0, sum } = call;
    if (cleared.size > 0 && (one.sum === undefined || readsAny(one.sum, cleared))) clear();
    if (sum === undefined) {
      calledFrom.push(call);
      const known = byPositive(call, trace);
      const isLong = code === 'div' && known !== undefined && !(Number.isInteger(known.number) && known.number <= MOST_DIVISOR);
      if (known === undefined || isLong) main.add(code, 8 * out, 8 * a, 8 * b);
      else {
        main.add(code === 'mul' ? 'times' : 'over', 8 * out, 8 * known.of, 0);
        main.weigh(known.number, 0);
      }
    } else {
      const { x, y, stride, k, from, last, p, q, self } = sum;
      const isPrepared = isCentered(sum);
      const first = isPrepared ? numberOf(x, stride) : 0;
      const second = isPrepared ? numberOf(y, stride) : 0;
      if (isPrepared) {
        for (let j = from; j <= last; j++) {
          prepare(first, j, x + j * stride);
          prepare(second, k - j, y + (k - j) * stride);
        }
      }
      calledFrom.push(call);
      main.add(isPrepared ? 'centered' : 'convolve', 8 * out, 8 * x, 8 * y);
      main.put('stride', 8 * stride);
      main.put('k', k);
      main.put('from', from);
      main.put('last', last);
      main.put('kind', (self ? SELF : 0) + (isFresh ? FRESH : 0));
      main.put('weighted', Number(p !== 0 || q !== 1));
      main.weigh(p, q);
      if (isPrepared) {
        main.put('ascending', ascendingOf(first, from));
        main.put('descending', descendingOf(second, k - from));
      }
    }
    forget(out);
  }
  clear();
  constant.add('end', 0, 0, 0);
  const end = main.count;
  main.add('end', 0, 0, 0);

  const start = 8 * (rows + 2 * size * numbers.size);
  const first = start + INSTRUCTION * constant.count;
  const machine = intervalMachine(coefficients, (first + INSTRUCTION * main.count) / 8);
  if (machine === undefined) return undefined;
  const { memory, run } = machine;
  memory.set(cells);
  constant.copyTo(memory, start);
  main.copyTo(memory, first);
  run(start);
  const last = first + INSTRUCTION * end;
  return {
    memory,
    run: () => {
      for (let at = run(first); at !== last; at = run(at + INSTRUCTION)) calledFrom[(at - first) / INSTRUCTION]!.run(memory);
    },
  };
}

/** A product alone instead of a sum that starts from zero. */
function productOf(call: Call): Call {
  const { out, sum, run } = call;
  if (sum === undefined || sum.self || sum.from !== sum.last || sum.p * sum.from + sum.q !== 1) return call;
  const { x, y, stride, k, from } = sum;
  const fromZero = (m: Float64Array): void => {
    m[out] = 0;
    m[out + 1] = 0;
    run(m);
  };
  return { code: 'mul', out, a: x + from * stride, b: y + (k - from) * stride, run: fromZero };
}

/** Whether every term of a sum has a factor that is always zero. */
function addsNothing({ x, y, stride, k, from, last }: Sum, isZero: (at: number) => boolean): boolean {
  for (let j = from; j <= last; j++) if (!isZero(x + j * stride) && !isZero(y + (k - j) * stride)) return false;
  return true;
}

/** Whether a factor of a sum is among some cells. */
function readsAny({ x, y, stride, k, from, last }: Sum, cells: ReadonlyMap<number, unknown>): boolean {
  for (let j = from; j <= last; j++) if (cells.has(x + j * stride) || cells.has(y + (k - j) * stride)) return true;
  return false;
}

/** Whether a sum may be taken by midpoints and radii, which its values decide. */
function isCentered({ k, from, last, p, q, self }: Sum): boolean {
  const terms = last - from + 1;
  if ((self ? k - 2 * from + 1 : terms) < LEAST_TERMS || terms > MOST_TERMS) return false;
  return self || (Math.abs(p * from + q) <= MOST_TERMS && Math.abs(p * last + q) <= MOST_TERMS);
}

const WORDS = INSTRUCTION / 4;
const codeOf: Readonly<Record<string, number>> = Object.fromEntries(codes.map((code, i) => [code, i]));

/** Instructions one after the other; positions are addresses in bytes. */
class Instructions {
  count = 0;
  #words: Int32Array<ArrayBuffer> = new Int32Array(WORDS * 64);
  #doubles: Float64Array<ArrayBuffer> = new Float64Array(this.#words.buffer);

  add(code: InstructionCode, out: number, a: number, b: number): void {
    if (WORDS * (this.count + 1) > this.#words.length) {
      const words = new Int32Array(2 * this.#words.length);
      words.set(this.#words);
      this.#words = words;
      this.#doubles = new Float64Array(words.buffer);
    }
    this.count++;
    this.put('code', codeOf[code]!);
    this.put('out', out);
    this.put('a', a);
    this.put('b', b);
  }

  /** A part of the last instruction. */
  put(part: Exclude<keyof typeof field, 'p' | 'q'>, value: number): void {
    this.#words[WORDS * (this.count - 1) + field[part] / 4] = value;
  }

  weigh(p: number, q: number): void {
    const at = (INSTRUCTION * (this.count - 1)) / 8;
    this.#doubles[at + field.p / 8] = p;
    this.#doubles[at + field.q / 8] = q;
  }

  copyTo(memory: Float64Array<ArrayBuffer>, address: number): void {
    new Int32Array(memory.buffer, address).set(this.#words.subarray(0, WORDS * this.count));
  }
}
