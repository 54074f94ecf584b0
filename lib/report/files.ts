import { createWriteStream, writeFileSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { ReportError, messageOf } from '../errors';
import type { Finding, InspectionEvent, Language } from '../model';
import { makeDirectory } from '../state';
import type { Reporter } from './reporter';

/**
 * Writes `findings.jsonl` (every verdict), `events.jsonl`, `assets.jsonl` and, at the end, `summary.json` into a
 * directory. Lines are written as they come, so that an interrupted run keeps what it had.
 *
 * @throws ReportError when the directory cannot be written
 */
export function fileReporter(directory: string): Reporter {
  let language: Language = 'en';
  const streams: WriteStream[] = [];
  const drains = new Map<WriteStream, Promise<unknown>>();
  const failed: { error?: Error } = {};
  const open = (name: string): WriteStream => {
    const stream = createWriteStream(join(directory, name));
    stream.on('error', (error) => (failed.error = error));
    streams.push(stream);
    return stream;
  };
  let assets: WriteStream, findings: WriteStream, events: WriteStream;
  const write = async (stream: WriteStream, batch: readonly unknown[]): Promise<void> => {
    if (failed.error) throw problem(directory, failed.error);
    if (batch.length === 0) return;
    const text = batch.map((entry) => JSON.stringify(entry)).join('\n');
    if (stream.write(`${text}\n`)) return;
    // However many units write at once, one waits for all of them.
    let drained = drains.get(stream);
    if (!drained) {
      drained = once(stream, 'drain').finally(() => drains.delete(stream));
      drains.set(stream, drained);
    }
    await drained;
  };
  return {
    name: 'files',
    start(run) {
      language = run.language;
      try {
        makeDirectory(directory);
      } catch (error) {
        throw problem(directory, error);
      }
      assets = open('assets.jsonl');
      findings = open('findings.jsonl');
      events = open('events.jsonl');
    },
    assets: (batch) => write(assets, batch),
    findings: (batch) =>
      write(
        findings,
        batch.map((finding) => findingLine(finding, language)),
      ),
    events: (batch) =>
      write(
        events,
        batch.map((event) => eventLine(event, language)),
      ),
    async finish(summary) {
      await Promise.all(
        streams.map(
          (stream) =>
            new Promise<void>((resolve, reject) => {
              stream.on('error', reject);
              stream.end(resolve);
            }),
        ),
      ).catch((error: unknown) => {
        throw problem(directory, error);
      });
      if (failed.error) throw problem(directory, failed.error);
      writeFileSync(join(directory, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
    },
  };
}

function problem(directory: string, error: unknown): ReportError {
  return new ReportError(`output directory ${directory} cannot be written: ${messageOf(error)}`, { cause: error });
}

/** A finding as a line: `message` in the run's language; both languages where there is something to say. */
export function findingLine(finding: Finding, language: Language): Record<string, unknown> {
  const { message, ...rest } = finding;
  const plain = finding.verdict === 'pass';
  return { ...rest, message: message[language], ...(plain ? {} : { messages: message }) };
}

/** An event as a line: `title` and `message` in the run's language, and both under `titles` and `messages`. */
export function eventLine(event: InspectionEvent, language: Language): Record<string, unknown> {
  const { title, message, ...rest } = event;
  return { ...rest, title: title[language], message: message[language], titles: title, messages: message };
}
