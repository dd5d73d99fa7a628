/**
 * A check of the arithmetic everything here stands on.
 *
 * ECMAScript promises it; a browser extension, an emulator or a processor left in flush-to-zero mode (a known habit of some
 * native audio and graphics libraries loaded into the process) could break the promise, and every enclosure with it.
 */

// Read from memory, so that the check is made by the machine and not by the compiler.
const operands = new Float64Array([
  1, 1.1102230246251565e-16, 1.1102230246251568e-16, 5e-324, 2.2250738585072014e-308, 1.0000000009313226,
]);

/**
 * Throws unless this machine rounds to nearest even in binary64, keeps subnormal numbers, and never fuses or widens.
 * @throws Error, naming what failed.
 * @example
 * checkPlatform(); // undefined
 */
export function checkPlatform(): void {
  const [one, halfUlp, phi, eta, leastNormal, c] = operands as unknown as [number, number, number, number, number, number];
  expectArithmetic(one + halfUlp === one, 'ties to even');
  expectArithmetic(one + halfUlp - one === 0, 'no extended precision');
  expectArithmetic(one + phi > one && one + phi - one === 2 * halfUlp, 'rounding to nearest');
  expectArithmetic(one - phi < one && one - (one - phi) === halfUlp, 'rounding to nearest');
  expectArithmetic(eta > 0 && (eta / 2) * 2 === 0, 'subnormal numbers');
  expectArithmetic(leastNormal - (leastNormal - eta) === eta, 'subnormal numbers');
  // c = 1 + 2^-30: c² = 1 + 2^-29 + 2^-60, whose last term is rounded off by a product and kept by a fused operation.
  const square = c * c;
  expectArithmetic(c * c - square === 0, 'no fused multiply-add');
  expectArithmetic(square - one === 1.862645149230957e-9, 'no extended precision'); // 2^-29
}

function expectArithmetic(holds: boolean, property: string): void {
  if (!holds) {
    throw new Error(
      `checkPlatform: expected IEEE 754 binary64 arithmetic with ${property}, got something else; brook can prove nothing on this machine`,
    );
  }
}
