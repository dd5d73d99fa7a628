import { float64 } from '../algebra/float64.js';
import { hasBranches } from '../formula/branches.js';
import type { Equations } from '../formula/equations.js';
import { expanded, type Varied } from '../formula/expanded.js';
import { jetSolution } from '../formula/jet-solution.js';
import { mayGenerate } from '../formula/kernel/generate.js';
import { Solution } from '../formula/solution.js';
import { type Watched, watch } from '../formula/watch.js';
import type { Side } from '../series/grading.js';
import { Space } from '../series/space.js';
import { whenOf } from './events.js';
import { checkKernel, compiledKernel, generatedKernel, hosted, type Kernel, type OdeKernel } from './kernel.js';
import { Layout } from './layout.js';

/** What a kernel is to do. */
export interface Recipe {
  /** Who asks: what messages begin with. */
  readonly where: string;
  readonly order: number;
  /** Formulas to be computed along. */
  readonly watched: readonly string[];
  /** How many of them, from the first, are events; the rest is only computed. */
  readonly events: number;
  /** What varies about the orbit, where derivatives of the flow come along. */
  readonly varied?: Varied | undefined;
  /** What chooses the steps: the states of the system alone, or the derivatives of the flow of each degree by themselves as well, with or without `easeOf`. */
  readonly control: 'states' | 'eased' | 'degrees';
  /** Whether derivatives are recorded, and whether they are looked at for being finite, as states are. */
  readonly recorded?: boolean;
  readonly bounded?: boolean;
  readonly compensated: boolean;
  /** Whether steps may be longer by damping: see `damp`. Nothing is watched then, and the order is even. */
  readonly damped?: boolean;
  readonly kind: Kernel;
  /** Where solutions go from their initial state, forward (1, as if not given) or back (−1): a kink there is taken by its branch on that side. */
  readonly side?: Side;
}

/** Kernels of one recipe: those that nobody uses at the moment are kept. */
export class Pool {
  readonly recipe: Recipe;
  /** Who has asked for it last. */
  where: string;
  /** Whether it matters on which side of the initial state solutions go. */
  readonly isSided: boolean;
  /** The equations whose solutions it computes, unless those are jets. */
  readonly #equations: Watched | undefined;
  readonly #watched: Watched;
  readonly #free: OdeKernel[] = [];
  readonly #provisional: OdeKernel[] = [];
  #isCompiled = false;
  /** Steps that provisional kernels have made. */
  #spent = 0;

  /** @param plain - the system with what the recipe watches, where that is at hand */
  constructor(system: Equations, recipe: Recipe, plain?: Watched) {
    checkKernel(recipe.where, recipe.kind);
    this.#watched = plain ?? watch(system, recipe.watched, whenOf(recipe.where));
    this.#equations = recipe.varied === undefined ? this.#watched : expanded(this.#watched, recipe.varied);
    this.recipe = recipe;
    this.where = recipe.where;
    const { system: own, nodes } = this.#watched;
    this.isSided = hasBranches(own.dag, [...own.roots, ...nodes]);
  }

  /** States of a kernel, with what varies about them. */
  get rows(): number {
    return this.#layout().rows;
  }

  /**
   * A kernel for one user, who gives it back or drops it. Parameters are to be set.
   *
   * @param steps - for how many steps, as far as is known
   */
  take(steps: number = Infinity): OdeKernel {
    if (this.isUndecided && this.isShort(steps)) return this.#provisional.pop() ?? this.#interpreted(true);
    this.#isCompiled = true;
    return this.#free.pop() ?? this.#build();
  }

  /** Whether it depends on the steps ahead what kernel there will be. */
  get isUndecided(): boolean {
    return !this.#isCompiled && this.recipe.kind === 'auto' && this.#equations !== undefined;
  }

  /** @param steps - how many it has made */
  giveBack(kernel: OdeKernel, steps: number = 0): void {
    if (kernel.isProvisional) this.#spent += steps;
    const free = kernel.isProvisional ? this.#provisional : this.#free;
    if (free.length < MOST_FREE) free.push(kernel);
  }

  /** Whether steps, with those made before by provisional kernels, are so few that the interpreter makes them sooner than other code is ready. */
  isShort(steps: number): boolean {
    return this.#spent + steps <= LONGEST_SHORT;
  }

