/**
 * Kernels over intervals as C99, with bounds that the processor rounds: a recording of the interval algebra, call by call.
 *
 * All arithmetic is rounded upward, and an interval is kept as the pair −lo, hi, so that both bounds are rounded outward. `+ − * / sqrt` are all that IEEE 754 makes a
 * processor round in that direction; `<math.h>` bounds nothing else, and a formula that needs more is refused. What leaves the ordinary sets a flag of IEEE 754 (an invalid
 * operation, as 0·∞ and the root of a negative number, a division by zero, an overflow), and then nothing is claimed.
 *
 * No compiler minds that arithmetic depends on the calls that set the mode and read the flags: gcc moves what it inlines past them, -frounding-math or not. So the computation
 * is called through a volatile pointer: the compiler sees neither what it does nor that it leaves modes alone, and must keep the order. Intermediate results wider than a double,
 * rounded again when they are stored, are refused, and so are reciprocals in place of quotients, which are rounded twice and may err to either side, and a processor that flushes
 * subnormals to zero, as any part of a program that was linked with -ffast-math makes it do.
 */
import type { Algebra, Memory } from '../../algebra/algebra.js';
import { type IntervalAlgebra, intervalAlgebra } from '../../algebra/interval.js';
import { IntervalRecorder, type Laid } from '../../algebra/interval-recorder.js';
import { byPositive, type Call, type Host, type Trace } from '../../algebra/recording.js';
import type { Dag } from '../dag.js';
import { requireNameInC } from '../dialect.js';
import { lower } from '../lower.js';
import { Solution } from '../solution.js';
import type { System } from '../system.js';
import { functions, type Name, order } from './interval-c-functions.js';
import { laidOut } from './program.js';

type Over = <M extends Memory>(base: Algebra<ReturnType<IntervalAlgebra['read']>, M>) => Laid<M>;

/** Of C, in which exponents are counted: beyond, they would come out as others. */
const LARGEST_INT = 2147483647n; // 2^31 − 1

/** A double as a literal. */
function literal(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'HUGE_VAL' : '-HUGE_VAL';
  const text = String(value);
  return /[.e]/u.test(text) ? text : `${text}.0`;
}

/** Statements that carry out calls, and the functions that they need. */
class Statements {
  readonly lines: string[] = [];
  readonly needed: Set<Name> = new Set();
  readonly #prefix: string;
  readonly #trace: Trace;

  constructor(prefix: string, trace: Trace) {
    this.#prefix = prefix;
    this.#trace = trace;
    for (let at = 0; at < trace.cells.length; at += 2) {
      if (!trace.isWritten(at) && !trace.isZero(at)) this.lines.push(this.#constant(at));
    }
    for (const call of trace.calls) this.#write(call);
  }

  /** The text of the functions, those that others call first. */
  functions(): string {
    const texts = order.map((name) =>
      functions[name].replace(/^(?:double|void) @/mu, 'static inline $&').replaceAll('@', `${this.#prefix}_`),
    );
    for (const name of [...order].reverse()) {
      if (this.needed.has(name)) for (const other of order) if (functions[name].includes(`@${other}(`)) this.needed.add(other);
    }
    return texts.filter((_, i) => this.needed.has(order[i]!)).join('\n\n');
  }

  #constant(at: number): string {
    const [lo, hi] = [this.#trace.cells[at]!, this.#trace.cells[at + 1]!];
    return `m[${at}] = ${literal(-lo)}, m[${at + 1}] = ${literal(hi)};`;
  }

  #call(name: Name, out: number, ...args: readonly string[]): void {
    this.needed.add(name);
    this.lines.push(`${this.#prefix}_${name}(${[`m + ${out}`, ...args].join(', ')});`);
  }

  #write(call: Call): void {
    const { code, out, a = 0, b = 0, sum, host } = call;
    const known = byPositive(call, this.#trace);
    if (host !== undefined) this.#function(out, `m + ${a}`, `m + ${b}`, host);
    else if (sum !== undefined) {
      const { x, y, k, from, last, p, q, self } = sum;
      if (self) this.#call('square', out, `m + ${x}`, String(k), String(from));
      else {
        const factors = [`m + ${x}`, `m + ${y}`, String(k), String(from), String(last)];
        if (p === 0 && q === 1) this.#call('sum', out, ...factors);
        else this.#call('weighted', out, ...factors, literal(p), literal(q));
      }
    } else if (known !== undefined) this.#call(code === 'mul' ? 'times' : 'over', out, `m + ${known.of}`, literal(known.number));
    else if (code === 'add' || code === 'sub' || code === 'mul' || code === 'div') this.#call(code, out, `m + ${a}`, `m + ${b}`);
    else if (code === 'neg' || code === 'copy') this.#call(code, out, `m + ${a}`);
    else if (code === 'zero') this.#call(code, out);
    else throw new Error(`interval-c: expected a call of the interval algebra, got ${code}`);
  }

