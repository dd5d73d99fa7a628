/**
 * The same bits in Node and in Chromium, and everything works under strict content-security policies.
 *
 *   npm run test:browser        BROOK_CHROMIUM names a Chromium elsewhere than in /usr/bin
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { bundled } from './bundle.js';
import { backends, compilations, kernels, orbits, run, sections } from './corpus.js';
import { policies, serve } from './server.js';

const executablePath = process.env['BROOK_CHROMIUM'] ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  process.stderr.write(
    `test:browser: expected Chromium at ${executablePath}, found nothing; install it (Debian: apt-get install chromium) or name another by BROOK_CHROMIUM\n`,
  );
  process.exit(1);
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the corpus gives in a page, with the violations of its policy and other errors. */
async function outcomeOf(browser, url) {
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`));
  page.on('response', (response) => {
    if (!response.ok() && !response.url().endsWith('/favicon.ico')) errors.push(`${response.url()}: ${response.status()}`);
  });
  await page.goto(url);
  const outcome = await page.evaluate(async (corpus) => {
    const violations = [];
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => violations.push(blockedURI));
    const { run } = await import(corpus);
    const outcome = run();
    // Violations are reported in tasks of their own.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { ...outcome, violations };
  }, `${url}test/browser/corpus.js`);
  await page.close();
  return { ...outcome, errors };
}

/** The ends of an ensemble computed in a page and by its workers, with the paths that were loaded meanwhile. */
async function ensembleIn(browser, url, module) {
  const page = await browser.newPage();
  const requests = new Set();
  page.context().on('request', (request) => requests.add(new URL(request.url()).pathname));
  await page.goto(url);
  const [here, there] = await page.evaluate(async (module) => {
    const { ensemble } = await import(module);
    const starts = Array.from({ length: 60 }, (_, i) => [1 + i / 60, 2, 20]);
    const field = { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' };
    const run = async (workers) => (await ensemble(field, starts, { t: [0, 1], workers })).ends;
    return [Array.from(await run(0)), Array.from(await run(2))];
  }, module);
  await page.close();
  return { here, there, requests: [...requests] };
}

const digest = /^[0-9a-f]{16}$/;
const complete = /^complete [0-9a-f]{16}$/;
const refused = {
  wasm: /^RangeError: integrate: expected WebAssembly to be allowed here.* for kernel: 'wasm'.*; use 'auto'$/,
  javascript: /^RangeError: integrate: expected code from text to be allowed here.* for kernel: 'javascript'.*; use 'auto'$/,
};

/** Kernels and back ends that a policy forbids. */
const forbidden = { open: [], wasm: ['javascript'], strict: ['wasm', 'javascript'] };

const refusedBackend =
  /^RangeError: compile: expected an engine and a policy that allow the backend '(wasm|javascript)'.*; use 'auto'$/;

describe('Node and Chromium', { timeout: 900_000 }, () => {
  const outcomes = {};
  let server;
  let browser;

  before(async () => {
    server = await serve();
    browser = await chromium.launch({ executablePath, headless: true, args: flags });
    outcomes.node = run();
    for (const policy of Object.keys(policies)) outcomes[policy] = await outcomeOf(browser, `${server.origin}/${policy}/`);
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  test('Node gives a digest for every section, and complete orbits by every kernel', () => {
    for (const name of Object.keys(sections)) assert.match(outcomes.node.sections[name], digest, name);
    for (const name of Object.keys(orbits)) {
      for (const result of Object.values(outcomes.node.orbits[name])) assert.match(result, complete, name);
    }
    assert.equal(new Set(Object.values(outcomes.node.sections)).size, Object.keys(sections).length);
  });

  test('Node gives the same digest by every back end', () => {
    for (const name of Object.keys(compilations)) {
      const results = outcomes.node.compilations[name];
      for (const backend of backends) {
        assert.match(results[backend], digest, name);
        assert.equal(results[backend], results.interpreter, `${name}: ${backend}`);
      }
    }
  });

  for (const policy of Object.keys(policies)) {
    describe(policies[policy] ?? 'without a policy', () => {
      test('the policy does what it says', () => {
        assert.deepEqual(outcomes[policy].allowed, { eval: policy === 'open', webAssembly: policy !== 'strict' });
      });

      test('the page loads and runs without an error', () => {
        assert.deepEqual(outcomes[policy].errors, []);
      });

      for (const name of Object.keys(sections)) {
        test(`${name}: the same bits as in Node`, () => {
          assert.equal(outcomes[policy].sections[name], outcomes.node.sections[name]);
        });
      }

      test('integrate, polynomial field, given steps: the same bits as in Node', () => {
        const name = 'polynomial field, given steps';
        assert.equal(outcomes[policy].orbits[name].auto, outcomes.node.orbits[name].auto);
      });

      for (const name of Object.keys(compilations)) {
        test(`compile, ${name}: the bits of Node by every back end that is allowed, and a clear error for the others`, () => {
          const truth = outcomes.node.compilations[name].interpreter;
          const results = outcomes[policy].compilations[name];
          for (const backend of backends) {
            if (forbidden[policy].includes(backend)) assert.match(results[backend], refusedBackend);
            else assert.equal(results[backend], truth, backend);
          }
        });
      }

      for (const name of Object.keys(orbits)) {
        test(`integrate, ${name}: the same bits by every kernel that is allowed, and a clear error for the others`, () => {
          const results = outcomes[policy].orbits[name];
          assert.match(results.interpreter, complete);
          for (const kernel of kernels) {
            if (forbidden[policy].includes(kernel)) assert.match(results[kernel], refused[kernel]);
            else assert.equal(results[kernel], results.interpreter, kernel);
          }
        });
      }
    });
  }

  // an import map holds in pages only: workers do without names of packages
  for (const policy of Object.keys(policies)) {
    test(`ensemble, ${policy}: workers of the browser give the bits of the page itself`, async () => {
      const url = `${server.origin}/${policy}/`;
      const { here, there, requests } = await ensembleIn(browser, url, `${url}dist/index.js`);
      assert.equal(here.length, 180);
      assert.deepEqual(there, here);
      assert.equal(requests.filter((path) => path.endsWith('/dist/ode/ensemble-worker.js')).length > 0, true);
    });
  }

  test('ensemble, bundled: workers of the browser give the bits of the page itself', async () => {
    const bundle = await bundled();
    try {
      const url = `${bundle.origin}/`;
      const { here, there, requests } = await ensembleIn(browser, url, url + bundle.entry);
      assert.equal(here.length, 180);
      assert.deepEqual(there, here);
      // a file of its own for workers, and nothing beside
      assert.deepEqual(requests.filter((path) => path.endsWith('.js') && path !== `/${bundle.entry}`).sort(), bundle.workers);
    } finally {
      bundle.close();
    }
  });

  test('nothing but WebAssembly runs into a policy, and code from text where it was asked for', () => {
    // One attempt at eval is the corpus's own, to see that the policy holds.
    const asked = 1 + Object.keys(compilations).length + Object.keys(orbits).length;
    const evaluations = (policy) => outcomes[policy].violations.filter((blocked) => blocked === 'eval');
    assert.deepEqual(outcomes.open.violations, []);
    assert.deepEqual(outcomes.wasm.violations, Array(asked).fill('eval'));
    assert.equal(evaluations('strict').length, asked);
    assert.deepEqual([...new Set(outcomes.strict.violations)].sort(), ['eval', 'wasm-eval']);
  });
});
