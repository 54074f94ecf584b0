/** What other tools read of a run. */
import { createReadStream, createWriteStream, mkdtempSync, renameSync, rmSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ReportError, messageOf } from '../../lib/errors';
import type { Reporter } from '../../lib/report';
import { makeDirectory } from '../../lib/state';
import { complianceOf } from './compliance';
import { csv } from './csv';
import type { Format, Writer } from './format';
import { junit } from './junit';
import { markdown } from './markdown';
import { ocsf } from './ocsf';
import { prometheus } from './prometheus';
import { sarif } from './sarif';

export type { Format } from './format';

/** By the name that `--format` has for them. */
export const FORMATS = {
  ...{ sarif, ocsf, junit, csv, markdown, prometheus },
  cis: complianceOf('cis'),
  mlps: complianceOf('mlps'),
  'well-architected': complianceOf('well-architected'),
} satisfies Record<string, Format>;
export type FormatName = keyof typeof FORMATS;

/**
 * Writes a run in one of the formats. The file appears at the end, whole; what comes before lies beside it.
 *
 * @param to a file's path, or a stream that stays open
 * @throws ReportError when it cannot be written
 * @example await inspection.run({}, { reporters: [formatReporter('sarif', 'out/results.sarif')] })
 */
export function formatReporter(name: FormatName, to: string | NodeJS.WritableStream): Reporter {
  const format: Format = FORMATS[name];
  let writer: Writer | undefined;
  let body: WriteStream | undefined;
  let folder = '';
  let drained: Promise<unknown> | undefined;
  const failed: { error?: Error } = {};
  const fault = (error: unknown): ReportError =>
    new ReportError(`${name}: ${typeof to === 'string' ? to : 'the output'} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  return {
    name,
    start(run) {
      try {
        if (typeof to === 'string') makeDirectory(dirname(to));
        folder = typeof to === 'string' ? dirname(to) : mkdtempSync(join(tmpdir(), 'aliyun-inspection-'));
      } catch (error) {
        throw fault(error);
      }
      writer = format.start(run);
      body = createWriteStream(join(folder, `${format.file}.${process.pid}.part`), { mode: 0o600 });
      body.on('error', (error) => (failed.error = error));
    },
    async findings(batch) {
      if (!writer || !body) return;
      if (failed.error) throw fault(failed.error);
      let text = '';
      for (const finding of batch) text += writer.finding(finding);
      if (text === '' || body.write(text)) return;
      // However many units write at once, one waits for all of them; an error is told by whoever comes next.
      drained ??= once(body, 'drain')
        .catch(() => undefined)
        .finally(() => (drained = undefined));
      await drained;
    },
    async finish(summary) {
      if (!writer || !body) return;
      const part = String(body.path);
      try {
        const { head, foot } = await writer.finish(summary);
        await ended(body);
        if (failed.error) throw failed.error;
        const whole = typeof to === 'string' ? createWriteStream(`${part}.tmp`, { mode: 0o600 }) : undefined;
        const out: NodeJS.WritableStream = whole ?? (to as NodeJS.WritableStream);
        await write(out, head);
        for await (const piece of createReadStream(part)) await write(out, piece as Buffer);
        await write(out, foot);
        if (whole) await ended(whole);
        if (typeof to === 'string') renameSync(`${part}.tmp`, to);
      } catch (error) {
        rmSync(`${part}.tmp`, { force: true });
        throw fault(error);
      } finally {
        rmSync(part, { force: true });
        if (typeof to !== 'string') rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function write(stream: NodeJS.WritableStream, piece: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

function ended(stream: WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.end(resolve);
  });
}
