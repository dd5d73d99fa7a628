/** All names of an interface of options: a constant of this type does not compile where one is missing or too much. */
export type NamesOf<Options> = Readonly<Record<keyof Options, true>>;

/** The names of a kind of options, and those that were given last. */
interface Kind {
  readonly known: object;
  readonly names: ReadonlySet<string>;
  given: readonly string[];
}

const kinds = new WeakMap<object, Kind>();

/** The kind that was asked for last. */
let latest: Kind | undefined;

function kindOf(known: Readonly<Record<string, true>>): Kind {
  if (latest?.known === known) return latest;
  latest = kinds.get(known);
  if (latest === undefined) {
    latest = { known, names: new Set(Object.keys(known)), given: [] };
    kinds.set(known, latest);
  }
  return latest;
}

/**
 * Throws where an option is given that there is not, which would be ignored in silence otherwise.
 *
 * @throws TypeError that lists what there is
 */
export function demandNames(where: string, options: object | undefined, known: Readonly<Record<string, true>>): void {
  if (typeof options !== 'object' || options === null) return;
  const kind = kindOf(known);
  // calls in a loop have the same names: where an orbit takes a few microseconds, looking them up counts
  if (areAs(kind.given, options)) return;
  const { names } = kind;
  const given: string[] = [];
  for (const name in options) {
    if (names.has(name)) given.push(name);
    else if ((options as Readonly<Record<string, unknown>>)[name] !== undefined) {
      const near = nearest(name, [...names]);
      const remedy = near === undefined ? '' : `; did you mean ${near}?`;
      throw new TypeError(`${where}: expected options among ${[...names].join(', ')}, got ${name}${remedy}`);
    }
  }
  kind.given = given;
}

/** Whether options have these names and no others, in the same sequence, or the first ones of them. */
function areAs(names: readonly string[], options: object): boolean {
  let i = 0;
  for (const name in options) if (name !== names[i++]) return false;
  return true;
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Values by their names, as options give them: of parameters, with `{ g: 9.8 }`.
 *
 * @throws TypeError for what has no names
 */
export function namedValues<T>(where: string, given: Readonly<Record<string, T>> | undefined): ReadonlyMap<string, T> {
  if (given === undefined) return none;
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given)) {
    const values = new Map<string, T>();
    for (const name of Object.keys(given)) values.set(name, given[name]!);
    return values;
  }
  const got = typeof given === 'object' && given !== null ? 'a list' : given;
  throw new TypeError(`${where}: expected parameters by name, such as { g: 9.8 }, got ${got}`);
}

function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names.map((known) => ({ known, cost: distance(name, known) })).sort((a, b) => a.cost - b.cost);
  // with most of its letters in place: abstol is not short for variational
  const isNear = best !== undefined && best.cost < Math.min(3, name.length / 2) && Math.floor(best.cost) < name.length / 3;
  return isNear ? best.known : undefined;
}

/** Letters to strike or replace, and, at an eighth each, to add: names are abbreviated more often than misspelled. */
function distance(from: string, to: string): number {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j / 8);
  for (const letter of a) {
    const next = [row[0]! + 1];
    for (let j = 1; j < row.length; j++) {
      const replaced = row[j - 1]! + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1 / 8));
    }
    row = next;
  }
  return row[b.length]!;
}
