/**
 * Runs of a solution's coefficients that the interpreter makes in the time in which WebAssembly is written and compiled, and what stood in until then is made: measured on
 * Node 20 (x86-64), where those of a pendulum and of the Lorenz system met between 40 and 90 steps, in a new process and in one that has run both
 * (`npm run bench:thresholds` shows it). Both times grow with the equations.
 */
export const LONGEST_SHORT = 64;

/** What a run costs beside its coefficients, in coefficients. */
const COST_OF_RUN = 64;

/** What compiling costs beside its coefficients, in coefficients of the interpreter: small formulas wait longer. */
const COST_OF_COMPILING = 16384;

/**
 * Runs that are interpreted before a computation is compiled, whose results have the same bits: where they are all there are, they take no longer than compiling would,
 * and where there are more, they are soon made up for. They are counted, not timed, so that what runs does not depend on the machine.
 *
 * @param coefficients - how many it computes
 * @param weight - what one takes the interpreter, beside one of a series of numbers
 */
export function runsBeforeCompiling(coefficients: number, weight: number): number {
  return Math.ceil(Math.max(LONGEST_SHORT, COST_OF_COMPILING / (coefficients + COST_OF_RUN)) / weight);
}
