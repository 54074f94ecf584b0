import type { Source } from '../../metrics';
import { hash, pick } from '../../random';
import { usualEnd } from '../../common/ends';
import { DAY, HOUR } from '../../time';
import type { Scope } from '../../world';

/** The facts of one ECS instance, from which every API's view of it is made. */
export interface Instance {
  index: number;
  id: string;
  seed: number;
  condition: string | undefined;
  name: string;
  prepaid: boolean;
  status: 'Running' | 'Stopped';
  /** ms; undefined for pay-as-you-go */
  expires?: number;
  autoRelease?: number;
  lock?: string;
  stoppedMode: 'KeepCharging' | 'StopCharging' | 'Not-applicable';
  renewal: 'AutoRenewal' | 'Normal' | 'NotRenewal';
  /** Made and removed by a scaling group. */
  scaled: boolean;
  spot: boolean;
  cores: number;
  /** GiB */
  memory: number;
  type: string;
  zone: string;
  created: number;
  started: number;
}

const TYPES = [
  ['ecs.g7.large', 2, 8],
  ['ecs.c7.xlarge', 4, 8],
  ['ecs.g7.2xlarge', 8, 32],
  ['ecs.r7.4xlarge', 16, 128],
] as const;

const ROLES = ['web', 'api', 'worker', 'cache', 'gateway', 'batch', 'search', 'job'];

/** Conditions that only a subscription, or only a pay-as-you-go instance can have. */
const PREPAID_ONLY = new Set([
  'ecs-expiring-critical',
  'ecs-expiring-warning',
  'ecs-expired-locked',
  'ecs-auto-renew-off',
  'ecs-stopped-billed-prepaid',
  'ecs-monthly',
  'ecs-renewal-failed',
]);

const POSTPAID_ONLY = new Set([
  'ecs-postpaid-longrun',
  'ecs-auto-release',
  'ecs-auto-release-critical',
  'ecs-stopped-billed-payg',
  'ecs-scaling',
  'ecs-spot-fleet',
  'ecs-stopped-nightly',
  'ecs-spot-recycling',
  'ecs-spot-near-limit',
  'ecs-spot-over-limit',
  'ecs-spot-rise',
  'ecs-spot-dear',
  'ecs-stopped',
  'ecs-unprotected',
]);

function isStopped(condition: string | undefined): boolean {
  return (
    condition === 'ecs-expired-locked' || condition === 'ecs-halted' || condition?.startsWith('ecs-stopped') === true
  );
}

export function sourceAt(scope: Scope, index: number): Source {
  const seed = hash(scope.population('instance').key, index);
  return { seed, condition: scope.condition('instance', index), cores: pick(TYPES, seed >>> 8)[1] };
}

/** Whether the instance sends platform metrics, or those of the agent. */
export function reports(scope: Scope, index: number, agent: boolean): boolean {
  const condition = scope.condition('instance', index);
  return !isStopped(condition) && !(agent && condition === 'ecs-no-agent');
}

/** Bought by the year: its billing period is not what decides. */
function endingByHand(instance: Instance, expires: number): Instance {
  return { ...instance, expires, created: expires - 730 * DAY, renewal: 'Normal' };
}

/** The instance at an index, in the current epoch, with what calls have written of it. */
export function instanceAt(scope: Scope, index: number): Instance {
  const renewal = scope.written<Instance['renewal']>('instance', index, 'renewal');
  const release = scope.written<number | 'never'>('instance', index, 'autoRelease');
  const instance = bornAt(scope, index);
  if (renewal === undefined && release === undefined) return instance;
  const { autoRelease: usual, ...rest } = instance;
  const autoRelease = release === 'never' ? undefined : (release ?? usual);
  return { ...rest, ...(renewal && { renewal }), ...(autoRelease !== undefined && { autoRelease }) };
}

function bornAt(scope: Scope, index: number): Instance {
  const { now } = scope.world;
  const since = scope.since('instance', index);
  const population = scope.population('instance');
  const condition = scope.condition('instance', index);
  const life = population.lifeOf(index);
  const seed = hash(population.key, index);
  const forced = life.find((one) => PREPAID_ONLY.has(one) || POSTPAID_ONLY.has(one));
  const prepaid = forced === undefined ? seed % 10 < 6 : PREPAID_ONLY.has(forced);
  const [type, cores, memory] = pick(TYPES, seed >>> 8);
  const stopped = isStopped(condition);
  // What is paid by the hour and runs is not kept for long, unless that is what is wrong with it.
  const young = !prepaid && !isStopped(population.conditionAt(index, 0)) && !life.includes('ecs-postpaid-longrun');
  const comes = life.includes('ecs-scaling') || life.includes('ecs-spot-fleet');
  const created = comes ? since : now - (young ? 16 + (seed % 12) : 100 + (seed % 300)) * DAY;
  const instance: Instance = {
    index,
    id: population.idOf(index),
    seed,
    condition,
    name: `${pick(ROLES, seed >>> 3)}-${String(index + 1).padStart(4, '0')}`,
    prepaid,
    status: stopped ? 'Stopped' : 'Running',
    stoppedMode: stopped ? 'KeepCharging' : 'Not-applicable',
    renewal: 'AutoRenewal',
    scaled: comes,
    spot: life.some((one) => one.startsWith('ecs-spot-')),
    cores,
    memory,
    type,
    zone: `${scope.region}-${pick(['h', 'i', 'j'], seed >>> 5)}`,
    created,
    started: comes
      ? since
      : (stopped ? since : now) - (young || condition === 'ecs-halted' ? 10 : stopped ? 40 : 10 + (seed % 80)) * DAY,
  };
  if (prepaid) instance.expires = usualEnd(scope.world, seed, life);
  switch (condition) {
    case 'ecs-expiring-critical':
      return endingByHand(instance, since + 5 * DAY + HOUR);
    case 'ecs-expiring-warning':
      return endingByHand(instance, since + 20 * DAY + HOUR);
    case 'ecs-expired-locked':
      return { ...instance, expires: since - 3 * DAY, renewal: 'Normal', lock: 'financial' };
    case 'ecs-security-locked':
      return { ...instance, lock: 'security' };
    case 'ecs-auto-renew-off':
      return { ...instance, expires: since + 60 * DAY, renewal: 'NotRenewal' };
    case 'ecs-auto-release-critical':
      return { ...instance, autoRelease: since + 12 * HOUR };
    case 'ecs-auto-release':
      return { ...instance, autoRelease: since + 3 * DAY };
    case 'ecs-renewal-failed':
      return { ...instance, expires: since + 4 * DAY };
    case 'ecs-stopped-nightly':
    case 'ecs-stopped':
      return { ...instance, stoppedMode: 'StopCharging' };
    case 'ecs-spot-recycling':
      return { ...instance, lock: 'Recycling' };
    // Types and a zone of their own, whose price is the same for everybody.
    case 'ecs-spot-rise':
      return { ...instance, type: type.replace('7.', '8i.'), zone: `${scope.region}-h` };
    case 'ecs-spot-dear':
      return { ...instance, type: type.replace('7.', '8y.'), zone: `${scope.region}-h` };
    default:
      return instance;
  }
}
