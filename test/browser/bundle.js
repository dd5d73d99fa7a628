/** Serves a bundle of the package, made by Vite as an application of it would be. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Where it is served, with the paths of the module that has `ensemble` and of those for workers. */
export async function bundled() {
  const folder = mkdtempSync(join(tmpdir(), 'brook-bundle-'));
  const source = join(folder, 'source.js');
  writeFileSync(source, "export { ensemble } from 'brook';\n");
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { brook: fileURLToPath(new URL('../../dist/index.js', import.meta.url)) } },
    worker: { format: 'es' },
    build: { outDir: 'dist', minify: true, lib: { entry: source, formats: ['es'], fileName: 'application' } },
  });
  const files = readdirSync(join(folder, 'dist'), { recursive: true }).filter((path) => path.endsWith('.js'));
  const server = createServer(({ url }, response) => {
    const path = url.slice(1);
    if (path === '') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>brook</title>');
    else if (!files.includes(path)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(join(folder, 'dist', path)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    entry: files.find((path) => path.startsWith('application')),
    workers: files.filter((path) => path.includes('worker')).map((path) => `/${path}`),
    close: () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
