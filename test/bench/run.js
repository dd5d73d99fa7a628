// npm run bench [-- --write]: brook beside its peers, in ratios of medians from one run. With --write, docs/performance.md is made anew.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { duration, ratio } from './measure.js';

const names = readdirSync(new URL('comparisons/', import.meta.url)).map((file) => file.replace(/\.js$/, ''));
const asked = process.argv.slice(2).filter((name) => !name.startsWith('--'));

const sections = [];
for (const name of asked.length > 0 ? asked : names) {
  const { compare } = await import(`./comparisons/${name}.js`);
  for (const section of compare()) {
    sections.push(section);
    console.log(`\n${section.title.replaceAll('`', '')}`);
    for (const [label, time, factor] of rows(section))
      console.log(`  ${label.padEnd(36)}${time.padStart(9)}${factor.padStart(10)}`);
  }
}
if (process.argv.includes('--write')) writeFileSync(new URL('../../docs/performance.md', import.meta.url), page());

function rows({ timings, base }) {
  const unit = timings.find(({ name }) => name === base).median;
  return timings.map(({ name, median }) => [name, duration(median), name === base ? '1' : ratio(median / unit)]);
}

function page() {
  const tables = sections.map((section) => {
    const lines = rows(section).map((row) => `| ${row.join(' | ')} |`);
    return `## ${section.title}\n\n| | time | ratio |\n|---|--:|--:|\n${lines.join('\n')}\n`;
  });
  return `# Performance

Written by \`npm run bench -- --write\`: medians of slices that take turns, so that ratios hold on a machine that does other things too. Times are of
one machine (${machine()}); compare ratios.

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
