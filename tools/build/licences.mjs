/** Whose code is in a bundle, and on which terms: a text that goes wherever the bundle goes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from './files.mjs';

/** What the text is called, in every artefact. */
export const LICENCES = 'THIRD_PARTY_LICENSES';

/** Terms that ask for no more than their notice: the choice is ours, a judgement. Whatever else is bundled ends the build. */
const ALLOWED = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
];
const FILES = /^(licen[cs]e|copying|notice)([._-].*)?$/i;
/** A section of a page that states the terms. */
const SECTION = /^#+\s*licen[cs]e[^\n]*\n([\s\S]*?)(?=^#|(?![\s\S]))/im;

const mit = (holder) => `The MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const isc = (holder) => `ISC License

Copyright (c) ${holder}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

/** Terms that some packages name without their text, which is the same for all but for the holder. */
const STANDARD = new Map([
  ['MIT', mit],
  ['ISC', isc],
]);

/**
 * Whether an SPDX expression asks for no more than a notice.
 *
 * @example isAllowed('(MIT OR GPL-3.0)') // true
 */
export function isAllowed(expression) {
  const plain = expression.replace(/[()]/g, ' ').trim();
  return plain.split(/\s+OR\s+/).some((part) => part.split(/\s+AND\s+/).every((one) => ALLOWED.includes(one.trim())));
}

/** The folders of the packages that files of a bundle come from. @param metafile of esbuild, with paths below the root */
export function packagesIn({ inputs }) {
  const folders = Object.keys(inputs).flatMap((path) => {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
    return found ? [resolve(ROOT, found[1])] : [];
  });
  return [...new Set(folders)].sort();
}

const nameOf = (person) => (typeof person === 'string' ? person : (person?.name ?? ''));

function textOf(folder, { name, author, contributors = [] }, licence) {
  const files = readdirSync(folder).filter((file) => FILES.test(file));
  if (files.length > 0) return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const readme = readdirSync(folder).find((file) => /^readme(\.|$)/i.test(file));
  const [, stated = ''] = (readme && SECTION.exec(readFileSync(join(folder, readme), 'utf8'))) || [];
  if (/copyright|permission/i.test(stated)) return stated.trim();
  const standard = STANDARD.get(licence);
  if (standard) return standard(nameOf(author) || contributors.map(nameOf).join(', ') || `the authors of ${name}`);
  throw new Error(`${name} is bundled, is under ${licence}, and has no text of its licence`);
}

/** @returns name, version, SPDX expression and text of a package. @throws when its terms are none that we take */
export function licenceOf(folder) {
  const facts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, licenses } = facts;
  const licence = typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? 'unknown');
  if (!isAllowed(licence))
    throw new Error(`${name} ${version} is bundled, and its licence is none that we take: ${licence}`);
  return { name, version, licence, text: textOf(folder, facts, licence) };
}

/** What goes with a bundle. @param metafiles of all that is in the artefact */
export function licencesOf(...metafiles) {
  const folders = [...new Set(metafiles.flatMap(packagesIn))];
  const all = folders.map(licenceOf).map((one) => [`${one.name} ${one.version}`, one]);
  const parts = [...new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)))].map(
    ([title, { licence, text }]) => `${title} (${licence})\n${'-'.repeat(78)}\n\n${text}\n`,
  );
  const head = 'Packages whose code is bundled with aliyun-inspection, each with its licence.';
  return `${[head, ...parts].join('\n\n')}`;
}
