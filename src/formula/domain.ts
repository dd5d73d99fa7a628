/**
 * What is certain about the values of a node: whether it exists everywhere, is never negative, is never zero.
 */
import type { Dag, Node } from './dag.js';

/** Facts that hold for all real values of the variables; a false one is unknown. */
export interface Facts {
  /** The node has a value for all values of the variables. */
  readonly total: boolean;
  /** Where the node has a value, it is ≥ 0. */
  readonly nonnegative: boolean;
  /** Where the node has a value, it is not 0. */
  readonly nonzero: boolean;
}

const nothing: Facts = { total: false, nonnegative: false, nonzero: false };

/** The facts about the nodes of a graph, also those added later. */
export class Domain {
  readonly #dag: Dag;
  readonly #facts: Facts[] = [];

  constructor(dag: Dag) {
    this.#dag = dag;
  }

  /** The facts about a node. */
  of(id: number): Facts {
    const { nodes } = this.#dag;
    while (this.#facts.length <= id) {
      const node = nodes[this.#facts.length]!;
      const [a = nothing, b = nothing, c = nothing] = node.args.map((arg) => this.#facts[arg]!);
      this.#facts.push(factsOf(this.#dag, node, a, b, c));
    }
    return this.#facts[id]!;
  }
}

function factsOf(dag: Dag, node: Node, a: Facts, b: Facts, c: Facts): Facts {
  const positive = a.nonnegative && a.nonzero;
  switch (node.op) {
    case 'constant':
      return { total: true, nonnegative: node.value!.num >= 0n, nonzero: node.value!.num !== 0n };
    case 'pi':
      return { total: true, nonnegative: true, nonzero: true };
    case 'variable':
      return { total: true, nonnegative: false, nonzero: false };
    case 'add': {
      const nonnegative = a.nonnegative && b.nonnegative;
      return { total: a.total && b.total, nonnegative, nonzero: nonnegative && (a.nonzero || b.nonzero) };
    }
    case 'sub':
      return { total: a.total && b.total, nonnegative: false, nonzero: false };
    case 'mul':
      return { total: a.total && b.total, nonnegative: a.nonnegative && b.nonnegative, nonzero: a.nonzero && b.nonzero };
    case 'div':
      return { total: a.total && b.total && b.nonzero, nonnegative: a.nonnegative && b.nonnegative, nonzero: a.nonzero };
    case 'neg':
      return { total: a.total, nonnegative: false, nonzero: a.nonzero };
    case 'sqr':
      return { total: a.total, nonnegative: true, nonzero: a.nonzero };
    case 'pow':
      return power(dag, node, a, b);
    case 'sqrt':
      return { total: a.total && a.nonnegative, nonnegative: true, nonzero: a.nonzero };
    case 'exp':
    case 'exp2':
    case 'exp10':
    case 'cosh':
      return { total: a.total, nonnegative: true, nonzero: true };
    case 'gaussian':
    case 'erfc':
    case 'sigmoid':
      return { total: a.total, nonnegative: true, nonzero: true };
    case 'hypot':
      return { total: a.total && b.total, nonnegative: true, nonzero: a.nonzero || b.nonzero };
    case 'atan2':
      return { total: a.total && b.total && (a.nonzero || b.nonzero), nonnegative: a.nonnegative, nonzero: false };
    case 'besselJ':
    case 'sphericalJ':
      return { total: b.total, nonnegative: false, nonzero: false };
    case 'lambertW':
      return { ...a, total: a.total && a.nonnegative };
    case 'gamma':
      return { total: a.total && positive, nonnegative: positive, nonzero: true };
    case 'lgamma':
    case 'digamma':
      return { total: a.total && positive, nonnegative: false, nonzero: false };
    case 'polygamma':
    case 'keplerE':
    case 'lambertWm1':
    case 'tanpi':
      return nothing;
    case 'sinpi':
    case 'cospi':
    case 'sinc':
    case 'sin':
    case 'cos':
      return { total: a.total, nonnegative: false, nonzero: false };
    case 'cbrt':
    case 'erf':
    case 'expm1':
    case 'atan':
    case 'sinh':
    case 'tanh':
    case 'asinh':
      return a;
    case 'log':
    case 'log2':
    case 'log10':
      return { total: a.total && positive, nonnegative: false, nonzero: false };
    case 'log1p':
      return { ...a, total: a.total && a.nonnegative };
    case 'acosh':
      return { total: false, nonnegative: true, nonzero: false };
    case 'abs':
      return { ...a, nonnegative: true };
    case 'sign':
      return a;
    case 'floor':
    case 'ceil':
    case 'round':
    case 'trunc':
      return { ...a, nonzero: false };
    case 'step':
      return { total: a.total, nonnegative: true, nonzero: a.nonnegative };
    case 'min':
    case 'max': {
      const nonnegative = node.op === 'min' ? a.nonnegative && b.nonnegative : a.nonnegative || b.nonnegative;
      return { total: a.total && b.total, nonnegative, nonzero: a.nonzero && b.nonzero };
    }
    case 'select':
      return {
        total: a.total && b.total && c.total,
        nonnegative: b.nonnegative && c.nonnegative,
        nonzero: b.nonzero && c.nonzero,
      };
    case 'given':
    case 'tan':
    case 'asin':
    case 'acos':
    case 'atanh':
      return nothing;
  }
}

function power(dag: Dag, { args }: Node, a: Facts, b: Facts): Facts {
  const exponent = dag.valueOf(args[1]!);
  const positive = a.nonnegative && a.nonzero;
  if (exponent === undefined) return { total: a.total && b.total && positive, nonnegative: true, nonzero: positive };
  const isInteger = exponent.den === 1n;
  return {
    total: a.total && (exponent.num >= 0n || a.nonzero) && (isInteger || a.nonnegative),
    nonnegative: !isInteger || exponent.num % 2n === 0n || a.nonnegative,
    nonzero: a.nonzero || exponent.num === 0n,
  };
}
