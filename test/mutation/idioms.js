/**
 * How the sources say which way they round, and how to turn that around: each idiom with its opposite, and the side to which the opposite leans.
 *
 * `isCall` says that an expression in parentheses follows, which belongs to the value; `isValue` that the match is a value by itself.
 */
export const idioms = [
  {
    // addDown(a, b), and functions passed on by name
    pattern: /\b([a-zA-Z]*)(Down|Up|DownEdge|UpEdge)(?=[(,)])/g,
    opposite: (text) => text.replace(/Down|Up/, (way) => (way === 'Down' ? 'Up' : 'Down')),
    leans: (to) => (to.includes('Down') ? '-' : '+'),
    isCall: true,
  },
  {
    pattern: /\b(pred|succ|lowerAt|upperAt|doubleBelow|doubleAbove)(?=\()/g,
    opposite: (text) => pairs[text],
    leans: (to) => (['pred', 'lowerAt', 'doubleBelow'].includes(to) ? '-' : '+'),
    isCall: true,
  },
  {
    pattern: /\b(writeBeyond|writeWithin)(?=\()/g,
    opposite: (text) => pairs[text],
    isCall: false,
  },
  {
    // rounding.down(x) of decimals
    pattern: /(?<=[a-z]\.#?)(down|up)(?=\()/g,
    opposite: (text) => pairs[text],
    isCall: false,
  },
  {
    // the constructors of decimals that round one way, and their modes
    pattern: /(?<=\.)(Down|Up|ROUND_FLOOR|ROUND_CEIL)\b/g,
    opposite: (text) => pairs[text],
    isCall: false,
  },
  {
    // a direction passed on by name
    pattern: /'(mulDown|mulUp|addDown|addUp|divDown|divUp)'/g,
    opposite: (text) => text.replace(/Down|Up/, (way) => (way === 'Down' ? 'Up' : 'Down')),
    isCall: false,
  },
  {
    // the lower bound out[0] and the upper bound out[1] that a point function wrote
    pattern: /\b(point|atLo|atHi|range|bounds|power|root|pair|exact)\[[01]\]!/g,
    opposite: (text) => text.replace(/[01]/, (side) => (side === '0' ? '1' : '0')),
    leans: (to) => (to.includes('[0]') ? '-' : '+'),
    isCall: false,
    isValue: true,
  },
  {
    // the step to a neighbor, s ∓ φ|s| ∓ η, in loops and in the code of vectors
    pattern: /(?<![-\w])-?(phi|eta)\b(?! =)(?!\()/g,
    opposite: (text) => (text.startsWith('-') ? text.slice(1) : `-${text}`),
    isCall: false,
  },
  {
    // radii of balls: what an operation adds for the rounding of its midpoint
    pattern: /(?<=\brad\b[^;]*) \+ [12]n(?= [,}]|[,;]| \})/g,
    opposite: () => '',
    isCall: false,
  },
];

const pairs = {
  pred: 'succ',
  succ: 'pred',
  lowerAt: 'upperAt',
  upperAt: 'lowerAt',
  doubleBelow: 'doubleAbove',
  doubleAbove: 'doubleBelow',
  writeBeyond: 'writeWithin',
  writeWithin: 'writeBeyond',
  down: 'up',
  up: 'down',
  Down: 'Up',
  Up: 'Down',
  ROUND_FLOOR: 'ROUND_CEIL',
  ROUND_CEIL: 'ROUND_FLOOR',
};
