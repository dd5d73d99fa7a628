import { getEventListeners } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setInterval, setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { type DoubleDouble, doubleDouble } from '../../src/number/double-double.js';
import type { StreamPoint } from '../../src/ode/report.js';
import { type StreamOptions, stream } from '../../src/ode/stream.js';
import type { Trajectory } from '../../src/ode/trajectory.js';
import type { ValueTrajectory } from '../../src/ode/value-trajectory.js';
import { systems } from '../problems/orbits.js';

const { lorenz, oscillator } = systems as Record<keyof typeof systems, (typeof systems)[string]>;

interface All<T, R> {
  readonly points: StreamPoint<T>[];
  readonly whole: R;
}

/** Everything that a stream gives, of either kind. */
async function all<T, R>(
  given: Generator<StreamPoint<T>, R, void> | AsyncGenerator<StreamPoint<T>, R, void>,
): Promise<All<T, R>> {
  const points: StreamPoint<T>[] = [];
  for (;;) {
    const next = await given.next();
    if (next.done === true) return { points, whole: next.value };
    points.push(next.value);
  }
}

/** A source of times that says what has become of it. */
class Source implements AsyncIterable<number> {
  asked = 0;
  state = 'idle';
  readonly #times: Iterable<number>;
  readonly #end: () => Promise<void>;

  constructor(times: Iterable<number>, end: () => Promise<void> = async () => undefined) {
    this.#times = times;
    this.#end = end;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    this.state = 'open';
    try {
      for (const t of this.#times) {
        this.asked++;
        yield await setTimeout(1, t);
      }
      this.asked++;
      await this.#end();
    } finally {
      this.state = 'closed';
    }
  }
}

/** A stream as browsers have them. */
function web(t: Iterable<number>): ReadableStream<number> {
  const times = t[Symbol.iterator]();
  return new ReadableStream({
    pull: (to) => {
      const { done, value } = times.next();
      if (done === true) to.close();
      else to.enqueue(value);
    },
  });
}

const never = (): Promise<void> => new Promise(() => undefined);

