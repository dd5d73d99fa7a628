/** Serves the built package, the corpus and a page that runs it, under one of several content-security policies. */
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

const root = new URL('../../', import.meta.url);

/** Content-security policies by name; `open` is the absence of one. */
export const policies = {
  open: undefined,
  wasm: "script-src 'self' 'wasm-unsafe-eval'",
  strict: "script-src 'self'",
};

/** Paths of the modules behind bare names: brook and what it depends on. */
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root)));
const bare = new Map(
  ['brook', ...Object.keys(dependencies)].map((name) => [name, import.meta.resolve(name).slice(root.href.length)]),
);

/** Where a policy forbids the inline script that an import map is, paths stand in the modules, as a bundler would leave them. */
function withPaths(source, policy) {
  return source.replace(/(\bfrom\s*|\bimport\s*)(['"])([^'"\n]+)\2/g, (statement, keyword, quote, name) =>
    bare.has(name) ? `${keyword}${quote}/${policy}/${bare.get(name)}${quote}` : statement,
  );
}

function page(policy) {
  const imports = Object.fromEntries([...bare].map(([name, path]) => [name, `/${policy}/${path}`]));
  const map = policy === 'open' ? `<script type="importmap">${JSON.stringify({ imports })}</script>` : '';
  return `<!doctype html><meta charset="utf-8"><title>brook</title>${map}<script type="module" src="test/browser/report.js"></script>`;
}

function answer(url) {
  const [, policy, path] = /^\/(\w+)\/([\w./-]*)$/.exec(url) ?? ['', '', ''];
  if (!Object.hasOwn(policies, policy) || path.includes('..')) return undefined;
  if (path === 'report') return { policy, type: 'text/html', body: page(policy) };
  if (!/^(dist|test\/browser|test\/data|node_modules)\/.*\.m?js$/.test(path)) return undefined;
  try {
    const source = readFileSync(new URL(path, root), 'utf8');
    return { policy, type: 'text/javascript', body: policy === 'open' ? source : withPaths(source, policy) };
  } catch {
    return undefined;
  }
}

/**
 * Starts the server on a free port. Whoever opens the page `${origin}/${policy}/report` lets it run `report.js`; `reportOf` waits for what that sends, with the paths that
 * were asked for since.
 */
export async function serve() {
  const events = new EventEmitter();
  const server = createServer(async (request, response) => {
    const { method, url } = request;
    if (method === 'POST') {
      const report = await json(request);
      response.end();
      events.emit(url, report);
      return;
    }
    events.emit('path', url);
    const found = answer(url);
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { policy, type, body } = found;
    const rules = policies[policy] === undefined ? {} : { 'content-security-policy': policies[policy] };
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...rules }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    async reportOf(policy, open) {
      const paths = [];
      events.on('path', (path) => paths.push(path));
      const path = `/${policy}/report`;
      const reported = once(events, path, { signal: AbortSignal.timeout(300_000) });
      await open(origin + path);
      const [report] = await reported;
      events.removeAllListeners('path');
      return { ...report, paths };
    },
    close: () => server.close(),
  };
}
