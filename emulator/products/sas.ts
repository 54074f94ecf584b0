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

const SERVER = 'securityServer';

/** What is found on a server. */
const RISKS: Readonly<Record<string, Body>> = {
  'sas-server-urgent': { emgNum: 1, asapVulCount: 3 },
  'sas-server-vulnerable': { asapVulCount: 12, baselineHigh: 2 },
};

const describeCloudCenterInstances: Action = {
  name: 'DescribeCloudCenterInstances',
  params: ['MachineTypes', 'Flags'],
  paging: numberPaging({
    ...{ default: 20, max: 100, over: 'refuse' },
    names: { page: 'CurrentPage', size: 'PageSize' },
  }),
  items: 'Instances',
  itemId: 'InstanceId',
  handle(call) {
    const { place, scope, world } = call;
    const home = world.home(scope.account.accountId);
    const here = home.filtered(SERVER, place.region, (index) => home.placeOf(SERVER, index) === place.region);
    const { rows, fields } = call.page(
      listing(here.length, (i): Body => {
        const index = here.at(i);
        const condition = home.condition(SERVER, index);
        const { emgNum = 0, asapVulCount = 0, baselineHigh = 0 } = RISKS[condition ?? ''] ?? {};
        const id = home.population(SERVER).idOf(index);
        return {
          InstanceId: id,
          InstanceName: `server-${index + 1}`,
          Uuid: uuid(index),
          RegionId: home.region,
          Flag: 0,
          FlagName: 'ALIYUN',
          AssetType: '0',
          Os: 'linux',
          ClientStatus: 'online',
          ClientSubStatus: 'online',
          AuthVersion: 3,
          RiskStatus: condition === undefined ? 'NO' : 'YES',
          RiskCount: JSON.stringify({ emgNum, asapVulCount, baselineHigh, weakPWNum: 0, nntfVulCount: 7 }),
        };
      }),
    );
    return { Instances: rows, PageInfo: { Count: rows.length, ...fields } };
  },
};

const api: Product = {
  code: 'sas',
  aliases: ['tds'],
  version: '2018-12-03',
  global: true,
  actions: [describeFieldStatistics, describeSuspEvents, describeCloudCenterInstances],
};

export const sas = emulated({
  products: [api],
  kinds: {
    agents: { prefix: '', account: true, centres: SECURITY_CENTRES },
    alarms: { prefix: '', account: true, centres: SECURITY_CENTRES },
    securityServer: {
      prefix: 'i-sas',
      size: 'securityServers',
      usual: 6,
      perAccount: true,
      mark: false,
      centres: SECURITY_CENTRES,
    },
  },
  conditions: {
    'sas-agent-warning': { kind: 'agents', detail: '10 of 100 servers are unprotected' },
    'sas-agent-critical': { kind: 'agents', detail: '20 of 100 servers are unprotected', usual: false },
    'sas-alarm-serious': { kind: 'alarms', detail: '130 open serious alarms', usual: false },
    'sas-alarm-suspicious': { kind: 'alarms', detail: '3 open suspicious alarms' },
    'sas-server-urgent': { kind: SERVER, detail: 'an urgent vulnerability and 3 of high priority' },
    'sas-server-vulnerable': { kind: SERVER, detail: '12 vulnerabilities of high priority, 2 high baseline risks' },
  },
  raises: {
    'sas-agent-warning': ['sas-agent warning'],
    'sas-agent-critical': ['sas-agent critical'],
    'sas-alarm-serious': ['sas-alarm critical'],
    'sas-alarm-suspicious': ['sas-alarm warning'],
    'sas-server-urgent': ['sas-server-at-risk error'],
    'sas-server-vulnerable': ['sas-server-at-risk warning'],
  },
  changes: [
    { epoch: 1, do: 'worsen', condition: 'sas-agent-warning', to: 'sas-agent-critical' },
    { epoch: 1, do: 'worsen', condition: 'sas-alarm-suspicious', to: 'sas-alarm-serious' },
  ],
});
