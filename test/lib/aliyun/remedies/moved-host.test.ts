import { location, type EndpointOptions } from '../../../../lib/aliyun';
import { movedHost, type Fault } from '../../../../lib/aliyun/remedies';
import { central, defineProduct } from '../../../../lib/define';
import { widgets } from '../cloud';
import { faultOf } from './fault';

type Hosts = Readonly<Record<string, string | undefined>>;

/** Decides where the location service knows these hosts, by region. */
function decide(hosts: Hosts, more: Omit<Partial<Fault>, 'error'> = {}, endpoints?: EndpointOptions, used = 0) {
  const asked: string[] = [];
  const remedy = movedHost((_, region) => {
    asked.push(region);
    return Promise.resolve(hosts[region]);
  }, endpoints);
  const fault = faultOf({ code: 'transport', cloudCode: 'ENOTFOUND', retryable: true }, more);
  return { asked, decision: Promise.resolve(remedy.decide(fault, used)) };
}

const GIVE_UP = { kind: 'give-up' };

it('goes where the location service says, and stays in the region', async () => {
  const { asked, decision } = decide({ 'cn-beijing': 'odd.example.com' });
  expect(await decision).toEqual({
    kind: 'again',
    waitMs: 0,
    place: { region: 'cn-beijing', endpoint: 'https://odd.example.com' },
  });
  expect(asked).toEqual(['cn-beijing']);
});

it('says that the product is not there when it is listed at home alone', async () => {
  const { decision } = decide({ 'cn-hangzhou': 'odd.example.com' });
  expect(await decision).toMatchObject({
    kind: 'give-up',
    error: { code: 'unsupported', message: 'widgets does not exist in cn-beijing', region: 'cn-beijing' },
  });
});

it.each<[string, Hosts]>([
  ['it lists the product nowhere', {}],
  ['it names the same host', { 'cn-beijing': 'widgets.cn-beijing.aliyuncs.com' }],
])('gives up with the fault itself when %s', async (_, hosts) => {
  expect(await decide(hosts).decision).toEqual(GIVE_UP);
});

it('gives up with the fault itself when the location service cannot be asked', async () => {
  const remedy = movedHost(() => Promise.reject(new Error('no network')));
  expect(await remedy.decide(faultOf({ cloudCode: 'ENOTFOUND' }), 0)).toEqual(GIVE_UP);
});

const centred = defineProduct({
  ...widgets,
  endpoints: central('widgets.example.com', { 'cn-beijing': 'widgets.bj.example.com' }),
  centres: ['cn-hangzhou', 'cn-beijing'],
});
it.each<[string, Omit<Partial<Fault>, 'error'>, EndpointOptions | undefined]>([
  ['the location service', { product: location }, undefined],
  ['what is global', { region: 'global' }, undefined],
  ['a declared centre', { product: centred }, undefined],
  ['a cloud of the user', {}, { template: 'http://cloud.example.com/{product}' }],
  ['a product at a host of the user', {}, { custom: { widgets: 'http://widgets.example.com' } }],
])('gives up without asking for the host of %s', async (_, more, endpoints) => {
  const { asked, decision } = decide({ 'cn-beijing': 'odd.example.com' }, more, endpoints);
  expect(await decision).toEqual(GIVE_UP);
  expect(asked).toEqual([]);
});

it('leaves a host that it has moved already to others', async () => {
  expect(await decide({ 'cn-beijing': 'odd.example.com' }, {}, undefined, 1).decision).toBeUndefined();
});

it.each(['ECONNREFUSED', 'ServiceUnavailable', undefined])('leaves %s to others', async (cloudCode) => {
  const remedy = movedHost(() => Promise.resolve('odd.example.com'));
  expect(await remedy.decide(faultOf({ code: 'transport', cloudCode }), 0)).toBeUndefined();
});
