import { readFileSync } from 'node:fs';

/** A formula over a box, and its values at points of it to 60 digits. */
export interface Row {
  readonly formula: string;
  readonly variables: readonly string[];
  readonly box: readonly (readonly [number, number])[];
  readonly points: readonly { readonly at: readonly number[]; readonly value: string }[];
}

/** Made by mpmath: test/data/taylor-models.py. */
export const rows: readonly Row[] = JSON.parse(readFileSync(new URL('../data/taylor-models.json', import.meta.url), 'utf8'));
