// npm run bench [-- --write]: brook beside its peers, in ratios of medians from one run. With --write, docs/performance.md is made anew.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { duration, ratio } from './measure.js';

const load = loadavg()[0].toFixed(1);
const sections = [];
if (process.send === undefined) await runAll();
else await runOne(process.argv[2]);

async function runAll() {
  const names = readdirSync(new URL('comparisons/', import.meta.url)).map((file) => file.replace(/\.js$/, ''));
  const asked = process.argv.slice(2).filter((name) => !name.startsWith('--'));
  for (const name of asked.length > 0 ? asked : names) {
    for (const section of await inProcessOfItsOwn(name)) {
      sections.push(section);
      console.log(`\n${section.title.replaceAll('`', '')}`);
      for (const [label, ...figures] of rows(section)) {
        console.log(`  ${label.padEnd(36)}${figures.map((figure) => figure.padStart(10)).join('')}`);
      }
    }
  }
  if (process.argv.includes('--write')) writeFileSync(new URL('../../docs/performance.md', import.meta.url), page());
}

// What an engine has seen in one comparison makes the next one slower, by a fifth where calls take microseconds.
async function inProcessOfItsOwn(name) {
  const child = fork(fileURLToPath(import.meta.url), [name]);
  const [outcome] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (!Array.isArray(outcome)) throw new Error(`bench: the comparison ${name} ended without figures`);
  return outcome;
}

async function runOne(name) {
  const { compare } = await import(`./comparisons/${name}.js`);
  process.send(await compare(), () => process.disconnect());
}

// The ratio of the least times stands beside that of the medians: where the two differ much, the machine was busy and neither says much.
function rows({ timings, base, pairs }) {
  if (pairs !== undefined) {
    return pairs.map(([our, their]) => [
      `${our.name} : ${their.name}`,
      duration(our.least),
      duration(their.least),
      ratio(our.median / their.median),
      ratio(our.least / their.least),
    ]);
  }
  const unit = timings.find(({ name }) => name === base);
  return timings.map(({ name, median, least }) => [
    name,
    duration(median),
    name === base ? '1' : ratio(median / unit.median),
    name === base ? '1' : least === undefined || unit.least === undefined ? '–' : ratio(least / unit.least),
  ]);
}

function page() {
  const tables = sections.map((section) => {
    const lines = rows(section).map((row) => `| ${row.join(' | ')} |`);
    const columns = section.pairs === undefined ? ['median'] : ['brook, least', 'theirs, least'];
    const head = ['', ...columns, 'ratio of medians', 'ratio of least times'].join(' | ');
    const rule = ['---', ...columns.map(() => '--:'), '--:', '--:'].join('|');
    return `## ${section.title}\n\n| ${head} |\n|${rule}|\n${lines.join('\n')}\n`;
  });
  return `# Performance

Written by \`npm run bench -- --write\`: times of slices that take turns, so that what else the machine does falls on all of
them. Where the two ratios differ much, it fell unevenly, and neither says much. Times are of
one machine (${machine()}); compare ratios.

The machine had ${cpus().length} cores and a load of ${load} when this began. With a load above the number of cores the medians say little: go by the least times.

${tables.join('\n')}`;
}

function machine() {
  const [cpu] = cpus();
  const parts = [cpu?.model.trim(), `Node ${process.versions.node}`];
  try {
    parts.push(`gcc ${execFileSync('gcc', ['-dumpfullversion'], { encoding: 'utf8' }).trim()}`);
  } catch {
    // no compiler, no row for it
  }
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
