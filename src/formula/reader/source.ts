/**
 * A plain function's own source text, parsed.
 */
import { type AnyNode, type Class, type Function as FunctionNode, parse } from 'acorn';
import { FormulaError } from '../error.js';

/** Longest source of a function, in UTF-16 units. */
const maxSourceLength = 200_000;

/** The source of a function. Positions in the tree minus `offset` are positions in `text`. */
export interface Source {
  readonly text: string;
  readonly offset: number;
}

/** A function with its parsed source. */
export interface ParsedFunction {
  readonly source: Source;
  readonly node: FunctionNode;
}

// A proxy or an object of its own may answer anything for fn.toString(); this one the engine answers.
const sourceOf = (fn: unknown): string => Function.prototype.toString.call(fn);

/** What a function of Math would have for its source; undefined for others. */
function sourceOfMath(fn: (...args: never[]) => unknown): string | undefined {
  const name = Object.getOwnPropertyNames(Math).find((key) => Math[key as keyof typeof Math] === (fn as unknown));
  if (name === undefined) return undefined;
  const parameters = ['x', 'y'].slice(0, fn.length).join(', ');
  return `(${parameters}) => Math.${name}(${parameters})`;
}

/** Remedy for every function that hides its source. */
const writeItOut = "write a plain function of numbers such as (x, y) => Math.sin(x)*y, or a text such as 'sin(x)*y'";

/** Parses the source of `fn`; nothing of it is run. */
export function parseFunction(fn: (...args: never[]) => unknown): ParsedFunction {
  const text = sourceOfMath(fn) ?? sourceOf(fn);
  const name = fn.name || 'the function';
  if (/\{\s*\[native code\]\s*\}\s*$/u.test(text)) {
    throw new FormulaError(
      `formula: expected a function with source, got ${name}, which is native or bound; ${writeItOut}`,
      text,
      0,
    );
  }
  if (text.length > maxSourceLength) {
    const message = `formula: expected a function of at most ${maxSourceLength} characters, got ${text.length} in ${name}`;
    throw new FormulaError(`${message}; split it into several formulas`, text, 0);
  }
  // A method's source, `f(x) { … }`, is an expression only inside an object.
  const first = attempt('(', text, ')');
  const second = isComplaint(first) && !isTooDeep(first) ? attempt('({', text, '})') : first;
  if (isComplaint(second)) {
    // the reading that went further is the one that is meant
    const { says, at } = isComplaint(first) && first.at > second.at ? first : second;
    const expected = isTooDeep(second) ? 'a function that nests less deeply' : 'a plain function';
    const remedy = says.startsWith('Private field')
      ? 'make the object inside the function, or give it fields that are not private'
      : writeItOut;
    throw new FormulaError(`formula: expected ${expected}, got ${name}, of which the parser says: ${says}; ${remedy}`, text, at);
  }
  const node = second;
  const expression = node.type === 'ObjectExpression' ? node.properties[0] : node;
  // an accessor is read for its class only
  const value = expression?.type === 'Property' ? expression.value : expression;
  if (value?.type !== 'ArrowFunctionExpression' && value?.type !== 'FunctionExpression') {
    throw new FormulaError(`formula: expected a plain function, got a class or an accessor in ${name}; ${writeItOut}`, text, 0);
  }
  if (value.async) throw new FormulaError(`formula: expected a plain function, got an async function; ${writeItOut}`, text, 0);
  return { source: { text, offset: node.type === 'ObjectExpression' ? 2 : 1 }, node: value };
}

/** Parses the source of a class; undefined where it cannot be read. */
export function parseClass(fn: (...args: never[]) => unknown): { readonly source: Source; readonly node: Class } | undefined {
  const text = sourceOf(fn);
  const node = text.length > maxSourceLength ? undefined : attempt('(', text, ')');
  return node !== undefined && !isComplaint(node) && node.type === 'ClassExpression'
    ? { source: { text, offset: 1 }, node }
    : undefined;
}

/** What the parser says against a text, and where. */
interface Complaint {
  readonly says: string;
  readonly at: number;
}

/** The expression `text` between two marks that make it one, or what the parser says against it. */
function attempt(before: string, text: string, after: string): AnyNode | Complaint {
  try {
    const [statement] = parse(before + text + after, { ecmaVersion: 'latest', sourceType: 'module' }).body;
    return statement?.type === 'ExpressionStatement' ? (statement.expression as AnyNode) : { says: 'not an expression', at: 0 };
  } catch (error) {
    const { message, pos = 0 } = error as Error & { readonly pos?: number };
    // the place is shown below the message
    return { says: message.replace(/ \(\d+:\d+\)$/u, ''), at: Math.min(Math.max(0, pos - before.length), text.length) };
  }
}

function isComplaint(made: AnyNode | Complaint): made is Complaint {
  return 'says' in made;
}

/** The parser calls itself for every level of nesting and every term of a sum, and says so when the engine's stack is full. */
function isTooDeep({ says }: Complaint): boolean {
  return /stack/u.test(says);
}
