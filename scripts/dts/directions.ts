import type { AssetOf } from '../../lib/define';
import type { jobs } from './collectors/jobs';
import type { Status } from './states';

type Job = AssetOf<typeof jobs>;

/** One way of a job. */
export interface Direction {
  readonly way: 'Forward' | 'Reverse';
  /** `undefined`: the answer does not tell. */
  readonly status: Status | undefined;
  readonly error: string;
  /** Seconds. */
  readonly retryTime: number | undefined;
  readonly delay: number | undefined;
  /** Up to when changes of the source are carried over. */
  readonly checkpoint: Date | undefined;
}

/** An error may be a whole stack of causes: the first of them says what it is. */
const MOST = 160;

function shortened(text = '?'): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** Both ways of a job that synchronises both, and the one of any other. What nobody asks for is not read. */
export function directionsOf(job: Job): Direction[] {
  const forward: Direction = {
    way: 'Forward',
    status: job.status,
    get error() {
      return shortened(job.errorMessage);
    },
    get retryTime() {
      return job.retryTime;
    },
    get delay() {
      return job.delay;
    },
    get checkpoint() {
      return job.checkpoint;
    },
  };
  if (job.reverseJobId === undefined) return [forward];
  const reverse: Direction = {
    way: 'Reverse',
    status: job.reverseStatus,
    get error() {
      return shortened(job.reverseErrorMessage);
    },
    // For how long it has been trying again is not told of the other way.
    retryTime: undefined,
    get delay() {
      return job.reverseDelay;
    },
    get checkpoint() {
      return job.reverseCheckpoint;
    },
  };
  return [forward, reverse];
}
