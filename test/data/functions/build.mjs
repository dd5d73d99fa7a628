// Makes of source.js and styles.js what minifiers and compilers make of them, into built.json and built-styles.json:
//   npm install esbuild@0.28 terser@5 uglify-js@3 rollup@4 typescript@5 @swc/core@1 @babel/core@7 @babel/preset-env@7 && node build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import babel from '@babel/core';
import swc from '@swc/core';
import esbuild from 'esbuild';
import { rollup } from 'rollup';
import { minify } from 'terser';
import ts from 'typescript';
import uglify from 'uglify-js';

const presets = (targets, loose) => [['@babel/preset-env', { targets, modules: false, loose }]];

/** What each tool makes of a module's source, as a script that leaves its exports in `built`. */
async function builds(source) {
  const names = [...source.matchAll(/^export (?:const|function\*?) (\w+)/gmu)].map(([, name]) => name);
  const plain = source.replace(/^export /gmu, '');
  const exported = `${plain}\nexport { ${names.join(', ')} };`;
  const script = `var built = (function () {\n${plain}\nreturn { ${names.join(', ')} };\n})();`;
  const byEsbuild = async (options) => (await esbuild.transform(exported, { format: 'iife', globalName: 'built', ...options })).code;
  const bySwc = async (jsc) => (await swc.transform(script, { jsc, isModule: false })).code;
  const byTsc = (target, more) => ts.transpile(script, { target: ts.ScriptTarget[target], ...more });
  const byBabel = async (targets, loose = false) =>
    (await babel.transformAsync(script, { presets: presets(targets, loose), configFile: false, sourceType: 'script' })).code;
  const tscES5 = byTsc('ES5', { downlevelIteration: true });
  const babelES5 = await byBabel({ ie: '11' });
  const bundle = await rollup({
    input: 'functions',
    plugins: [{ name: 'functions', resolveId: (id) => id, load: () => exported }],
    logLevel: 'silent',
  });
  const bundled = (await bundle.generate({ format: 'iife', name: 'built' })).output[0].code;
  return {
    'esbuild --minify': await byEsbuild({ minify: true, target: 'es2022' }),
    'esbuild --keep-names --target=es2015': await byEsbuild({ keepNames: true, target: 'es2015' }),
    terser: (await minify(script, { compress: { passes: 3, unsafe: true }, mangle: true, ecma: 2020 })).code,
    'tsc --target es2015': byTsc('ES2015'),
    'tsc --target es5': byTsc('ES5'),
    'tsc --target es5 --downlevelIteration': tscES5,
    'tsc to es5, terser': (await minify(tscES5, { compress: { passes: 2 }, mangle: true, ecma: 5 })).code,
    'swc to es5': await bySwc({ target: 'es5' }),
    'swc to es5, loose': await bySwc({ target: 'es5', loose: true }),
    'swc minified': (await swc.minify(script, { compress: true, mangle: true, ecma: 2022 })).code,
    'babel to es5': babelES5,
    'babel to es5, loose': await byBabel({ ie: '11' }, true),
    'babel to es5, uglify': uglify.minify(babelES5, { compress: true, mangle: true }).code,
    'babel for Chrome 60': await byBabel({ chrome: '60' }),
    'rollup, terser': (await minify(bundled, { compress: { passes: 2 }, mangle: true })).code,
  };
}

for (const [from, to] of [['source.js', 'built.json'], ['styles.js', 'built-styles.json']]) {
  const source = readFileSync(new URL(from, import.meta.url), 'utf8');
  writeFileSync(new URL(to, import.meta.url), `${JSON.stringify(await builds(source), undefined, 2)}\n`);
}
