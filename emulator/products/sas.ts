/** Security Center: what each of its centres knows of an account as a whole. */
import { numberPaging } from '../paging';
import { uuid } from '../random';
import { infoOf } from '../conditions';
import { HOUR } from '../world';
import type { Action, Body, Call, Product } from './define';
import { listing } from './define';

/** What is wrong at the centre that a call goes to. */
function conditionAt({ scope, place }: Call, kind: 'agents' | 'alarms'): string | undefined {
  const centre = infoOf(kind).centres?.indexOf(place.region) ?? -1;
  return centre < 0 ? undefined : scope.condition(kind, centre);
}

/** Servers of a hundred that are not protected. */
const UNPROTECTED: Readonly<Record<string, number>> = { 'sas-agent-warning': 10, 'sas-agent-critical': 20 };

const describeFieldStatistics: Action = {
  name: 'DescribeFieldStatistics',
  params: ['MachineTypes'],
  handle(call) {
    const missing = UNPROTECTED[conditionAt(call, 'agents') ?? ''] ?? 2;
    return {
      GroupedFields: {
        InstanceCount: 100,
        AliYunInstanceCount: 100,
        UnprotectedInstanceCount: missing,
        OfflineInstanceCount: missing,
        PauseInstanceCount: 0,
        NotRunningStatusCount: 0,
        RiskInstanceCount: 0,
      },
    };
  },
};

const ALARMS: Readonly<Record<string, readonly [string, number]>> = {
  'sas-alarm-serious': ['serious', 130],
  'sas-alarm-suspicious': ['suspicious', 3],
};

const describeSuspEvents: Action = {
  name: 'DescribeSuspEvents',
  params: ['From', 'Dealed', 'Levels', 'Lang'],
  paging: numberPaging({
    default: 20,
    max: 100,
    over: 'refuse',
    names: { page: 'CurrentPage', size: 'PageSize' },
  }),
  items: 'SuspEvents',
  itemId: 'Id',
  handle(call) {
    const { scope } = call;
    const [level, count] = ALARMS[conditionAt(call, 'alarms') ?? ''] ?? ['remind', 4];
    const { Levels: levels, Dealed: dealed = 'N' } = call.params;
    const wanted = dealed === 'N' && (levels === undefined || levels.split(',').includes(level));
    const { rows, fields } = call.page(
      listing(wanted ? count : 0, (i): Body => {
        const time = scope.world.now - (i + 1) * HOUR;
        return {
          Id: 270_000 + i,
          AlarmUniqueInfo: uuid(scope.key + i),
          Name: `Webshell-Trojan ${i + 1}`,
          AlarmEventName: 'Trojan',
          AlarmEventNameDisplay: 'Trojan',
          AlarmEventType: 'Webshell',
          Level: level,
          EventStatus: 1,
          InstanceId: `i-emulated${i}`,
          InstanceName: `web-${i + 1}`,
          Uuid: uuid(i),
          LastTime: new Date(time + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' '),
          LastTimeStamp: time,
          OccurrenceTime: new Date(time + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' '),
          OccurrenceTimeStamp: time,
        };
      }),
    );
    return { SuspEvents: rows, Count: rows.length, ...fields };
  },
};

export const sas: Product = {
  code: 'sas',
  aliases: ['tds'],
  version: '2018-12-03',
  global: true,
  actions: [describeFieldStatistics, describeSuspEvents],
};
