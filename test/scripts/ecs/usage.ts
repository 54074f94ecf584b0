import type { Text } from '../../../lib/model';
import { levelCases } from '../../harness/tables';
import { instance, now } from './fixtures';

/** Cases of a usage in percent. */
export const usageCases = (text: Text) =>
  levelCases({ warning: 80, critical: 95, message: 'high', text }, (value) => ({ metrics: { value } }));
export const healthy = { asset: instance, metrics: { value: 12 }, now };
export const stopped = { asset: { status: 'Stopped' }, metrics: { value: 99 } } as const;
