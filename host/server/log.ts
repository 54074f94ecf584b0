import { redact } from '../../lib/credentials';

export type Level = 'info' | 'warning' | 'error';

/** Writes one line of the host's own log. @param facts what a search looks for */
export type Log = (level: Level, message: string, facts?: Readonly<Record<string, unknown>>) => void;

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
        ? JSON.stringify({ time, level, message, ...facts })
        : `${time} ${level.padEnd(7)} ${message.replace(/\s+/g, ' ')}${text}`;
    write(`${redact(line)}\n`);
  };
}