  #build(): OdeKernel {
    const { kind } = this.recipe;
    if (this.#equations === undefined) {
      if (kind === 'auto' || kind === 'interpreter') return this.#interpreted(false);
      throw new RangeError(
        `${this.where}: expected derivatives of fewer variables or of a lower order for kernel: '${kind}'; use 'auto'`,
      );
    }
    const { system, nodes } = this.#equations;
    const parts = {
      system,
      nodes,
      parameters: system.parameters.map(() => 0),
      layout: this.#layout(),
      side: sideOf(this.recipe),
    };
    if (kind === 'interpreter') return this.#interpreted(false);
    const compiled = kind === 'javascript' ? undefined : compiledKernel(parts);
    if (compiled !== undefined) return compiled;
    if (kind === 'javascript' || (kind === 'auto' && mayGenerate())) {
      const generated = generatedKernel(parts);
      if (generated !== undefined) return generated;
    }
    if (kind === 'auto') return this.#interpreted(false);
    throw new RangeError(
      `${this.where}: expected ${kind === 'wasm' ? 'WebAssembly' : 'code from text'} to be allowed here for kernel: '${kind}', got an engine or a policy without it; use 'auto'`,
    );
  }

  #interpreted(isProvisional: boolean): OdeKernel {
    const layout = this.#layout();
    if (this.#equations === undefined)
      return hosted(jetSolution(this.#watched, this.recipe.varied!, layout.order), layout, false);
    const { system, nodes } = this.#equations;
    const unset = system.parameters.map(() => 0);
    return hosted(new Solution(float64, system, layout.order, unset, nodes, sideOf(this.recipe)), layout, isProvisional);
  }

  #layout(): Layout {
    const {
      order,
      watched,
      events,
      varied,
      control,
      compensated,
      damped = false,
      recorded = false,
      bounded = false,
    } = this.recipe;
    const states = this.#watched.system.states.length;
    const { first } = varied === undefined ? { first: [0, 1] } : Space.of(varied.names.length, varied.order);
    const rows = states * first[first.length - 1]!;
    return new Layout({
      rows,
      states,
      recorded: recorded ? rows : states,
      bounded: bounded ? rows : states,
      groups: control === 'states' ? [states] : first.slice(1).map((end) => end * states),
      isEased: control === 'eased',
      order,
      events,
      // what comes behind the formulas are guards of pieces
      sought: Math.min(events, watched.length),
      compensated,
      damped,
    });
  }
}

/**
 * Steps that the interpreter makes in the time in which WebAssembly is written and compiled, and what stood in until then is made: measured on Node 20 (x86-64), where
 * those of a pendulum and of the Lorenz system met between 40 and 90 steps, in a new process and in one that has run both (`npm run bench:thresholds` shows it).
 */
const LONGEST_SHORT = 64;

/** One is at work, one answers for dense output meanwhile; more only where calls are nested. */
const MOST_FREE = 4;

/** Recipes that are kept for one system. Who makes a new formula for each call should not fill the memory. */
export const MOST_RECIPES = 16;

const pools = new WeakMap<Equations, Pool[]>();

/** The pool of a system and a recipe, the same one for the same system: integrating again compiles nothing. */
export function poolOf(system: Equations, recipe: Recipe): Pool {
  let known = pools.get(system);
  if (known === undefined) {
    known = [];
    pools.set(system, known);
  }
  let pool = known.find(({ recipe: other, isSided }) => isSame(other, recipe) && (!isSided || sideOf(other) === sideOf(recipe)));
  if (pool === undefined) {
    pool = new Pool(system, recipe);
    if (known.length >= MOST_RECIPES) known.shift();
    known.push(pool);
  }
  pool.where = recipe.where;
  return pool;
}

/** On which side of the initial state a recipe's solutions go. */
export const sideOf = ({ side = 1 }: Recipe): Side => side;

/** Whether two recipes differ at most in the side, and in who asks. */
export function isSame(a: Recipe, b: Recipe): boolean {
  return (
    a.order === b.order &&
    a.events === b.events &&
    isSameVariation(a.varied, b.varied) &&
    a.recorded === b.recorded &&
    a.bounded === b.bounded &&
    a.control === b.control &&
    a.compensated === b.compensated &&
    (a.damped ?? false) === (b.damped ?? false) &&
    a.kind === b.kind &&
    a.watched.length === b.watched.length &&
    (a.watched.length === 0 || a.watched.every((text, i) => text === b.watched[i]))
  );
}

function isSameVariation(a: Varied | undefined, b: Varied | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.isBrief !== b.isBrief) return false;
  return a.order === b.order && a.names.length === b.names.length && a.names.every((name, i) => name === b.names[i]);
}

/** The derivative of the flow with respect to the initial state. */
export function firstOrder({ states }: Equations): Varied {
  return { names: states, order: 1 };
}
