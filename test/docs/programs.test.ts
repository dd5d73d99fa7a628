import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root, runFile } from '../cli/command.js';

/** For each program in examples/, lines that its output must have: what it is there to show. */
const shown: Readonly<Record<string, readonly RegExp[]>> = {
  'derivatives.js': [
    /^Bell numbers +1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975, 678570, 4213597$/m,
    /^8th derivative +977\.70229853/m,
    /^ {2}proved +\[977\.70229853\d+, 977\.70229853\d+\]$/m,
    /^Taylor series +t − 0\.5 t² \+ 0\.3333333333333333 t³ − 0\.25 t⁴ \+ 0\.2 t⁵ \+ 𝒪\(t⁶\)$/m,
  ],
  'range.js': [
    /^Rump, enclosed +\[-\d\.\d+e\+21, \d\.\d+e\+21\]/m,
    /^f > 0 on \[0, 2\] +true/m,
    /^range, 1000 pieces +\[0\.1\d+, 2\.\d+\]$/m,
    /^range, proved +\[0\.1289\d+, 2\.0932\d+\]$/m,
    /^model about 1 +0\.138\d+ \+ 0\.218\d+ x \+ .* \+ \[-?\d.*\]$/m,
    /^a kink .* def$/m,
  ],
  'energy.js': [/^Kepler: .* complete$/m, /^Hénon–Heiles: .* complete$/m, /energy: \d\.\de-1[4-6]$/m, /off by \d\.\de-1[1-3]$/m],
  'fit.js': [/^102 parameters, \d+ gradients$/m, /^misfit before: 318\.\d$/m, /^misfit after: \d\.\d$/m],
  'orbit.js': [
    /^Exactly 1 rad, 1 m: complete/m,
    /speed at t = 10 s lies in \[2\.63654\d+, 2\.63654\d+\] rad\/s/m,
    /^During all of it .* \[-1\.\d+, 1\.\d+\]/m,
  ],
  'bounce.js': [
    /^8 impacts by t = 5, the times right to \d\.\de-1[56]$/m,
    /^the limit cycle crosses x = 0 at y = 2\.17\d+ and takes 6\.6632868593$/m,
  ],
  'cycles.js': [
    /^ {5}2 .* 1\.55865221071617 .* 4\.712947273e\+0 {7}0\.9947$/m,
    /^ {4}55 .* \d\.\d{9}e\+1\d +0\.[89]\d+$/m,
    /^exponent of the attractor: 0\.9\d$/m,
  ],
  'halo.js': [/^ {2}-0\.12 {3}-0\.830970030 {3}2\.785808285 {3}324\.1997$/m, /^closed to \de-1[3456]$/m],
  'live.js': [
    /^0\.625 s {2}·{22}o, lowest at 0\.53478440014\d$/m,
    /^aborted: Stopped by the signal at t = 2\.0/m,
    // 4 K(sin ½)/√9.81
    /^from lowest to lowest and back: 2\.13913760055\d s$/m,
  ],
  'regularized.js': [
    /^e = 0\.6: \d\d steps in t, off by \de-1[45]; [5-7] in τ, off by \de-1[34]$/m,
    /^e = 0\.9999: .* 1\d in τ/m,
  ],
  'series.js': [
    /^t\/\(e\^t − 1\) = 1 − ½ t \+ 1\/12 t² − 1\/720 t⁴ /m,
    /^B₁₂ = -691\/2730$/m,
    /^trees .* 1, 2, 9, 64, 625, 7776$/m,
    /^E\(t\) = 2 t − 1\.3333333333333\d* t³ \+ 2\.9333333333333\d* t⁵ \+ 𝒪\(t⁶\)$/m,
  ],
  'failure.js': [
    /^integrate: \w+\. Stopped at t = 0\.99999/m,
    /^enclose: stepTooSmall\. Proved up to t = 0\.999/m,
    /^RangeError: integrate: expected 1/m,
  ],
};

describe('examples', () => {
  test('each has its lines here, and is short', () => {
    const names = readdirSync(new URL('examples/', root)).filter((name) => name.endsWith('.js'));
    expect(names.sort()).toEqual(Object.keys(shown).sort());
    for (const name of names)
      expect(readFileSync(new URL(`examples/${name}`, root), 'utf8').split('\n').length, name).toBeLessThan(60);
  });

  test.each(Object.entries(shown))('%s shows what it is there for', async (name, lines) => {
    const { code, out, err } = await runFile(`examples/${name}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of lines) expect(out).toMatch(line);
    expect(out).not.toMatch(/NaN|undefined/);
  });
});