describe('times that come asynchronously', () => {
  test.each([1, -0.1])('give what they give at once, to the last bit: at %f times the pace', async (pace) => {
    const t = [0, 0.25, 0.26, 1, 1.5, 3].map((time) => time * pace);
    const ball = system({ x: 'v', v: '-1' });
    const cases: [NonNullable<typeof lorenz>, number[], Omit<StreamOptions, 't'>][] = [
      [lorenz!, [15, 15, 36], { events: [{ when: 'x' }, { when: 'z - 30', direction: 'rising' }] }],
      [lorenz!, [15, 15, 36], { events: [{ when: 'x - 10', stop: true }] }],
      [lorenz!, [15, 15, 36], { maxSteps: 20, dense: true }],
      [ball, [1, 0], { events: [{ when: 'x', jump: { v: '-v' } }] }],
      [system({ x: 'cos(t)' }), [1], { step: 0.1 }],
    ];
    for (const [field, initial, options] of cases) {
      const expected = await all(stream(field, initial, { ...options, t: t.values() }));
      for (const source of [new Source(t), Readable.from(t), web(t)]) {
        const { points, whole } = await all(
          stream(field, initial, { ...options, t: source as unknown as AsyncIterable<number> }),
        );
        expect(points).toEqual(expected.points);
        expect([whole.status, whole.message, whole.end, whole.steps, whole.events]).toEqual([
          expected.whole.status,
          expected.whole.message,
          expected.whole.end,
          expected.whole.steps,
          expected.whole.events,
        ]);
      }
    }
  });

  test('give values with all their digits', async () => {
    async function* thirds(): AsyncGenerator<DoubleDouble> {
      for (let k = 0; k < 4; k++) yield doubleDouble(k).div(3);
    }
    const t = [0, 1, 2, 3].map((k) => doubleDouble(k).div(3));
    const initial = [doubleDouble(1), doubleDouble(0)];
    const texts = ({ points, whole }: All<DoubleDouble, ValueTrajectory<DoubleDouble>>): string[] => [
      ...points.map(({ t: time, state }) => `${time}: ${state}`),
      `${whole.status} ${whole.end}`,
    ];
    expect(texts(await all(stream(oscillator!, initial, { t: thirds() })))).toEqual(
      texts(await all(stream(oscillator!, initial, { t: t.values() }))),
    );
    // numbers as initial values, with times or parameters that are none
    const spring = system({ x: 'v', v: '-k*x' }, { parameters: ['k'] });
    const points: AsyncGenerator<StreamPoint<DoubleDouble>, unknown, void> = stream(spring, [1, 0], {
      t: thirds(),
      parameters: { k: doubleDouble(4) },
    });
    for await (const { t: time, state } of points) {
      const expected = stream(oscillator!, initial, { t: [0, time.mul(2)] });
      const { whole } = await all(expected);
      expect(state[0]!.sub(whole.end[0]!).abs().toNumber()).toBeLessThan(1e-30);
    }
  });

  test('are asked for when their points are, the second behind the first', async () => {
    const source = new Source([0, 0.5, 1, 1.5]);
    const points = stream(oscillator!, [1, 0], { t: source });
    expect(source.state).toBe('idle');
    for (const k of [1, 2, 3]) {
      expect((await points.next()).done).toBe(false);
      await setTimeout(3);
      expect(source.asked).toBe(k);
    }
    // so that a time may depend on the point before
    const channel = new PassThrough({ objectMode: true });
    channel.write(0);
    const seen: number[] = [];
    for await (const { t, state } of stream(oscillator!, [1, 0], { t: channel as AsyncIterable<number> })) {
      seen.push(t);
      if (seen.length < 4) channel.write(t + 1 + state[0]! ** 2);
      else channel.end();
    }
    expect(seen).toEqual([0, 2, 2 + 1 + Math.cos(2) ** 2, expect.any(Number)]);
    // and at once, where nothing is waited for
    let latest = 0;
    const states: number[] = [];
    function* halved(): Generator<number> {
      yield 0;
      while (latest < 1) yield (latest + 1.5) / 2;
    }
    for (const { t } of stream(oscillator!, [1, 0], { t: halved() })) {
      latest = t;
      states.push(t);
    }
    expect(states).toEqual([0, 0.75, 1.125]);
  });

  test('end with whoever asks for points, and their source is closed however that is', async () => {
    const stopping: Omit<StreamOptions, 't'> = { events: [{ when: 'x', stop: true }] };
    const ways: [number[], Omit<StreamOptions, 't'>, (points: AsyncGenerator<StreamPoint, Trajectory, void>) => Promise<void>][] =
      [
        [
          [0, 1, 2],
          {},
          async (points) => {
            for await (const { t } of points) if (t === 1) break;
          },
        ],
        [
          [0, 1, 2],
          {},
          async (points) => {
            await points.next();
            expect((await points.return(undefined as never)).done).toBe(true);
            expect((await points.next()).done).toBe(true);
          },
        ],
        [[0, 1, 2, 3], stopping, async (points) => expect((await all(points)).whole.status).toBe('event')],
        [[0, 1, 2, 3], { maxSteps: 1 }, async (points) => expect((await all(points)).whole.status).toBe('maxSteps')],
        [[0, 1], {}, async (points) => expect((await all(points)).whole.status).toBe('complete')],
        [
          [0, 1, 0.5],
          {},
          (points) => expect(all(points)).rejects.toThrow('stream: expected times that run one way, got 0.5 after 1'),
        ],
        [[0, 0], {}, (points) => expect(all(points)).rejects.toThrow('stream: expected times that run one way, got 0 after 0')],
        [[Number.NaN], {}, (points) => expect(all(points)).rejects.toThrow('expected at least two finite times')],
        [[0, Number.NaN], {}, (points) => expect(all(points)).rejects.toThrow('expected at least two finite times')],
        [[0], { order: 1 }, (points) => expect(all(points)).rejects.toThrow('stream: expected an integer order ≥ 2, got 1')],
        [[], {}, (points) => expect(all(points)).rejects.toThrow('stream: expected at least one time in options.t, got none')],
        [['0'] as unknown as number[], {}, (points) => expect(all(points)).rejects.toThrow('got the text "0"')],
        [[0, '1'] as unknown as number[], {}, (points) => expect(all(points)).rejects.toThrow('got the text "1"')],
      ];
    for (const [t, options, consume] of ways) {
      const source = new Source(t);
      await consume(stream(oscillator!, [1, 0], { ...options, t: source }));
      expect(source.state, `${t}`).toBe('closed');
      // a generator is closed, too
      let isOpen = true;
      const times = function* (): Generator<number> {
        try {
          yield* t;
        } finally {
          isOpen = false;
        }
      };
      const points = stream(oscillator!, [1, 0], { ...options, t: times() });
      try {
        for (const { t: time } of points) if (time === 1 && t[2] === 2 && t.length === 3) break;
      } catch {}
      expect(isOpen, `${t}`).toBe(false);
    }
  });

  test('pass on an error of their source, and the system is as good as before', async () => {
    const broken = new Source([0, 1], () => Promise.reject(new Error('the sensor is gone')));
    const points = stream(lorenz!, [15, 15, 36], { t: broken });
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const { t } of points) seen.push(t);
      })(),
    ).rejects.toThrow('the sensor is gone');
    expect(seen).toEqual([0, 1]);
    expect((await points.next()).done).toBe(true);
    const destroyed = new Readable({ objectMode: true, read: () => undefined });
    const waiting = all(stream(lorenz!, [15, 15, 36], { t: destroyed as AsyncIterable<number> }));
    destroyed.push(0);
    await setTimeout(2);
    destroyed.destroy(new Error('no more'));
    await expect(waiting).rejects.toThrow('no more');
    // neither disturbs others of the same system on their way
    const alone = await all(stream(lorenz!, [15, 15, 36], { t: [0, 0.5, 1].values() }));
    const [a, b] = await Promise.all([0, 1].map(() => all(stream(lorenz!, [15, 15, 36], { t: new Source([0, 0.5, 1]) }))));
    expect([a!.points, b!.points]).toEqual([alone.points, alone.points]);
  });

  test('of a clock, in as many tasks as ask for them at once', async () => {
    async function* clock(): AsyncGenerator<number> {
      let ticks = 0;
      for await (const _ of setInterval(2)) yield ticks++ / 8;
    }
    const points = stream(oscillator!, [1, 0], { t: clock() });
    const found = await Promise.all([0, 1, 2, 3, 4].map(() => points.next()));
    expect(found.map(({ value }) => (value as StreamPoint).t)).toEqual([0, 0.125, 0.25, 0.375, 0.5]);
    await points.return(undefined as never);
  });
});

