import type { Belongs } from '../../lib/define';
import { instances } from './collectors/instances';

/** By the ids of instances. How many a call takes is not documented: one, as in the example. */
export const OF_INSTANCE: Belongs = {
  to: instances,
  by: 'InstanceId',
  ask: { param: 'InstanceIds', encode: 'repeat', max: 1 },
};
