/** Roundings that may be turned around without harm, and why: what they round is covered by slack beside them. */
export const harmless = [];
