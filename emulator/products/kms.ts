import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError, invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { hash } from '../random';
import { DAY, HOUR, secondTime } from '../time';
import type { Scope } from '../world';
import { isServiceKey } from '../common/keys';
import { describeRegions } from '../regions';

function arnOf(scope: Scope, index: number): string {
  return `acs:kms:${scope.region}:${scope.account.accountId}:key/${scope.population('kmsKey').idOf(index)}`;
}

const listKeys: Action = {
  name: 'ListKeys',
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'Keys.Key',
  itemId: 'KeyId',
  handle(call) {
    const { scope } = call;
    const live = scope.live('kmsKey');
    const { rows, fields } = call.page(
      listing(live.length, (i): Body => {
        const index = live.at(i);
        return { KeyId: scope.population('kmsKey').idOf(index), KeyArn: arnOf(scope, index) };
      }),
    );
    return { Keys: { Key: rows }, ...fields };
  },
};

const STATES: Readonly<Record<string, string>> = {
  'kms-pending-deletion': 'PendingDeletion',
  'kms-disabled': 'Disabled',
  'kms-material-missing': 'PendingImport',
};

const MATERIAL_DAYS: Readonly<Record<string, number>> = { 'kms-material-warning': 20, 'kms-material-critical': 5 };

/** The key that a call asks for. @throws ApiError 404 */
function wantedIndex({ scope, params }: Pick<Call, 'scope' | 'params'>): number {
  const index = scope.find('kmsKey', params.KeyId ?? '');
  if (index === undefined) throw new ApiError(404, 'Forbidden.KeyNotFound', 'The specified Key is not found.');
  return index;
}

function stateOf(scope: Scope, index: number): string {
  return scope.written<string>('kmsKey', index, 'state') ?? STATES[scope.condition('kmsKey', index) ?? ''] ?? 'Enabled';
}

/** What brings a key from one of some states to another. */
function turning(name: string, from: readonly string[], to: string, params: readonly string[] = []): Action {
  return {
    name,
    params: ['KeyId', ...params],
    required: ['KeyId', ...params],
    handle(call) {
      const index = wantedIndex(call);
      const is = stateOf(call.scope, index);
      if (!from.includes(is)) throw new ApiError(409, 'Rejected.InvalidState', `The key is ${is}.`);
      call.scope.write('kmsKey', index, 'state', to);
      return {};
    },
  };
}

const updateRotationPolicy: Action = {
  name: 'UpdateRotationPolicy',
  params: ['KeyId', 'EnableAutomaticRotation', 'RotationInterval'],
  required: ['KeyId', 'EnableAutomaticRotation'],
  handle(call) {
    const { EnableAutomaticRotation: on, RotationInterval: interval = '' } = call.params;
    if (on !== 'true' && on !== 'false') throw invalidParameter('EnableAutomaticRotation', 'true or false');
    if (on === 'true' && !/^\d+(d|h|m|s)$/.test(interval)) throw invalidParameter('RotationInterval', 'such as 365d');
    call.scope.write('kmsKey', wantedIndex(call), 'rotation', on === 'true' ? 'Enabled' : 'Disabled');
    return {};
  },
};

const describeKey: Action = {
  name: 'DescribeKey',
  params: ['KeyId'],
  required: ['KeyId'],
  handle({ scope, params }) {
    const population = scope.population('kmsKey');
    const index = wantedIndex({ scope, params });
    const { now } = scope.world;
    const since = scope.since('kmsKey', index);
    const condition = scope.condition('kmsKey', index);
    const seed = hash(population.key, index);
    const created = secondTime(now - (100 + (seed % 300)) * DAY);
    const days = MATERIAL_DAYS[condition ?? ''];
    // Among the healthy ones are a key of a cloud service, a signing key, an imported one and one of a hardware instance:
    // none of them rotates.
    const kind = condition === undefined ? index % 5 : undefined;
    const hardware = kind === 3;
    const state = stateOf(scope, index);
    const imported = days !== undefined || kind === 2 || state === 'PendingImport';
    const fixed = imported || hardware || kind === 0 || kind === 1;
    return {
      KeyMetadata: {
        KeyId: population.idOf(index),
        Arn: arnOf(scope, index),
        KeyState: state,
        KeySpec: kind === 1 ? 'RSA_2048' : 'Aliyun_AES_256',
        KeyUsage: kind === 1 ? 'SIGN/VERIFY' : 'ENCRYPT/DECRYPT',
        Origin: imported ? 'EXTERNAL' : 'Aliyun_KMS',
        Creator: isServiceKey(scope, index) ? 'Ecs' : scope.account.accountId,
        ProtectionLevel: hardware ? 'HSM' : 'SOFTWARE',
        DKMSInstanceId: hardware ? 'kst-emulated-1' : '',
        Description: '',
        CreationDate: created,
        LastRotationDate: created,
        PrimaryKeyVersion: `${population.idOf(index)}-v1`,
        DeleteDate: state === 'PendingDeletion' ? secondTime(since + 10 * DAY + HOUR) : '',
        MaterialExpireTime: days === undefined ? '' : secondTime(since + days * DAY + HOUR),
        DeletionProtection: 'Disabled',
        AutomaticRotation:
          scope.written<string>('kmsKey', index, 'rotation') ??
          (fixed || condition === 'kms-rotation-off' ? 'Disabled' : 'Enabled'),
      },
    };
  },
};

const api: Product = {
  code: 'kms',
  version: '2016-01-20',
  actions: [
    describeRegions('Regions.Region', { params: [], row: (RegionId) => ({ RegionId }) }),
    listKeys,
    describeKey,
    updateRotationPolicy,
    turning('EnableKey', ['Disabled'], 'Enabled'),
    turning('DisableKey', ['Enabled'], 'Disabled'),
    turning('CancelKeyDeletion', ['PendingDeletion'], 'Enabled'),
    turning('ScheduleKeyDeletion', ['Enabled', 'Disabled'], 'PendingDeletion', ['PendingWindowInDays']),
  ],
};

export const kms = emulated({
  products: [api],
  kinds: {
    kmsKey: { prefix: 'key-', size: 'kmsKeys', usual: 15 },
  },
  conditions: {
    'kms-pending-deletion': { kind: 'kmsKey', detail: 'PendingDeletion, in 10 days' },
    'kms-disabled': { kind: 'kmsKey', detail: 'KeyState Disabled' },
    'kms-rotation-off': { kind: 'kmsKey', detail: 'AutomaticRotation Disabled' },
    'kms-material-warning': { kind: 'kmsKey', detail: 'imported material expires in 20 days' },
    'kms-material-critical': { kind: 'kmsKey', detail: 'imported material expires in 5 days' },
    'kms-material-missing': { kind: 'kmsKey', detail: 'PendingImport' },
  },
  raises: {
    'kms-pending-deletion': ['kms-pending error'],
    'kms-disabled': ['kms-pending warning'],
    'kms-rotation-off': ['kms-rotation-off warning'],
    'kms-material-warning': ['kms-material-expiring warning'],
    'kms-material-critical': ['kms-material-expiring critical'],
    'kms-material-missing': ['kms-material-expiring error'],
  },
});
