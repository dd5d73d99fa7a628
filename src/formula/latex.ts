/**
 * Formulas in LaTeX.
 */
import { type Rational, rational } from '../rounding/rational.js';
import { constantText } from './constant-text.js';
import type { Dag, Node } from './dag.js';
import { type ConditionSigns, conditionPieces, numberFirst, type Piece, printed, sumFirst } from './print.js';

/** How tightly the outermost operation binds: a fraction stands for itself except under an exponent. */
const level = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;

/** Functions with a command or an operator name of their own; exponents go between name and argument. */
const operators: ReadonlyMap<string, string> = new Map([
  ['sin', '\\sin'],
  ['cos', '\\cos'],
  ['tan', '\\tan'],
  ['asin', '\\arcsin'],
  ['acos', '\\arccos'],
  ['atan', '\\arctan'],
  ['sinh', '\\sinh'],
  ['cosh', '\\cosh'],
  ['tanh', '\\tanh'],
  ['asinh', '\\operatorname{arsinh}'],
  ['acosh', '\\operatorname{arcosh}'],
  ['atanh', '\\operatorname{artanh}'],
  ['log', '\\ln'],
  ['log2', '\\log_{2}'],
  ['log10', '\\log_{10}'],
  ['sign', '\\operatorname{sgn}'],
  ['trunc', '\\operatorname{trunc}'],
  ['round', '\\operatorname{round}'],
  ['step', '\\operatorname{step}'],
  ['sinpi', '\\operatorname{sinpi}'],
  ['cospi', '\\operatorname{cospi}'],
  ['tanpi', '\\operatorname{tanpi}'],
  ['gaussian', '\\operatorname{gaussian}'],
  ['erf', '\\operatorname{erf}'],
  ['erfc', '\\operatorname{erfc}'],
  ['sigmoid', '\\sigma'],
  ['lambertW', 'W'],
  ['lambertWm1', 'W_{-1}'],
  ['sinc', '\\operatorname{sinc}'],
  ['gamma', '\\Gamma'],
  ['lgamma', '\\ln\\Gamma'],
  ['digamma', '\\psi'],
  ['atan2', '\\operatorname{atan2}'],
  ['hypot', '\\operatorname{hypot}'],
  ['keplerE', '\\operatorname{E}'],
]);

const relations = { '<': '<', '<=': '\\le', '>': '>', '>=': '\\ge', '==': '=', '!=': '\\ne' } as const;

const signs: ConditionSigns = {
  relation: (name) => relations[name],
  and: ' \\wedge ',
  or: ' \\vee ',
  not: (condition) => `\\neg\\left(${condition}\\right)`,
  enclose: (text) => `\\left(${text}\\right)`,
};

/** A call remembers its parts, because its exponent goes between them. */
interface LatexPiece extends Piece {
  readonly operator?: string;
  readonly argument?: string;
  /** The rows of a conditional. */
  readonly cases?: string;
  /** Whether it begins with a digit. As with a sign, to look at the text would write it out. */
  readonly isDigit?: boolean;
}

const greek = new Set(
  (
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega ' +
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
  ).split(' '),
);

/**
 * The LaTeX of a node, for mathematics mode.
 *
 * @param names of the variables, by index; `x1` and `x_1` become x with index 1, `theta` becomes θ.
 * @throws RangeError where it would have more than half a million characters.
 * @example
 * const { dag, root, variables } = parse('sqrt(x1)/2');
 * toLatex(dag, root, variables); // '\\frac{\\sqrt{x_{1}}}{2}'
 */
export function toLatex(dag: Dag, root: number, names: readonly string[]): string {
  const made = printed<LatexPiece>(
    'toLatex',
    dag,
    root,
    (node, args) => piece(node, args, names),
    (id, pieceOf) => conditionPieces(dag, id, pieceOf, signs),
  );
  return (made.condition ?? made).text;
}

function piece(node: Node, args: readonly LatexPiece[], names: readonly string[]): LatexPiece {
  const [a, b, c] = args as [LatexPiece, LatexPiece, LatexPiece];
  switch (node.op) {
    case 'constant':
      return constant(node.value!);
    case 'pi':
      return { text: '\\pi', binds: level.atom };
    case 'variable':
      return { text: symbol(names[node.index!] ?? `x${node.index}`), binds: level.atom };
    case 'add': {
      const [left, right] = sumFirst(a, b);
      return { text: `${at(left, level.sum)} + ${after(right, level.product)}`, binds: level.sum, ...beginning(left, level.sum) };
    }
    case 'sub':
      return { text: `${at(a, level.sum)} - ${after(b, level.product)}`, binds: level.sum, ...beginning(a, level.sum) };
    case 'mul':
      return product(a, b);
    case 'div':
      return { text: `\\frac{${a.text}}{${b.text}}`, binds: level.product, isDigit: a.isDigit ?? false };
    case 'neg':
      return { text: `-${at(a, level.product)}`, binds: level.sum, isSigned: true };
    case 'pow':
      return raised(a, b.text);
    case 'sqr':
      return raised(a, '2');
    case 'sqrt':
      return { text: `\\sqrt{${a.text}}`, binds: level.atom };
    case 'cbrt':
      return { text: `\\sqrt[3]{${a.text}}`, binds: level.atom };
    case 'exp':
      return a.text === '1' ? { text: 'e', binds: level.atom } : { text: `e^{${a.text}}`, binds: level.power };
    case 'exp2':
      return { text: `2^{${a.text}}`, binds: level.power, isDigit: true };
    case 'exp10':
      return { text: `10^{${a.text}}`, binds: level.power, isDigit: true };
    case 'expm1':
      return { text: `e^{${a.text}} - 1`, binds: level.sum };
    case 'log1p':
      return { text: `\\ln\\left(1 + ${after(a, level.product)}\\right)`, binds: level.atom };
    case 'abs':
      return { text: `\\left|${a.text}\\right|`, binds: level.atom };
    case 'floor':
      return { text: `\\left\\lfloor ${a.text} \\right\\rfloor`, binds: level.atom };
    case 'ceil':
      return { text: `\\left\\lceil ${a.text} \\right\\rceil`, binds: level.atom };
    case 'min':
    case 'max':
      return { text: `\\${node.op}\\left(${a.text}, ${b.text}\\right)`, binds: level.atom };
    case 'select': {
      // A conditional in the last row is more rows.
      const cases = `${b.text} & \\text{if } ${(a.condition ?? a).text} \\\\ ${c.cases ?? `${c.text} & \\text{otherwise}`}`;
      return { text: `\\begin{cases} ${cases} \\end{cases}`, binds: level.atom, cases };
    }
    case 'given':
      return call(named(node.given!.name), `\\left(${a.text}\\right)`);
    case 'besselJ':
      return call(`J_{${a.text}}`, `\\left(${b.text}\\right)`);
    case 'sphericalJ':
      return call(`j_{${a.text}}`, `\\left(${b.text}\\right)`);
    case 'polygamma':
      return { text: `\\psi^{(${a.text})}\\left(${b.text}\\right)`, binds: level.power };
    default:
      return call(operators.get(node.op)!, `\\left(${args.map(({ text }) => text).join(', ')}\\right)`);
  }
}

