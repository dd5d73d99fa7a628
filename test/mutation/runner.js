// Runs tests in a process of its own, which may be killed where they do not end. Started by roundings.js with the folder of the sources; answers each message
// { changed, tests } by whether the tests pass: given as parts of paths, and after `-t` a pattern of their names.
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

/** One process for all runs: starting and transforming cost more than most tests. */
const vitest = await createVitest('test', {
  config: join(process.argv[2], 'test/vitest.config.ts'),
  watch: false,
  reporters: [{}],
  pool: 'threads',
  isolate: false,
  testTimeout: 0, // whoever asks has a limit; a busy machine is no failure
  maxWorkers: 1,
});

process.on('message', async ({ changed, tests }) => {
  for (const file of changed) vitest.invalidateFile(file);
  const at = tests.indexOf('-t');
  const specs = await vitest.globTestSpecifications(at < 0 ? tests : tests.slice(0, at));
  if (specs.length === 0) throw new Error(`expected tests at ${tests.join()}, got none`);
  if (at < 0) vitest.resetGlobalTestNamePattern();
  else vitest.setGlobalTestNamePattern(tests[at + 1]);
  // File by file, up to one that fails. The result of a run lists what failed in earlier runs, too.
  for (const spec of specs) {
    const { unhandledErrors, testModules } = await vitest.runTestSpecifications([spec]);
    const module = testModules.find(({ moduleId }) => moduleId === spec.moduleId);
    if (unhandledErrors.length > 0 || module.state() !== 'passed') return process.send(false);
  }
  process.send(true);
});
process.on('disconnect', () => process.exit());
process.send('ready');
