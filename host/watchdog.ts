/**
 * A thread beside a run, which works while the run blocks: it ends the process when its memory outside of the JavaScript
 * heap grows without end, and when the host is gone and the run does not end by itself.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const LOOK_MS = 500;
/** For a run to notice that the host is gone, and to keep what it has. */
const ORPHAN_MS = 10_000;
const MIB = 1024 * 1024;

const { parent, rssMiB } = workerData as { readonly parent: number; readonly rssMiB: number };
let orphanSince: number | undefined;

setInterval(() => {
  const used = process.memoryUsage.rss() / MIB;
  if (rssMiB > 0 && used > rssMiB)
    end(`out of memory: the process holds ${Math.round(used)} MiB, ${rssMiB} are allowed`);
  if (process.ppid === parent) return;
  orphanSince ??= Date.now();
  if (Date.now() - orphanSince > ORPHAN_MS) end('the host is gone');
}, LOOK_MS);

function end(why: string): void {
  try {
    writeSync(2, `${why}\n`);
  } catch {
    // Nobody reads any more.
  }
  process.kill(process.pid, 'SIGKILL');
}