  /** Roots, powers to whole and half exponents, and functions with kinks and jumps. */
  #function(out: number, a: string, b: string, { name, exponent }: Host): void {
    if (name === 'min' || name === 'max') {
      this.#call(name, out, a, b);
      return;
    }
    if (isUnary(name)) {
      this.#call(name, out, a);
      return;
    }
    const n = exponent === undefined ? 0n : exponent.num < 0n ? -exponent.num : exponent.num;
    if (name !== 'pow' || exponent === undefined || exponent.den > 2n || n > LARGEST_INT) {
      const what = exponent === undefined ? name : `${name} with the exponent ${exponent.num}/${exponent.den}`;
      refuse(what);
    }
    let base = a;
    if (exponent.den === 2n) {
      this.#call('sqrt', out, base);
      base = `m + ${out}`;
    }
    this.#call('power', out, base, String(n));
    if (exponent.num >= 0n) return;
    this.lines.push(`{`, `  const double one[2] = {-1.0, 1.0};`, `  ${this.#prefix}_div(m + ${out}, one, m + ${out});`, `}`);
    this.needed.add('div');
  }
}

const unary = ['sqr', 'sqrt', 'abs', 'sign', 'floor', 'ceil', 'round', 'trunc', 'step'] as const;

function isUnary(name: string): name is (typeof unary)[number] {
  return (unary as readonly string[]).includes(name);
}

/** What computes other things in one box than in another: conditions, and derivatives of what has kinks and jumps. */
const branching = { values: ['select'], derivatives: 'abs sign floor ceil round trunc step min max select'.split(' ') } as const;

function refuse(what: string): never {
  throw new TypeError(
    `toC: expected operations that C bounds over intervals (+ - * / sqrt, powers to whole and half exponents below 2^31, and of values abs, min, max and step functions), got ${what}; compile the formula instead`,
  );
}

