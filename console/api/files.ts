import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ConfigError } from '../../lib/errors';

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
  readonly etag: string;
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b57b8"/><path d="M8 17l5 5L24 10" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
const SCRIPT = 'text/javascript; charset=utf-8';
const TYPES = { 'console.js': SCRIPT, 'editor.js': SCRIPT, 'console.css': 'text/css; charset=utf-8' } as const;
/** The pages that there are; what comes after is theirs to read. */
const PAGES = /^\/(?:(?:inspections|events|mutes|assets|scripts|accounts|users|audit|sign-in)(?:\/.*)?)?$/;

let loaded: ReadonlyMap<string, Asset> | undefined;

/** Where `node build.mjs compile` puts the page: beside this file when it is compiled itself. */
function folder(): string {
  const places = [join(__dirname, '..', 'assets'), join(__dirname, '..', '..', 'dist', 'console', 'assets')];
  const found = places.find((place) => existsSync(join(place, 'console.js')));
  if (found === undefined) throw new ConfigError('the console has not been compiled: run node build.mjs compile');
  return found;
}

function assets(): ReadonlyMap<string, Asset> {
  if (loaded) return loaded;
  const from = folder();
  const asset = (plain: Buffer, type: string): Asset => ({
    type,
    plain,
    packed: gzipSync(plain),
    etag: createHash('sha256').update(plain).digest('hex').slice(0, 16),
  });
  const files = Object.entries(TYPES).map(
    ([name, type]) => [name, asset(readFileSync(join(from, name)), type)] as const,
  );
  return (loaded = new Map([...files, ['icon.svg', asset(Buffer.from(ICON), 'image/svg+xml')]]));
}

/** @returns false when the path is none of a file */
export function staticFile(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  if (!path.startsWith('/static/')) return false;
  const asset = assets().get(path.slice('/static/'.length));
  if (asset === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    return true;
  }
  const etag = `"${asset.etag}"`;
  response.setHeader('etag', etag);
  response.setHeader('vary', 'accept-encoding');
  // A page names the files that belong to it: they may be kept.
  response.setHeader(
    'cache-control',
    request.url?.includes('?v=') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else send(request, response, asset);
  return true;
}

function send(request: IncomingMessage, response: ServerResponse, asset: Omit<Asset, 'etag'>): void {
  const pack = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const bytes = pack ? asset.packed : asset.plain;
  if (pack) response.setHeader('content-encoding', 'gzip');
  response.writeHead(200, { 'content-type': asset.type, 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function cookie(request: IncomingMessage, name: string): string {
  const pair = (request.headers.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? '';
}

/** The language that was chosen, else the first of the browser's that is Chinese or English. */
export function languageOf(request: IncomingMessage): 'zh' | 'en' {
  const chosen = cookie(request, 'console_language');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(/;\s*q=/);
      return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) };
    })
    .sort((a, b) => b.q - a.q);
  return wanted.find(({ tag }) => /^(zh|en)\b/.test(tag))?.tag.startsWith('zh') ? 'zh' : 'en';
}

/** The one page, in the language and theme of whoever asks; nothing in it is code. */
export function pageOf(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (!['GET', 'HEAD'].includes(request.method ?? '') || !PAGES.test(path)) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
    return;
  }
  const files = assets();
  const of = (name: string) => `/static/${name}?v=${files.get(name)?.etag ?? ''}`;
  const zh = languageOf(request) === 'zh';
  const theme = cookie(request, 'console_theme');
  const chosen = theme === 'dark' || theme === 'light' ? ` data-theme="${theme}"` : '';
  const html = `<!doctype html>
<html lang="${zh ? 'zh-CN' : 'en'}"${chosen}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${zh ? '阿里云资产巡检' : 'Aliyun inspection'}</title>
<link rel="icon" href="${of('icon.svg')}">
<link rel="stylesheet" href="${of('console.css')}">
<script defer src="${of('console.js')}" data-editor="${of('editor.js')}"></script>
</head>
<body>
<div id="app"></div>
<noscript>${zh ? '控制台需要 JavaScript。' : 'The console needs JavaScript.'}</noscript>
</body>
</html>
`;
  const plain = Buffer.from(html);
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('vary', 'accept-language, cookie');
  send(request, response, { type: 'text/html; charset=utf-8', plain, packed: gzipSync(plain) });
}