describe('the signal', () => {
  test('ends the wait for a time, and the orbit is aborted there', async () => {
    for (const times of [[0], [0, 1]]) {
      const control = new AbortController();
      const source = new Source(times, never);
      const points = stream(oscillator!, [1, 0], { t: source, signal: control.signal });
      for (const t of times) expect((await points.next()).value).toMatchObject({ t });
      const waiting = points.next();
      await setTimeout(5);
      expect(source.asked).toBe(times.length + 1);
      control.abort();
      const { done, value } = await waiting;
      const whole = value as Trajectory;
      expect([done, whole.status]).toEqual([true, 'aborted']);
      expect(whole.reached).toBeGreaterThanOrEqual(times.at(-1)!);
      expect((await points.next()).done).toBe(true);
    }
  });

  test('asks no source for more that is idle, and closes it', async () => {
    const control = new AbortController();
    const source = new Source([0, 1, 2, 3]);
    const seen: number[] = [];
    const points = stream(oscillator!, [doubleDouble(1), 0], { t: source, signal: control.signal });
    for await (const { t } of points) {
      seen.push(Number(t));
      if (Number(t) === 1) control.abort();
    }
    expect([seen, source.asked, source.state]).toEqual([[0, 1], 2, 'closed']);
  });

  test('throws its reason before the first time', async () => {
    const reason = new Error('too late');
    const control = new AbortController();
    const waiting = stream(oscillator!, [1, 0], { t: new Source([], never), signal: control.signal }).next();
    await setTimeout(5);
    control.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(all(stream(oscillator!, [1, 0], { t: new Source([0, 1]), signal: control.signal }))).rejects.toBe(reason);
  });

  test('comes to a long way between two times, as other tasks do', async () => {
    let turns = 0;
    const timer = globalThis.setInterval(() => turns++, 1);
    const signal = AbortSignal.timeout(250);
    const { points, whole } = await all(stream(oscillator!, [1, 0], { t: Readable.from([0, 1e12]), signal }));
    clearInterval(timer);
    expect([points.length, whole.status]).toEqual([1, 'aborted']);
    expect(whole.steps).toBeGreaterThan(1000);
    expect(turns).toBeGreaterThan(1);
  });

  test('is given its listener back with each time', async () => {
    const { signal } = new AbortController();
    const points = stream(oscillator!, [1, 0], { t: new Source([0, 1, 2, 3]), signal });
    for await (const { t } of points) expect(getEventListeners(signal, 'abort'), `${t}`).toHaveLength(0);
  });

  test('leaves a source alone that fails when it is closed', async () => {
    const control = new AbortController();
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    let fail = (_: Error): void => undefined;
    const late = new Promise<IteratorResult<number>>((_, reject) => {
      fail = reject;
    });
    const answers = [Promise.resolve({ done: false, value: 0 }), late];
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () => answers.shift()!,
        return: () => Promise.reject(new Error('busy')),
      }),
    };
    const points = stream(oscillator!, [1, 0], { t: source, signal: control.signal });
    await points.next();
    const waiting = points.next();
    await setTimeout(1);
    control.abort();
    expect((await waiting).done).toBe(true);
    fail(new Error('gone'));
    await setTimeout(5);
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });
});
