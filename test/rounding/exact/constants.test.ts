import { expect, test } from 'vitest';
import type { Ball } from '../../../src/rounding/exact/ball.js';
import { arctanTable, ln2, ln10, logTable, pi, twoOverPi } from '../../../src/rounding/exact/constants.js';

// python3 -c "from mpmath import *; mp.dps = 60; print(pi, 2/pi, ln(2), ln(10), atan(mpf(1)/16), atan(1), atan(mpf(17)/16), ln(mpf(3)/4), ln(mpf(3)/2), ln(mpf(17)/16))"
const digits = {
  pi: '3.1415926535897932384626433832795028841971693993751058209749446',
  twoOverPi: '0.63661977236758134307553505349005744813783858296182579499066938',
  ln2: '0.69314718055994530941723212145817656807550013436025525412068001',
  ln10: '2.3025850929940456840179914546843642076011014886287729760333279',
  arctan1: '0.062418809995957348473979112985505113606273887797499194607527817',
  arctan16: '0.78539816339744830961566084581987572104929234984377645524373615',
  arctan17: '0.81569192331622341102146083874564584656688004638936722740433312',
  log12: '-0.28768207245178092743921900599382743150350971089776105650666569',
  log24: '0.40546510810816438197801311546434913657199042346249419761401432',
  log17: '0.060624621816434842580606132040420263286202475144723770814517700',
};

/** Whether the ball contains the decimal up to half a unit of its last digit, and has a radius below 2^(14 - fraction). */
function holds(ball: Ball, decimal: string, fraction: number): boolean {
  const [whole, part] = decimal.replace('-', '').split('.') as [string, string];
  const scale = 10n ** BigInt(part.length);
  const size = BigInt(whole + part) * (decimal.startsWith('-') ? -1n : 1n);
  // All over the common denominator scale·2^-exp.
  const shift = BigInt(-ball.exp);
  const difference = ball.mid * scale - (size << shift);
  const room = ball.rad * scale + (1n << shift);
  return difference <= room && -difference <= room && ball.rad << BigInt(fraction) < 1n << (shift + 14n);
}

for (const fraction of [20, 96, 180, 700]) {
  test(`constants and tables at ${fraction} bits contain mpmath's digits`, () => {
    const logs = logTable(fraction);
    const arctans = arctanTable(fraction);
    expect(holds(pi(fraction), digits.pi, fraction)).toBe(true);
    expect(holds(twoOverPi(fraction), digits.twoOverPi, fraction)).toBe(true);
    expect(holds(ln2(fraction), digits.ln2, fraction)).toBe(true);
    expect(holds(ln10(fraction), digits.ln10, fraction)).toBe(true);
    expect(holds(arctans[1]!, digits.arctan1, fraction)).toBe(true);
    expect(holds(arctans[16]!, digits.arctan16, fraction)).toBe(true);
    expect(holds(arctans[17]!, digits.arctan17, fraction)).toBe(true);
    expect(holds(logs[0]!, digits.log12, fraction)).toBe(true);
    expect(holds(logs[5]!, digits.log17, fraction)).toBe(true);
    expect(holds(logs[12]!, digits.log24, fraction)).toBe(true);
  });
}
