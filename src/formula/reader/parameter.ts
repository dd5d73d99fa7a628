/**
 * Parameters of the function that is read: numbers, or arrays and objects of numbers, as its body uses them.
 */
import type { Reader } from './reader.js';
import { List, Quantity } from './value.js';

type NamesOfParts = Map<string, 'one' | 'several'>;

interface ParameterOptions {
  /** Whether the place is a name that the function gives. */
  readonly named?: boolean;
  readonly size?: number | undefined;
  readonly siblings?: NamesOfParts;
}

/**
 * A parameter, or a part of one. What it is shows when it is used: in arithmetic it is a number and a variable of the formula,
 * indexed it is an array, asked for a property it is an object.
 */
export class Parameter {
  /** Length as an array, where it is known. */
  readonly size: number | undefined;
  /** What it is called unless the function names it. */
  readonly #place: string;
  /** What the function calls this part, as the pattern [x, y] does. */
  #given: string | undefined;
  /** Names that the function has for this part and the others of the same array, and whether it has one for several. */
  readonly #siblings: NamesOfParts;
  readonly #parts: NamesOfParts = new Map();
  #quantity: Quantity | undefined;
  #items: Parameter[] | undefined;
  #list: List | undefined;
  #entries: Map<string, Parameter> | undefined;

  constructor(place: string, { named = false, size, siblings = new Map() }: ParameterOptions = {}) {
    this.#place = place;
    this.#given = named ? place : undefined;
    this.#siblings = siblings;
    this.size = size;
  }

  /** The name that the function has for this part, if it is for no other of the same array: in a loop, v is each element's in turn. */
  get name(): string {
    const given = this.#given;
    return given === undefined || this.#siblings.get(given) === 'several' ? this.#place : given;
  }

  /** Notes the first name that the function has for this part. */
  call(name: string): void {
    if (this.#given !== undefined) return;
    this.#given = name;
    this.#siblings.set(name, this.#siblings.has(name) ? 'several' : 'one');
  }

  /** Whether it is known to be an array or an object. */
  get isCompound(): boolean {
    return this.isArray || this.#entries !== undefined;
  }

  /** Whether it is known to be an array. */
  get isArray(): boolean {
    return this.size !== undefined || this.#items !== undefined;
  }

  /** The parameter as a number. */
  number(reader: Reader): Quantity {
    if (this.#items || this.#entries) reader.fail(`a number, got the ${this.#items ? 'array' : 'object'} ${this.name}`);
    this.#quantity ??= new Quantity(reader.variable(this));
    return this.#quantity;
  }

  /** Element `index` of the parameter as an array. */
  item(reader: Reader, index: number): Parameter {
    if (this.#quantity || this.#entries) reader.fail(`an array, got the ${this.#quantity ? 'number' : 'object'} ${this.name}`);
    if (index < 0) reader.fail(`an index ≥ 0, got ${this.name}[${index}]`);
    const length = this.size ?? index + 1;
    this.#items ??= [];
    reader.pass(1);
    reader.charge(Math.max(0, length - this.#items.length));
    while (this.#items.length < length)
      this.#items.push(new Parameter(`${this.name}${this.#items.length}`, { siblings: this.#parts }));
    return this.#items[index]!;
  }

  /** The parameter as an array of known length. */
  list(reader: Reader): List {
    if (this.size === undefined) {
      reader.fail(
        `an array of known length, got the parameter ${this.name}; name its elements in { variables: [...] } or as [x, y]`,
      );
    }
    this.#list ??= new List(
      Array.from({ length: this.size }, (_, i) => this.item(reader, i)),
      true,
    );
    return this.#list;
  }

  /** Property `key` of the parameter as an object. */
  entry(reader: Reader, key: string): Parameter {
    if (this.#quantity || this.#items) reader.fail(`an object, got the ${this.#quantity ? 'number' : 'array'} ${this.name}`);
    this.#entries ??= new Map();
    const known = this.#entries.get(key);
    if (known) return known;
    const entry = new Parameter(key, { named: true });
    this.#entries.set(key, entry);
    return entry;
  }

  /** All numbers in the parameter, in order. A part that was never used counts as one. */
  leaves(): Parameter[] {
    const parts = this.#items ?? this.#entries?.values();
    return parts ? [...parts].flatMap((part) => part.leaves()) : [this];
  }

  /** An argument for the function itself, with `next` giving what stands for the numbers in the order of {@link Parameter.leaves}. */
  argument(next: () => unknown): unknown {
    if (this.#items) return this.#items.map((item) => item.argument(next));
    if (!this.#entries) return next();
    return Object.fromEntries([...this.#entries].map(([key, entry]) => [key, entry.argument(next)]));
  }
}