/** The name of a function: a letter as it is, more of them upright. */
function named(name: string): string {
  return [...name].length === 1 ? name : `\\operatorname{${name.replace(/[_$]/gu, '\\$&')}}`;
}

/** A number as it is printed elsewhere, 0.1 or 6.674·10⁻¹¹, and a quotient as a fraction. */
function constant({ num, den }: Rational): LatexPiece {
  const isSigned = num < 0n;
  const size = isSigned ? -num : num;
  const { text, binds } = magnitude(size, den);
  return { text: isSigned ? `-${text}` : text, binds: isSigned ? level.sum : binds, isSigned, isDigit: !isSigned };
}

function magnitude(num: bigint, den: bigint): Pick<LatexPiece, 'text' | 'binds'> {
  const written = constantText(rational(num, den));
  const [, digits, exponent] = /^([0-9.]+)(?:e(-?[0-9]+))?$/u.exec(written) ?? [];
  if (digits === undefined) {
    return den === 1n ? { text: String(num), binds: level.atom } : { text: `\\frac{${num}}{${den}}`, binds: level.product };
  }
  if (exponent === undefined) return { text: digits, binds: level.atom };
  const power = `10^{${exponent}}`;
  return digits === '1' ? { text: power, binds: level.power } : { text: `${digits} \\cdot ${power}`, binds: level.product };
}

/** Factors side by side, with a dot where the second begins with a digit. */
function product(a: LatexPiece, b: LatexPiece): LatexPiece {
  const [left, right] = numberFirst(a, b);
  const sign = !right.isSigned && beginning(right, level.product).isDigit ? ' \\cdot ' : ' ';
  const text = `${at(left, level.product)}${sign}${after(right, level.product)}`;
  return { text, binds: level.product, ...beginning(left, level.product) };
}

function call(operator: string, argument: string): LatexPiece {
  return { text: operator + argument, binds: level.atom, operator, argument };
}

/** A power; that of a function is written sin²(x). */
function raised(base: LatexPiece, exponent: string): LatexPiece {
  const { operator, argument } = base;
  const isShort = exponent.length < 20 && /^[0-9]+$/u.test(exponent) && operator !== undefined && !operator.includes('_');
  const text = isShort ? `${operator}^{${exponent}}${argument}` : `{${at(base, level.atom)}}^{${exponent}}`;
  return { text, binds: level.power, isDigit: operator === undefined && (beginning(base, level.atom).isDigit ?? false) };
}

/** A name as a symbol: Greek by its name, digits at the end as an index, several letters upright. */
function symbol(primed: string): string {
  const name = primed.replace(/'+$/u, '');
  return unprimed(name) + primed.slice(name.length);
}

function unprimed(name: string): string {
  const [, letters = name, index] = /^(\p{L}+)_?([0-9]+)$/u.exec(name) ?? /^(\p{L}+)_(\p{L}+)$/u.exec(name) ?? [];
  const escaped = letters.replace(/[_$]/gu, '\\$&');
  const plain = greek.has(letters) ? `\\${letters}` : [...letters].length === 1 ? escaped : `\\mathrm{${escaped}}`;
  return index === undefined ? plain : `${plain}_{${index.length === 1 || /^[0-9]/u.test(index) ? index : `\\mathrm{${index}}`}}`;
}

/** What the text in a place begins with: where it takes parentheses, with one. */
function beginning(
  { isSigned = false, isDigit = false, binds }: LatexPiece,
  place: number,
): Pick<LatexPiece, 'isSigned' | 'isDigit'> {
  return binds >= place ? { isSigned, isDigit } : {};
}

function at({ text, binds }: Piece, place: number): string {
  return binds >= place ? text : `\\left(${text}\\right)`;
}

/** The same after an operator, where a sign takes parentheses too. */
function after(made: Piece, place: number): string {
  return made.isSigned ? `\\left(${made.text}\\right)` : at(made, place);
}
