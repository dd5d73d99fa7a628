import { describe, expect, test } from 'vitest';
import { Pieces } from '../../src/formula/pieces.js';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import { near } from './friction.js';

describe('slides along two surfaces at once', () => {
  const pick = (pp: string, pm: string, mp: string, mm: string): string =>
    `x > 0 ? (y > 0 ? ${pp} : ${pm}) : (y > 0 ? ${mp} : ${mm})`;

  test('come to rest where all four fields of a plane lead', () => {
    const { status, end } = integrate({ x: '0.5 - 2*sign(x)', y: '0.3 - 2*sign(y)' }, [1, 1], { t: [0, 5] });
    expect(status).toBe('complete');
    for (const x of end) near(x, 0, 1e-15);
  });

  test('go by the blend in which each switches by itself: four constant fields in space', () => {
    // α = √(…): from both speeds zero, α = 0.5797958971132712 and β = 0.6123724356957945 (roots of the quadratic), z′ = 3.228035770077665
    const fields = { x: pick('-2', '-1', '3', '1'), y: pick('-1', '2', '-1', '1'), z: pick('5', '-3', '7', '2') };
    const [alpha, beta] = [0.5797958971132712, 0.6123724356957945];
    const blend = (pp: number, pm: number, mp: number, mm: number): number =>
      (1 - alpha) * ((1 - beta) * mm + beta * mp) + alpha * ((1 - beta) * pm + beta * pp);
    near(blend(-2, -1, 3, 1), 0, 1e-15);
    near(blend(-1, 2, -1, 1), 0, 1e-15);
    const { end } = integrate(fields, [0.3, -0.2, 0], { t: [0, 3] });
    // y = 0 at t = 0.1; then x′ = −5/3 and z′ = 7/3 until x = 0 at t = 0.22, where z = −0.02
    near(end[0]!, 0, 1e-14);
    near(end[1]!, 0, 1e-14);
    near(end[2]!, -0.02 + 2.78 * blend(5, -3, 7, 2), 1e-13);
  });

  test('hold two blocks on a belt until each is pulled off it', () => {
    // both stick while |2x − y| < 2 and |2y − x| < 3: x = −1/2 + t and y = −1 + t until t = 2; then x = (1 + t)/2 + sin(√2(t − 2))/(2√2)
    const blocks = { x: 'u', u: '-x - (x - y) - 2*sign(u - 1)', y: 'v', v: '-y - (y - x) - 3*sign(v - 1)' };
    const at = (t: number): readonly number[] => integrate(blocks, [-0.5, 1, -1, 1], { t: [0, t] }).end;
    for (const [i, x] of [1.5, 1, 1, 1].entries()) near(at(2)[i]!, x, 1e-15);
    const slip = at(3);
    near(slip[0]!, 2 + Math.sin(Math.SQRT2) / (2 * Math.SQRT2), 2e-15);
    near(slip[1]!, 0.5 + Math.cos(Math.SQRT2) / 2, 2e-15);
    near(slip[2]!, 2, 1e-15);
    // derivatives go through the corner, in and out: compared with differences
    const start = [-1, 0.5, -1.2, 1.4];
    const { flowJacobian } = integrate(blocks, start, { t: [0, 6], variational: true });
    for (const j of start.keys()) {
      const [more, less] = [1e-6, -1e-6].map((d) =>
        integrate(
          blocks,
          start.map((x, i) => (i === j ? x + d : x)),
          { t: [0, 6] },
        ),
      );
      for (const [i, row] of flowJacobian!.entries()) near(row[j]!, (more!.end[i]! - less!.end[i]!) / 2e-6, 1e-8);
    }
  });

  test('end where one surface lets go, then the other', () => {
    // the pull of time beats that to x = 0 at t = 2 and that to y = 0 at t = 6
    const at = (t: number): readonly number[] =>
      integrate({ x: '-2*sign(x) + t', y: '-3*sign(y) + t/2' }, [0.5, 0.5], { t: [0, t] }).end;
    expect(at(2)).toEqual([0, 0]);
    near(at(3)[0]!, 0.5, 1e-14);
    near(at(7)[0]!, 12.5, 1e-13);
    near(at(5)[1]!, 0, 1e-15);
    near(at(7)[1]!, 0.25, 1e-14);
  });

  test('stay on curved surfaces, and are what steep smooth switches come to', () => {
    const [sphere, saddle] = ['x^2 + y^2 + z^2 - 4', 'z - x*y/4'];
    const fields = (one: string, other: string): Record<string, string> => ({
      x: `-2*x*${one} - ${other}/10 - y`,
      y: `x - y*${one}`,
      z: `-(3/2 + z^2)*${other} - z*${one}`,
    });
    const { end, status } = integrate(fields(`sign(${sphere})`, `sign(${saddle})`), [1, 0.5, 1], { t: [0, 8] });
    expect(status).toBe('complete');
    const [x, y, z] = end as [number, number, number];
    near(x * x + y * y + z * z, 4, 1e-14);
    near(z, (x * y) / 4, 1e-14);
    const errors = [0.05, 0.01].map((width) => {
      const steep = integrate(fields(`tanh((${sphere})/${width})`, `tanh((${saddle})/${width})`), [1, 0.5, 1], {
        t: [0, 8],
        maxStep: width / 8,
      });
      return Math.max(...steep.end.map((value, i) => Math.abs(value - end[i]!)));
    });
    // in proportion to the width
    expect(errors[0]).toBeLessThan(0.02);
    expect(errors[1]).toBeLessThan(0.0035);
  });

  test('that are met at a corner have no derivative of the flow, unless nothing jumps there', () => {
    const corner = integrate({ x: '1 - 2*(y > 0 ? 1 : 0)/3', y: 'x > 0 ? 2 : 1' }, [-1, -1], { t: [0, 2], variational: true });
    expect(corner.status).toBe('complete');
    expect(corner.flowJacobian!.flat().every(Number.isNaN)).toBe(true);
    const kinks = integrate({ x: '1 + abs(y)/9', y: '1 + abs(x)/9' }, [-1, -1], { t: [0, 2], variational: true });
    const [more, less] = [1e-6, -1e-6].map(
      (d) => integrate({ x: '1 + abs(y)/9', y: '1 + abs(x)/9' }, [-1 + d, -1], { t: [0, 2] }).end,
    );
    for (const i of [0, 1]) near(kinks.flowJacobian![i]![0]!, (more![i]! - less![i]!) / 2e-6, 1e-6);
  });
});

