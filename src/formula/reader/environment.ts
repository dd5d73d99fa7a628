/**
 * The names a piece of a function can see.
 */
import type { Private } from './object.js';
import { birth, type Value } from './value.js';

export interface Binding {
  value: Value;
  readonly constant: boolean;
  readonly born: number;
}

/** Names of one block or function, and those around it. */
export class Environment {
  readonly #names: Map<string, Binding> = new Map();
  readonly #computed: Map<string, { readonly value: Value }> = new Map();
  readonly #parent: Environment | undefined;
  readonly #privates: Map<string, Private> = new Map();
  /** Where `var` goes. */
  readonly #function: Environment;
  readonly #outer: ((name: string) => { readonly value: Value } | undefined) | undefined;

  /**
   * @param parent the environment around this one, or for the outermost a look-up of what is outside the function.
   */
  constructor(parent: Environment | ((name: string) => { readonly value: Value } | undefined), isFunction = false) {
    this.#parent = parent instanceof Environment ? parent : undefined;
    this.#outer = parent instanceof Environment ? undefined : parent;
    this.#function = isFunction || !(parent instanceof Environment) ? this : parent.#function;
  }

  declare(name: string, value: Value, constant = false): void {
    this.#names.set(name, { value, constant, born: birth() });
  }

  /** Declares a name whose value is found out each time that it is asked for. */
  declareComputed(name: string, make: () => Value): void {
    this.#computed.set(name, {
      get value() {
        return make();
      },
    });
  }

  /** Makes room for a `var`, keeping what is there: a parameter or an earlier declaration of the same name. */
  declareVar(name: string): void {
    const names = this.#function.#names;
    if (!names.has(name)) names.set(name, { value: undefined, constant: false, born: birth() });
  }

  /** What a private name of the class is whose environment this is. */
  declarePrivate(name: string, privateName: Private): void {
    this.#privates.set(name, privateName);
  }

  ownPrivate(name: string): Private | undefined {
    return this.#privates.get(name);
  }

  /** What a private name is in the innermost class that has it. */
  privateNamed(name: string): Private | undefined {
    for (let at: Environment | undefined = this; at; at = at.#parent) {
      const found = at.#privates.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** The value of a name, or undefined if there is no such name. */
  find(name: string): { readonly value: Value } | undefined {
    for (let at: Environment | undefined = this; at; at = at.#parent) {
      const found = at.#names.get(name) ?? at.#computed.get(name) ?? at.#outer?.(name);
      if (found) return found;
    }
    return undefined;
  }

  /** Gives a name declared inside the function a new value, recorded before it changes; says what stands against it otherwise. */
  assign(name: string, value: Value, record: (binding: Binding) => void): 'done' | 'constant' | 'outside' {
    for (let at: Environment | undefined = this; at; at = at.#parent) {
      const binding = at.#names.get(name);
      if (binding?.constant) return 'constant';
      if (binding) {
        record(binding);
        binding.value = value;
        return 'done';
      }
    }
    return 'outside';
  }

  /** A block beside this one with the same names and values: each round of a loop has its own. */
  copy(): Environment {
    const copy = new Environment(this.#parent ?? this.#outer!);
    for (const [name, { value, constant }] of this.#names) copy.declare(name, value, constant);
    return copy;
  }
}
