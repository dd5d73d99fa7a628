import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse, roomOf, type Source, sources } from './imports.js';

/** Of Math, what IEEE 754 makes exact or correctly rounded; everything else has an error that ECMAScript does not bound. */
const allowed = new Set(['abs', 'min', 'max', 'floor', 'ceil', 'trunc', 'sign', 'sqrt']);
const rigorousRooms = new Set(['rounding', 'interval', 'decimal', 'model', 'verified']);
const rigorousFile = /^(algebra\/.*interval|(linalg|derivative)\/interval)[^/]*\.ts$/;

function isRigorous(path: string): boolean {
  return rigorousRooms.has(roomOf(path)) || rigorousFile.test(path);
}

/** What a rigorous file says that it may not, with its line. */
function offences({ path, tree }: Source): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, what: string): void => {
    found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'Math') {
      const { parent } = node;
      const member = ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : undefined;
      if (member === undefined) report(node, 'Math itself');
      else if (!allowed.has(member)) report(node, `Math.${member}`);
    }
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      const isPower = operator === ts.SyntaxKind.AsteriskAsteriskToken || operator === ts.SyntaxKind.AsteriskAsteriskEqualsToken;
      if (isPower && !isBigInt(node.left) && !isBigInt(node.right)) report(node, '** on numbers');
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Whether an expression is a bigint for all its text shows. One operand says it for the other: arithmetic that mixes them with numbers throws. */
function isBigInt(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isBigInt(node.expression);
  if (ts.isBinaryExpression(node)) return isBigInt(node.left) || isBigInt(node.right);
  return ts.isBigIntLiteral(node) || (ts.isCallExpression(node) && node.expression.getText() === 'BigInt');
}

describe('the rigorous side', () => {
  test('uses of Math only what is exact or correctly rounded, and no powers of numbers', () => {
    const rigorous = sources().filter(({ path }) => isRigorous(path));
    expect(rigorous.length).toBeGreaterThan(40);
    expect(rigorous.flatMap(offences)).toEqual([]);
  });

  test('is the rooms and files that carry proofs', () => {
    const rigorous = [
      'rounding/directed.ts',
      'interval/kernel/set.ts',
      'verified/step.ts',
      'model/polynomial.ts',
      'algebra/interval.ts',
      'linalg/interval-matrix.ts',
    ];
    for (const path of rigorous) expect(isRigorous(path), path).toBe(true);
    for (const path of ['algebra/float64.ts', 'ode/step.ts', 'linalg/lu.ts']) expect(isRigorous(path), path).toBe(false);
  });
});

test('the reading of code finds what is forbidden, and not in comments or text', () => {
  const text = `const a = Math.exp(1); // Math.sin(1), 2 ** 3
    const { log } = Math; const m = Math['cos']; const p = x ** 2; let q = 2; q **= 3; globalThis.Math.pow(2, 3);
    const s = 'Math.tan(1)'; /* Math.atan(1) */ const fine = Math.abs(2) + Math.sqrt(2) + Number(2n ** 3n) + Number((10n) ** BigInt(5) + b ** (c - 1n));`;
  expect(offences(parse('rounding/file.ts', text))).toEqual([
    'rounding/file.ts:1 Math.exp',
    'rounding/file.ts:2 Math itself',
    'rounding/file.ts:2 Math itself',
    'rounding/file.ts:2 ** on numbers',
    'rounding/file.ts:2 ** on numbers',
    'rounding/file.ts:2 Math itself',
  ]);
});
