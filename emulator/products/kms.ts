import { ApiError } from '../errors';
import { numberPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY, HOUR, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { describeRegions, listing } from './define';

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

const describeKey: Action = {
  name: 'DescribeKey',
  params: ['KeyId'],
  required: ['KeyId'],
  handle({ scope, params }) {
    const population = scope.population('kmsKey');
    const index = scope.find('kmsKey', params.KeyId ?? '');
    if (index === undefined) throw new ApiError(404, 'Forbidden.KeyNotFound', 'The specified Key is not found.');
    const { now } = scope.world;
    const condition = scope.condition('kmsKey', index);
    const seed = hash(population.key, index);
    const created = secondTime(now - (100 + (seed % 300)) * DAY);
    const days = MATERIAL_DAYS[condition ?? ''];
    // Among the healthy ones are a key of a cloud service, a signing key, an imported one and one of a hardware instance:
    // none of them rotates.
    const kind = condition === undefined ? index % 5 : undefined;
    const hardware = kind === 3;
    const state = STATES[condition ?? ''] ?? 'Enabled';
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
        Creator: kind === 0 ? 'Ecs' : scope.account.accountId,
        ProtectionLevel: hardware ? 'HSM' : 'SOFTWARE',
        DKMSInstanceId: hardware ? 'kst-emulated-1' : '',
        Description: '',
        CreationDate: created,
        LastRotationDate: created,
        PrimaryKeyVersion: `${population.idOf(index)}-v1`,
        DeleteDate: state === 'PendingDeletion' ? secondTime(now + 10 * DAY + HOUR) : '',
        MaterialExpireTime: days === undefined ? '' : secondTime(now + days * DAY + HOUR),
        DeletionProtection: 'Disabled',
        AutomaticRotation: fixed || condition === 'kms-rotation-off' ? 'Disabled' : 'Enabled',
      },
    };
  },
};

export const kms: Product = {
  code: 'kms',
  version: '2016-01-20',
  actions: [describeRegions('Regions.Region', []), listKeys, describeKey],
};