describe('slides along more surfaces at once, each of which adds a force of its own', () => {
  test('come to rest where all fields lead', () => {
    const pulls = ['0.5', '0.3', '-0.7', '0.2', '0.1'];
    for (const count of [3, 4, 5]) {
      const names = ['x', 'y', 'z', 'w', 'q'].slice(0, count);
      const field = Object.fromEntries(names.map((name, i) => [name, `${pulls[i]} - 2*sign(${name})`]));
      const { status, end } = integrate(
        field,
        names.map((_, i) => 1 + i / 10),
        { t: [0, 5] },
      );
      expect(status).toBe('complete');
      for (const x of end) near(x, 0, 1e-15);
    }
  });

  test('end where one surface lets go after the other', () => {
    // the pull of time beats that to x = 0 at t = 2, that to y = 0 at t = 6 and that to z = 0 at t = 12
    const field = { x: '-2*sign(x) + t', y: '-3*sign(y) + t/2', z: '-4*sign(z) + t/3' };
    for (const t of [1.9, 2, 2.1, 5, 6, 6.5, 12, 13]) {
      const { status, end, flowJacobian } = integrate(field, [0.5, 0.5, 0.4], { t: [0, t], variational: true });
      expect(status).toBe('complete');
      for (const [i, from] of [2, 6, 12].entries()) near(end[i]!, t > from ? (t - from) ** 2 / (2 * (i + 1)) : 0, 1e-14 * t * t);
      // nothing is left of where it began
      for (const x of flowJacobian!.flat()) near(x, 0, 1e-14);
    }
  });

  test('hold three blocks on the ground for good, where the springs between them are too weak', () => {
    const forces = ['-x + (y - x)', '(x - y) + (z - y)', '(y - z)'];
    const blocks = Object.fromEntries(
      ['x', 'y', 'z'].flatMap((name, i) => [
        [name, `v${name}`],
        [`v${name}`, `${forces[i]} - sign(v${name})/2`],
      ]),
    );
    const orbit = integrate(blocks, [3, 0, 1, 0, -2, 0], { t: [0, 50] });
    expect(orbit.status).toBe('complete');
    const [x, vx, y, vy, z, vz] = orbit.end as [number, number, number, number, number, number];
    for (const v of [vx, vy, vz]) near(v, 0, 1e-16);
    for (const force of [y - 2 * x, x + z - 2 * y, y - z]) expect(Math.abs(force)).toBeLessThan(0.5);
    // velocities that are held to 1e-16, for 38 units of time
    for (const [i, value] of orbit.at(12).entries()) near(value, orbit.end[i]!, 4e-15);
  });

  test('are what steep smooth switches come to, with slides that begin and end', () => {
    const belt = (friction: (v: string) => string): Record<string, string> => ({
      x: 'u',
      u: `-x - (x - y) - 2*${friction('u - 1')}`,
      y: 'v',
      v: `-(y - x) - (y - z) - 3*${friction('v - 1')}`,
      z: 'w',
      w: `-z - (z - y) - 4*${friction('w - 1')}`,
    });
    const start = [-0.5, 1.5, -1, 0.2, -0.3, 0.7];
    const { end, status } = integrate(
      belt((v) => `sign(${v})`),
      start,
      { t: [0, 4] },
    );
    expect(status).toBe('complete');
    const errors = [0.05, 0.01].map((width) => {
      const steep = integrate(
        belt((v) => `tanh((${v})/${width})`),
        start,
        { t: [0, 4], maxStep: width / 8 },
      );
      return Math.max(...steep.end.map((value, i) => Math.abs(value - end[i]!)));
    });
    // in proportion to the width
    expect(errors[0]).toBeLessThan(0.2);
    expect(errors[1]! / errors[0]!).toBeLessThan(0.3);
  });

  test('are refused where one surface has a say in what another one does', () => {
    const additive = (field: Readonly<Record<string, string>>): boolean => {
      return new Pieces({ system: system(field), nodes: [] }).areAdditive([0, 1]);
    };
    expect(additive({ x: '-sign(x) + y*sign(y)', y: 'x/3 - 2*sign(y)' })).toBe(true);
    expect(additive({ x: '-exp(sign(x))*y - abs(y)', y: '1' })).toBe(true);
    expect(additive({ x: '-sign(x)*sign(y)', y: '1' })).toBe(false);
    expect(additive({ x: '-sign(x)/(2 + sign(y))', y: '1' })).toBe(false);
    expect(additive({ x: 'exp(sign(x) + sign(y))', y: '1' })).toBe(false);
    expect(additive({ x: 'x > 0 ? sign(y) : 1', y: '1' })).toBe(false);
  });
});
