import { functions } from '../../../scripts/fc';
import { where } from '../ecs/fixtures';

export { now } from '../ecs/fixtures';

/** One with a log, through the collector as the API answers it. */
export const calculator = functions.toAsset(
  {
    functionId: 'aa715851',
    functionName: 'resize',
    runtime: 'python3.10',
    logConfig: { project: 'fc-logs', logstore: 'calls' },
    tags: [],
  },
  where,
);
