#!/usr/bin/env node
/**
 * The build, in plain Node: `node build.mjs <command>`
 *
 *   compile          TypeScript -> dist/ (fast, no types), and the pages of console and report; only when something changed
 *   gen [--check]    writes the registries (`*.gen.ts`, `scripts/<product>/index.ts`); --check fails when they are stale
 *   dist             what the npm package holds: dist/ with type declarations
 *   func [--script file.ts … --set my_set [--title text] [--replace]] [--queue 1…9] [--out dir]
 *                    the script set for DataFlux Func: dist/dataflux-func/aliyun_inspection-<version>.zip, and market/;
 *                    with --script, one of your own inspections
 *   fc [--script file.ts …] [--inspection id …] [--http intranet|internet] [--log-project name [--logstore name]] [--out dir]
 *                    what Function Compute deploys: dist/fc/code.zip, s.yaml and ram-policy.json
 *   all              dist, func and fc
 *   release          keeps the catalogue of this version in docs/released/, with which the next one is compared
 *   new product|collector|metric|checker …
 *                    the files of a new unit and its test, as drafts; without more it says what it takes
 *   facts <sdk> [Action …]
 *                    what the contract tests know of an API, from the installed package @alicloud/<sdk>
 *   facts terraform <checkout> [resource.argument …]
 *                    what they know of the Terraform provider, from a checkout of it
 */
import { pathToFileURL } from 'node:url';
import { release } from './tools/build/changes.mjs';
import { compile } from './tools/build/compile.mjs';
import { dist, gen } from './tools/build/gen.mjs';
import { fc, func } from './tools/build/pack.mjs';
import { facts, scaffold } from './tools/build/units.mjs';

export { compile };

/** Everything that is published. */
async function all() {
  await dist();
  await func([]);
  await fc([]);
}

const COMMANDS = {
  compile: () => compile(),
  gen: (args) => gen(args.includes('--check')),
  dist: () => dist(),
  func: (args) => func(args),
  fc: (args) => fc(args),
  all: () => all(),
  release: () => release(),
  new: (args) => scaffold(args),
  facts: (args) => facts(args),
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) {
    console.error(`build: unknown command "${name}"; known are ${Object.keys(COMMANDS).join(', ')}`);
    process.exit(2);
  }
  await command(args).catch((error) => {
    console.error(`build ${name}: ${error.message}`);
    process.exit(error.exitCode ?? (error.code === 'config' ? 2 : 1));
  });
}
