/**
 * The same bits in Node, in Chromium and, where it is installed, in Firefox, and everything works under strict content-security policies.
 *
 *   npm run test:browser        BROOK_CHROMIUM and BROOK_FIREFOX name browsers elsewhere than in /usr/bin
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { bundled } from './bundle.js';
import { backends, compilations, kernels, members, orbits, ownBits, run, sections } from './corpus.js';
import { policies, serve } from './server.js';

const firefox = process.env['BROOK_FIREFOX'] ?? '/usr/bin/firefox-esr';

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

/** What the corpus gives in a page of Chromium. */
async function byChromium(browser, server, policy) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()} failed`));
  page.on('response', (response) => {
    if (!response.ok() && !response.url().endsWith('/favicon.ico')) errors.push(`${response.url()}: ${response.status()}`);
  });
  const report = await server.reportOf(policy, (url) => page.goto(url));
  report.errors.push(...errors);
  await page.close();
  return report;
}

/** The same in Firefox, which is only asked to open the page. */
async function byFirefox(_, server, policy) {
  const profile = mkdtempSync(join(tmpdir(), 'brook-firefox-'));
  let browser;
  const report = await server.reportOf(policy, (url) => {
    browser = spawn(firefox, ['--headless', '--no-remote', '--profile', profile, url], { stdio: 'ignore' });
  });
  const ended = once(browser, 'exit');
  browser.kill();
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return report;
}

/** The ends of an ensemble computed in a page of a bundle and by its workers, with the paths that were loaded meanwhile. */
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

const browsers = { Chromium: byChromium, ...(existsSync(firefox) ? { Firefox: byFirefox } : {}) };

describe('Engines', { timeout: 900_000 }, () => {
  const node = run();
  let server;
  let chrome;

  before(async () => {
    server = await serve();
    chrome = await chromium.launch({ executablePath, headless: true, args: flags });
  });

  after(async () => {
    await chrome?.close();
    server?.close();
  });

  test('Node gives a digest for every section, and complete orbits by every kernel', () => {
    for (const name of Object.keys(sections)) assert.match(node.sections[name], digest, name);
    for (const name of Object.keys(orbits)) {
      for (const result of Object.values(node.orbits[name])) assert.match(result, complete, name);
    }
    assert.equal(new Set(Object.values(node.sections)).size, Object.keys(sections).length);
  });

  test('Node gives the same digest by every back end', () => {
    for (const name of Object.keys(compilations)) {
      const results = node.compilations[name];
      for (const backend of backends) {
        assert.match(results[backend], digest, name);
        assert.equal(results[backend], results.interpreter, `${name}: ${backend}`);
      }
    }
  });

  for (const [name, by] of Object.entries(browsers)) {
    for (const policy of Object.keys(policies)) {
      describe(`${name}, ${policies[policy] ?? 'without a policy'}`, () => {
        let outcome;

        before(async () => {
          outcome = await by(chrome, server, policy);
        });

        test('the page loads and runs without an error', () => {
          assert.deepEqual(outcome.errors, []);
        });

        test('the policy does what it says', () => {
          assert.deepEqual(outcome.allowed, { eval: policy === 'open', webAssembly: policy !== 'strict' });
        });

        for (const name of Object.keys(sections)) {
          test(`${name}: the same bits as in Node`, () => {
            assert.equal(outcome.sections[name], node.sections[name]);
          });
        }

        for (const name of Object.keys(compilations)) {
          test(`compile, ${name}: the bits of Node by every back end that is allowed, and a clear error for the others`, () => {
            const truth = node.compilations[name].interpreter;
            const results = outcome.compilations[name];
            for (const backend of backends) {
              if (forbidden[policy].includes(backend)) assert.match(results[backend], refusedBackend);
              else assert.equal(results[backend], truth, backend);
            }
          });
        }

        for (const name of Object.keys(orbits)) {
          test(`integrate, ${name}: the same bits by every kernel that is allowed, and a clear error for the others`, () => {
            const results = outcome.orbits[name];
            assert.match(results.interpreter, complete);
            if (!ownBits.includes(name)) assert.equal(results.interpreter, node.orbits[name].interpreter);
            for (const kernel of kernels) {
              if (forbidden[policy].includes(kernel)) assert.match(results[kernel], refused[kernel]);
              else assert.equal(results[kernel], results.interpreter, kernel);
            }
          });
        }

        // an import map holds in pages only: workers do without names of packages
        test('ensemble: workers give the bits of the page itself and of Node', async () => {
          const [here, there] = outcome.members;
          assert.deepEqual(here, await members(0));
          assert.deepEqual(there, here);
          assert.equal(outcome.paths.includes(`/${policy}/dist/ode/ensemble-worker.js`), true);
        });

        test('nothing but WebAssembly runs into a policy, and code from text where it was asked for', () => {
          // One attempt at eval is the corpus's own, to see that the policy holds.
          const asked = 1 + Object.keys(compilations).length + Object.keys(orbits).length;
          const { violations } = outcome;
          assert.equal(violations.filter((blocked) => blocked === 'eval').length, policy === 'open' ? 0 : asked);
          assert.deepEqual([...new Set(violations)].sort(), { open: [], wasm: ['eval'], strict: ['eval', 'wasm-eval'] }[policy]);
        });
      });
    }
  }

  test('ensemble, bundled: workers of the browser give the bits of the page itself', async () => {
    const bundle = await bundled();
    try {
      const url = `${bundle.origin}/`;
      const { here, there, requests } = await ensembleIn(chrome, url, url + bundle.entry);
      assert.equal(here.length, 180);
      assert.deepEqual(there, here);
      // a file of its own for workers, and nothing beside
      assert.deepEqual(requests.filter((path) => path.endsWith('.js') && path !== `/${bundle.entry}`).sort(), bundle.workers);
    } finally {
      bundle.close();
    }
  });
});
