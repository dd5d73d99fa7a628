#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { printDerivatives, printEnclosure, printValue } from './commands.js';
import { Terminal } from './terminal.js';
import { tour } from './tour.js';

const help = `brook: truncated Taylor series, for numbers and for guaranteed enclosures

  brook tour [--out DIR] [--seconds S]         a tour in two parts; the picture goes to DIR (out), the
                                               orbit is followed for at most S seconds (10)
  brook derivatives FORMULA X [N]              f(X), f′(X), … up to the N-th derivative (10), as numbers
                                               and as proved enclosures
  brook evaluate FORMULA [NAME=VALUE …]        the value, as a number and as a proved enclosure
  brook enclose NAME=FORMULA … --from V,… --to T
                                               proves where the solution of NAME′ = FORMULA, … is at T
  brook --help | --version

A VALUE is a number such as 0.1 or 1/3, taken exactly, or an interval such as [1, 1.5].
Time in formulas of brook enclose is t, and starts at 0.

  brook derivatives 'exp(sin(x))*log(1+x^2)' 0.3
  brook evaluate 'x*(1 - x)' 'x=[0, 1]'
  brook enclose 'x=v' 'v=-sin(x)' --from 1,0 --to 10`;

/** A command line that brook cannot make sense of. */
class UsageError extends Error {}

/** Runs one command; returns the exit code: 0 done, 1 failed, 2 misused. */
function run(args: readonly string[], terminal: Terminal): number {
  try {
    return dispatch(args, terminal) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    terminal.error(`brook: ${error.message}`);
    const code = 'code' in error ? String(error.code) : '';
    if (code !== '' && !code.startsWith('ERR_PARSE_ARGS')) return 1; // the file system said no
    if (code !== '' || error instanceof UsageError) terminal.error('brook: see brook --help');
    return 2;
  }
}

function dispatch(args: readonly string[], terminal: Terminal): boolean {
  const { values, positionals } = parseArgs({
    // No option begins with a digit, so -1 is a number; a space before it says so to parseArgs.
    args: args.map((arg) => arg.replace(/^-(?=[\d.])/, ' -')),
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
      out: { type: 'string', default: 'out' },
      seconds: { type: 'string', default: '10' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const [command, ...rest] = positionals;
  if (values.version) {
    terminal.print(version());
    return true;
  }
  if (values.help || command === undefined) {
    terminal.print(help);
    return values.help === true;
  }
  switch (command) {
    case 'tour':
      return tour(terminal, { out: values.out, seconds: numberOf('--seconds', values.seconds) });
    case 'derivatives':
      return printDerivatives(terminal, required('FORMULA', rest[0]), required('X', rest[1]), numberOf('N', rest[2] ?? '10'));
    case 'evaluate':
      return printValue(terminal, required('FORMULA', rest[0]), rest.slice(1).map(assignment));
    case 'enclose': {
      const from = required('--from', values.from).split(/,(?![^[]*\])/);
      return printEnclosure(terminal, rest.map(assignment), from, numberOf('--to', required('--to', values.to)));
    }
    default:
      throw new UsageError(`expected a command (tour, derivatives, evaluate, enclose), got ${command}`);
  }
}

function required(name: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`expected ${name}, got nothing`);
  return text;
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`expected a number for ${name}, got ${text}`);
  return value;
}

/** `name=text`, or `name′ = text` as in an equation. */
function assignment(text: string): readonly [name: string, text: string] {
  const [, name, value] = /^\s*([^\s=′']+)\s*[′']?\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`expected NAME=…, got ${text}`);
  return [name, value.trim()];
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}

process.exitCode = run(process.argv.slice(2), new Terminal());
