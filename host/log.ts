import { omit, pick } from 'lodash';
import { redact } from '../lib/credentials';
import { inert } from '../lib/model';

export type Level = 'info' | 'warning' | 'error';

/** Writes one line of the host's own log. @param facts what a search looks for */
export type Log = (level: Level, message: string, facts?: Readonly<Record<string, unknown>>) => void;

/** What every line has; a fact of such a name does not take its place. */
const OWN = ['time', 'level', 'message'];

/**
 * A log of lines, for people (`plain`) or for a collector of logs (`json`); no line holds a known secret.
 *
 * @example const log = createLog('json', (line) => process.stderr.write(line)); log('info', 'started', { port: 9300 });
 */
export function createLog(format: 'plain' | 'json', write: (line: string) => void): Log {
  return (level, message, facts = {}) => {
    const time = new Date().toISOString();
    const text = Object.entries(facts)
      .map(([name, value]) => ` ${name}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
      .join('');
    const line =
      format === 'json'
        ? JSON.stringify({ time, level, message, ...nested(facts) })
        : `${time} ${level.padEnd(7)} ${inert(message.replace(/\s+/g, ' '))}${inert(text) && ` ${inert(text)}`}`;
    write(`${redact(line)}\n`);
  };
}

/** @example nested({ code: 'memory', message: 'too much' }) // { code: 'memory', facts: { message: 'too much' } } */
function nested(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = pick(facts, OWN);
  return { ...omit(facts, OWN), ...(Object.keys(own).length === 0 ? {} : { facts: own }) };
}
