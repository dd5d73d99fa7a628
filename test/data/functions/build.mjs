// Makes of source.js what minifiers and compilers make of it, into built.json:
//   npm install esbuild@0.28 terser@5 typescript@5 @swc/core@1 @babel/core@7 @babel/preset-env@7 && node build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import babel from '@babel/core';
import swc from '@swc/core';
import esbuild from 'esbuild';
import { minify } from 'terser';
import ts from 'typescript';

const source = readFileSync(new URL('source.js', import.meta.url), 'utf8');
const names = [...source.matchAll(/^export (?:const|function) (\w+)/gmu)].map(([, name]) => name);
const exported = `${source.replace(/^export /gmu, '')}\nexport { ${names.join(', ')} };`;

const bundle = await esbuild.transform(exported, { format: 'iife', globalName: 'built', minify: true, target: 'es2022' });
const named = await esbuild.transform(exported, { format: 'iife', globalName: 'built', keepNames: true, target: 'es2015' });
const body = `(function () {\n${source.replace(/^export /gmu, '')}\nreturn { ${names.join(', ')} };\n})()`;
const terser = await minify(`const built = ${body};`, { toplevel: false, compress: { passes: 3, unsafe: true }, mangle: true, ecma: 2020 });
const typescript = ts.transpile(`const built = ${body};`, { target: ts.ScriptTarget.ES5, downlevelIteration: false });
const { code } = await swc.transform(`const built = ${body};`, { jsc: { target: 'es5', loose: true }, isModule: false });
const presets = [['@babel/preset-env', { targets: { ie: '11' }, modules: false }]];
const { code: babelCode } = await babel.transformAsync(`const built = ${body};`, { presets, configFile: false, sourceType: 'script' });
const swcMinified = await swc.minify(`const built = ${body};`, { compress: true, mangle: true, ecma: 2022 });

writeFileSync(
  new URL('built.json', import.meta.url),
  `${JSON.stringify(
    {
      'esbuild --minify': bundle.code,
      'esbuild --keep-names --target=es2015': named.code,
      terser: terser.code,
      'tsc --target es5': typescript,
      'swc to es5': code,
      'babel to es5': babelCode,
      'swc minified': swcMinified.code,
    },
    undefined,
    2,
  )}\n`,
);
