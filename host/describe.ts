/** What scripts are: they are loaded to be asked, in a process of their own. */
import { startRunner, type Runner } from './process';
import type { RunAs } from './run-as';
import type { Described, ScriptFile } from './runner';

/** What came of loading a script. `passing`: of its process, so that another time may be different. */
export interface Answer {
  readonly script: ScriptFile;
  readonly described: Described;
  readonly passing: boolean;
}

export interface Loading {
  readonly folder: string;
  readonly memoryMiB: number;
  readonly runAs?: RunAs | undefined;
  /** For one script to load. */
  readonly loadSeconds: number;
  /** The processes that are at it, for whoever has to end them. */
  readonly loading: Set<Runner>;
  readonly isClosed: () => boolean;
  readonly onDescribed: (answer: Answer) => void;
}

/** Loads scripts in a process of their own; one that ends it, or takes too long, is told, and the rest goes on. */
export async function describeScripts(
  scripts: readonly ScriptFile[],
  root: string,
  { folder, memoryMiB, runAs, loadSeconds, loading, isClosed, onDescribed }: Loading,
): Promise<void> {
  let left = [...scripts];
  while (left.length > 0 && !isClosed()) {
    let late = false;
    const runner = startRunner({
      memoryMiB,
      runAs,
      cwd: folder,
      onLine: () => undefined,
      onReport: (report) => {
        if (report.kind !== 'described') return;
        const script = left.find((one) => one.id === report.id);
        if (!script) return;
        left = left.filter((one) => one !== script);
        clearTimeout(limit);
        limit = arm();
        onDescribed({ script, described: report.described, passing: false });
      },
    });
    loading.add(runner);
    const arm = () =>
      setTimeout(() => {
        late = true;
        runner.kill();
      }, loadSeconds * 1000);
    let limit = arm();
    runner.tell({ do: 'describe', scripts: left, root });
    const ending = await runner.ended;
    clearTimeout(limit);
    loading.delete(runner);
    const culprit = left.shift();
    if (!culprit) return;
    const why = late
      ? `it did not load within ${loadSeconds} s`
      : `loading it ended the process (${ending.signal ?? `exit code ${ending.code}`}): ${ending.lastLine}`;
    onDescribed({ script: culprit, described: { problem: why, module: false }, passing: true });
  }
}
