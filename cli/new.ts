import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../lib/errors';
import type { Language } from '../lib/model';
import { TEMPLATES } from '../templates/registry.gen';

/**
 * Copies a shipped template to where the user works.
 *
 * @param template id of a template
 * @param file where the copy goes, a `.ts` file; `<template>-inspection.ts` when absent
 * @returns what was done and what comes next, to print
 * @throws ConfigError for an unknown template, a file that exists already, or a place that cannot be written to
 * @example process.stdout.write(newInspection('ecs', 'my/ecs-daily.ts'));
 */
export function newInspection(template: string, file = `${template}-inspection.ts`, language: Language = 'en'): string {
  if (!Object.hasOwn(TEMPLATES, template)) {
    const known = Object.keys(TEMPLATES).join(', ');
    throw new ConfigError(`unknown template "${template}"; known are ${known}`, { field: 'template' });
  }
  if (!file.endsWith('.ts')) throw new ConfigError(`${file}: the copy is TypeScript, name it .ts`, { field: 'file' });
  // The package by its own name: the same place from a checkout, from dist/ and from node_modules.
  const source = join(dirname(require.resolve('aliyun-inspection/package.json')), 'templates', `${template}.ts`);
  const text = readFileSync(source, 'utf8');
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new ConfigError(refusal(file, error as NodeJS.ErrnoException), { field: 'file', cause: error });
  }
  const command = `npx aliyun-inspection run ${/\s/.test(file) ? `'${file}'` : file}`;
  return language === 'zh'
    ? `已写入 ${file}\n接下来：修改其中标出的三处，换一个自己的 id，然后执行 ${command}\n`
    : `wrote ${file}\nnext: edit its three marked places, give it an id of its own, then ${command}\n`;
}

function refusal(file: string, { code = 'failed' }: NodeJS.ErrnoException): string {
  if (code === 'EEXIST') return `${file} exists already and was left as it is; name another file`;
  if (code === 'ENOENT') return `${file}: there is no folder ${dirname(file)}`;
  return `${file} cannot be written (${code})`;
}
