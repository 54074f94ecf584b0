/** Security Center: what each of its centres knows of an account as a whole. */
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { uuid } from '../random';
import { HOUR } from '../time';
import { nthOf } from '../common/networks';

const SECURITY_CENTRES = ['cn-shanghai', 'ap-southeast-1'];

/** What is wrong at the centre that a call goes to. */
function conditionAt({ scope, place }: Call, kind: 'agents' | 'alarms'): string | undefined {
  const centre = SECURITY_CENTRES.indexOf(place.region);
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
        const time = scope.world.time - (i + 1) * HOUR;
        return {
          Id: 270_000 + i,
          AlarmUniqueInfo: uuid(scope.key + i),
          Name: `Webshell-Trojan ${i + 1}`,
          AlarmEventName: 'Trojan',
          AlarmEventNameDisplay: 'Trojan',
          AlarmEventType: 'Webshell',
          Level: level,
          EventStatus: 1,
          InstanceId: nthOf(scope, 'instance', i) ?? `i-emulated${i}`,
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

const api: Product = {
  code: 'sas',
  aliases: ['tds'],
  version: '2018-12-03',
  global: true,
  actions: [describeFieldStatistics, describeSuspEvents],
};

export const sas = emulated({
  products: [api],
  kinds: {
    agents: { prefix: '', account: true, centres: SECURITY_CENTRES },
    alarms: { prefix: '', account: true, centres: SECURITY_CENTRES },
  },
  conditions: {
    'sas-agent-warning': { kind: 'agents', detail: '10 of 100 servers are unprotected' },
    'sas-agent-critical': { kind: 'agents', detail: '20 of 100 servers are unprotected', usual: false },
    'sas-alarm-serious': { kind: 'alarms', detail: '130 open serious alarms', usual: false },
    'sas-alarm-suspicious': { kind: 'alarms', detail: '3 open suspicious alarms' },
  },
  raises: {
    'sas-agent-warning': ['sas-agent warning'],
    'sas-agent-critical': ['sas-agent critical'],
    'sas-alarm-serious': ['sas-alarm critical'],
    'sas-alarm-suspicious': ['sas-alarm warning'],
  },
  changes: [
    { epoch: 1, do: 'worsen', condition: 'sas-agent-warning', to: 'sas-agent-critical' },
    { epoch: 1, do: 'worsen', condition: 'sas-alarm-suspicious', to: 'sas-alarm-serious' },
  ],
});