/** The code of a recording, and where it keeps what goes in and what comes out. */
interface Written {
  readonly text: string;
  readonly prefix: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** What is to be computed: inputs and outputs are numbers of intervals. */
interface Subject {
  readonly of: 'values' | 'derivatives';
  readonly name: string;
  readonly dag: Dag;
  readonly roots: readonly number[];
  readonly inputs: number;
  readonly outputs: number;
}

function written(where: Subject, over: Over): Written {
  const branch = where.dag
    .reach(where.roots)
    .find((id) => (branching[where.of] as readonly string[]).includes(where.dag.nodes[id]!.op));
  if (branch !== undefined) refuse(where.dag.nodes[branch]!.op);
  const prefix = requireNameInC(where.name.replace(/[^A-Za-z0-9_]/gu, '_'));
  const recorder = new IntervalRecorder(intervalAlgebra());
  const laid = over(recorder.algebra);
  recorder.start();
  laid.run();
  const { start } = laid.memory;
  const inputs = Array.from({ length: where.inputs }, (_, i) => start + laid.inputAt(i));
  const outputs = Array.from({ length: where.outputs }, (_, i) => start + laid.outputAt(i));
  const trace = recorder.trace(inputs);
  if (trace === undefined) {
    throw new RangeError('toC: expected a computation of some hundred thousand operations at most, got more; take a lower order');
  }
  const statements = new Statements(prefix, trace);
  const text = `#include <fenv.h>
#include <float.h>
#include <math.h>

#if defined(__FAST_MATH__) || defined(__RECIPROCAL_MATH__) || defined(__ASSOCIATIVE_MATH__)
#error "${prefix} encloses nothing where a compiler takes liberties: leave out -ffast-math"
#endif
#if FLT_EVAL_METHOD < 0 || FLT_EVAL_METHOD == 2 || FLT_EVAL_METHOD > 64
#error "${prefix} encloses nothing in registers wider than a double: compile for SSE2 (-msse2 -mfpmath=sse)"
#endif
#if !defined(__GNUC__) || defined(__clang__)
#pragma STDC FENV_ACCESS ON
#endif

enum { ${prefix}_size = ${trace.cells.length} };

/* Where what is given lies. */
static const int ${prefix}_inputs[] = {${inputs.join(', ') || '-1'}};

${statements.functions()}

/* The computation itself, where arithmetic is rounded upward; an exception of IEEE 754 other than "inexact" and "underflow" says that nothing is enclosed. */
void ${prefix}_upward(double *m) {
${statements.lines.map((line) => `  ${line}\n`).join('')}}

/* The same out of sight of the compiler, which would move arithmetic past the calls that set and read the state of the processor. */
static void (*const volatile ${prefix}_hidden)(double *) = ${prefix}_upward;

/* Whether arithmetic is rounded upward, subnormals are not taken for zero, and the compiler minds, also where several quotients with one divisor, side by side, tempt it to
   multiply by a reciprocal. */
static int ${prefix}_is_upward(void) {
  const volatile double given = 1.0 + 0x1p-52, least = 0x1p-1074, one = 1.0, two = 2.0, three = 3.0;
  const double x = given, y = least, p = one, q = two, r = three;
  const double a = p / r, b = -p / r, c = q / r, d = -q / r;
  return (x * x > -(-x * x)) & (0.5 * y > 0.0) & (a > -b) & (c > -d);
}

static int ${prefix}_is_interval(const double *a) { return -a[0] <= a[1] && a[0] < HUGE_VAL && a[1] < HUGE_VAL; }

/* ${prefix}_upward in a rounding mode of its own; 0 if that went well, and 1 if nothing is enclosed. */
static int ${prefix}_run(double *m) {
  fenv_t saved;
  feholdexcept(&saved);
  int failed = fesetround(FE_UPWARD) != 0 || !${prefix}_is_upward();
  for (int i = 0; i < ${inputs.length}; i++) failed = failed || !${prefix}_is_interval(m + ${prefix}_inputs[i]);
  if (!failed) {
    ${prefix}_hidden(m);
    failed = fetestexcept(FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW) != 0;
  }
  fesetenv(&saved);
  return failed;
}
`;
  return { text, prefix, inputs, outputs };
}

const compileIt = `Compile it with -frounding-math where there is that option, and without -ffast-math.`;

/** C99 code of enclosures of the Taylor coefficients of a system's solutions: see `System.toC`. */
export function taylorToIntervalC(system: System, order: number, name: string): string {
  const { states, variables, parameters } = system;
  const stride = order + 1;
  const zero = intervalAlgebra().read(new Float64Array(2), 0);
  const { text, prefix, inputs } = written(
    { of: 'derivatives', name, dag: system.dag, roots: system.roots, inputs: variables.length, outputs: states.length },
    (base) => {
      const solution = new Solution(
        base,
        system,
        order,
        parameters.map(() => zero),
      );
      return {
        memory: solution.memory,
        inputAt: (i) => solution.at(i, 0),
        outputAt: (i) => solution.at(i, 0),
        run: () => solution.solve(),
      };
    },
  );
  const places = variables.map((variable, i) => `${variable} at ${inputs[i]}`).join(', ');
  return `/* Enclosures of the Taylor coefficients 0 ... ${order} of the solutions of
${system.toString().replace(/^/gmu, '     ')}
   m has ${prefix}_size doubles, zero at first. An interval [lo, hi] is kept as -lo, hi: ${places}.
   ${prefix}_solve puts the coefficients of each state behind its initial box and returns 0; 1 where nothing is enclosed: then they are unbounded.
   ${compileIt} */
${text}
int ${prefix}_solve(double *m) {
  const int failed = ${prefix}_run(m);
  if (failed) {
    for (int i = 0; i < ${states.length}; i++)
      for (int j = 2; j < ${2 * stride}; j++) m[${prefix}_inputs[i] + j] = HUGE_VAL;
  }
  return failed;
}
`;
}

/** C99 code of enclosures of the values of roots: see `toC` of formulas and systems. */
export function valuesToIntervalC(dag: Dag, roots: readonly number[], variables: readonly string[], name: string): string {
  const task = { program: lower(dag, roots, variables.length, 0), given: variables.length, shape: 0 };
  const form = { of: 'values', name, dag, roots, inputs: variables.length, outputs: roots.length } as const;
  const { text, prefix, inputs, outputs } = written(form, (base) => laidOut(base, task));
  return `/* Enclosures of ${roots.length === 1 ? 'the value of a formula' : `the values of ${roots.length} formulas`} over a box of ${variables.join(', ') || '(nothing)'}.
   Bounds go in and come out as lo, hi, one interval after the other. Returns 0; 1 where nothing is enclosed: then the bounds are infinite.
   ${compileIt} */
${text}
int ${prefix}(const double box[${2 * inputs.length}], double out[${2 * outputs.length}]) {
  static const int outputs[] = {${outputs.join(', ')}};
  double m[${prefix}_size] = {0.0};
  for (int i = 0; i < ${inputs.length}; i++) m[${prefix}_inputs[i]] = -box[2 * i], m[${prefix}_inputs[i] + 1] = box[2 * i + 1];
  const int failed = ${prefix}_run(m);
  for (int i = 0; i < ${outputs.length}; i++) {
    out[2 * i] = failed ? -HUGE_VAL : -m[outputs[i]];
    out[2 * i + 1] = failed ? HUGE_VAL : m[outputs[i] + 1];
  }
  return failed;
}
`;
}
