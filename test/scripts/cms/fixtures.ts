import { systemEvents } from '../../../scripts/cms';
import { now, where } from '../ecs/fixtures';

export { now } from '../ecs/fixtures';

/** So many hours, and seconds more, before the clock of the tables. */
export function hoursAgo(hours: number, seconds = 0): Date {
  return new Date(now.getTime() - hours * 3_600_000 - seconds * 1000);
}

/** A reboot that is scheduled for maintenance, reported half an hour ago. */
export const event = systemEvents.toAsset(
  {
    Id: 'event-1',
    Name: 'Instance:SystemMaintenance.Reboot:Scheduled',
    Product: 'ECS',
    Level: 'CRITICAL',
    Status: 'Scheduled',
    Time: hoursAgo(0.5).getTime(),
    RegionId: 'cn-hangzhou',
    InstanceName: 'web-1',
    ResourceId: 'acs:ecs:cn-hangzhou:1000000000000001:instance/i-1',
  },
  where,
);
