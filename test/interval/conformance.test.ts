import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { decode, type Encoded, operations, readStatements, type Statement, type Value } from './itf1788.js';

/** How a result stands to the expectation of a statement. */
type Grade = 'equal' | 'wider' | 'narrower' | 'wrong';

const order: readonly Grade[] = ['wrong', 'narrower', 'wider', 'equal'];

function grade(got: Value, want: Value): Grade {
  if (got instanceof DecoratedInterval && want instanceof DecoratedInterval) {
    return got.decoration === want.decoration ? grade(got.interval, want.interval) : 'wrong';
  }
  if (got instanceof Interval && want instanceof Interval) {
    if (got.equals(want)) return 'equal';
    return want.subset(got) ? 'wider' : got.subset(want) ? 'narrower' : 'wrong';
  }
  // Zeros of either sign are equal, NaN is NaN.
  return got === want || Object.is(got, want) ? 'equal' : 'wrong';
}

function evaluate(s: Statement): Value | Value[] {
  return operations[s.op]!(...(s.inputs.map((x) => decode(x, s.decorated)) as never[]));
}

function gradeOf(s: Statement): Grade {
  const got = evaluate(s);
  const wanted = Array.isArray(s.expected) ? s.expected : [s.expected as Encoded];
  const grades = wanted.map((want, k) => grade(Array.isArray(got) ? got[k]! : got, decode(want, s.decorated)));
  return order.find((g) => grades.includes(g))!;
}

const statements = readStatements();
const graded = statements.map((statement) => ({ statement, grade: gradeOf(statement) }));
const names = [...new Set(statements.map((s) => s.op))].sort();

// Texts whose bounds are inverted, but not any more after rounding: exact comparison finds the text invalid, as the standard has it.
const isInvertedText = (s: Statement): boolean => s.signal === 'PossiblyUndefinedOperation';

describe('the statements of ITF1788', () => {
  const rows = names.map((name) => {
    const own = graded.filter(({ statement }) => statement.op === name);
    const tight = own.filter((g) => g.grade === 'equal').length;
    return { name, own, tight, all: own.length };
  });

  test.each(rows)('$name: $tight of $all results are the expected ones to the bit', ({ own }) => {
    const others = own.filter((g) => g.grade !== 'equal' && !isInvertedText(g.statement));
    expect(others.filter((g) => g.grade === 'wrong' || g.grade === 'wider')).toEqual([]);
    expect(others.map((g) => keyOf(g.statement)).filter((key) => !slack.has(key))).toEqual([]);
  });

  test('every record has been evaluated', () => {
    expect(graded.length).toBe(7137);
    expect(graded.filter((g) => g.grade === 'equal').length).toBe(7137 - 18 - 6);
  });

  test('a text with inverted bounds is no interval, though its rounded bounds are in order', () => {
    const invalid = graded.filter((g) => isInvertedText(g.statement) && g.grade !== 'equal').map((g) => evaluate(g.statement));
    expect(invalid.map(String)).toEqual(['[empty]', '[empty]', '[empty]', '[nai]', '[nai]', '[nai]']);
  });
});

// Some expectations of the framework are wider than the tightest enclosure: itf1788-slack.py computes the true bounds.
interface Slack {
  readonly op: string;
  readonly inputs: readonly (readonly string[] | string)[];
  readonly lo: string;
  readonly hi: string;
}

function keyOf(s: Statement): string {
  return JSON.stringify([s.op, s.inputs.map((x) => x.iv ?? x.num)]);
}

const slackCases = JSON.parse(readFileSync(new URL('../data/itf1788-slack.json', import.meta.url), 'utf8')) as Slack[];
const slack = new Map(slackCases.map((c) => [JSON.stringify([c.op, c.inputs]), c]));

describe('statements of ITF1788 whose expectation is wider than the tightest enclosure', () => {
  const narrower = graded.filter((g) => g.grade === 'narrower' && !isInvertedText(g.statement));

  test('there are eighteen, eight of them decorated', () => {
    expect(narrower.length).toBe(18);
    expect(new Set(narrower.map((g) => keyOf(g.statement)))).toEqual(new Set(slack.keys()));
  });

  test.each(narrower.map((g) => ({ key: keyOf(g.statement), statement: g.statement })))(
    '$key: the result is the tightest',
    ({ key, statement }) => {
      const got = evaluate(statement) as Interval | DecoratedInterval;
      const truth = slack.get(key)!;
      // 40 digits around the true bounds: read outward they give the tightest bounds.
      const lo = truth.lo === '-Infinity' ? -Infinity : interval(truth.lo).lo;
      const hi = truth.hi === 'Infinity' ? Infinity : interval(truth.hi).hi;
      expect([got.lo, got.hi]).toEqual([lo, hi]);
    },
  );
});
