import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../lib/credentials/redact';
import { messageOf } from '../lib/errors';
import { placeOf } from '../ground/explain';
import { EXIT } from './exit';

/** Of our own: somebody has pressed Ctrl-C twice. */
const INTERRUPTED = 130;
const ENDED =
  'the process has ended before its work: a template may neither call process.exit() nor wait for what never comes';

/**
 * While a command may run somebody's file: one that ends the process, waits for ever or throws where nobody listens must not
 * read as a command that went well.
 *
 * @returns ends it
 */
export function watchOver(): () => void {
  // Not a stream: what it has not written yet is lost at the end of a process.
  const say = (text: string) => void writeSync(process.stderr.fd, `aliyun-inspection: ${redact(text)}\n`);
  const onExit = (code: number) => {
    if (code === INTERRUPTED) return;
    process.exitCode = EXIT.badInput;
    say(ENDED);
  };
  const onUncaught = (error: unknown) => {
    process.off('exit', onExit);
    const place = placeOf(error, join(process.cwd(), 'file'));
    const [line] = messageOf(error).split('\n');
    say(place === undefined ? `${line}` : `template file ${place}: ${line} (thrown where nothing waits for it)`);
    process.exit(place === undefined ? 1 : EXIT.badInput);
  };
  process.on('exit', onExit);
  process.on('uncaughtException', onUncaught);
  return () => {
    process.off('exit', onExit);
    // What was rejected meanwhile is told of a moment later.
    setImmediate(() => process.off('uncaughtException', onUncaught));
  };
}
