/** A function that another module imports, as a user's helpers are. */
export const cube = (x: number): number => x * x * x;

/** A table that another module imports. */
export const weights: readonly number[] = [0.5, 2];
