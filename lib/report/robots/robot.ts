import type { Language } from '../../model';
import { deliverInOrder } from '../deliver';
import type { Reporter } from '../reporter';
import type { Clock, Stop } from '../stop';
import type { Brand, RobotAccess } from './brand';
import { robotClient } from './client';
import { digestsOf, messageOf, noteOf } from './message';

export interface RobotOptions extends RobotAccess {
  readonly language: Language;
  readonly stop?: Stop;
  readonly clock?: Clock;
}

/** Up to so many events are told one by one; more are told in digests as long as the brand takes, as it asks for. */
const ONE_BY_ONE = 3;

/** A reporter that tells a chat group. */
export function robotReporter(brand: Brand, options: RobotOptions): Reporter {
  const { language, stop, clock } = options;
  const robot = robotClient(brand, options, { clock });
  return {
    name: brand.name,
    deliver: (events) => {
      const batches =
        events.length <= ONE_BY_ONE
          ? events.map((event) => [event])
          : digestsOf(events, brand, (event) => noteOf(event, language));
      return deliverInOrder(batches, async (batch) => {
        await robot.ready(stop);
        await robot.send(
          messageOf(
            batch.map((event) => noteOf(event, language)),
            language,
            brand,
          ),
          stop,
        );
      });
    },
  };
}
