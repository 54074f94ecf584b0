import {
  checkEndpointTemplate,
  endpointsFromEnv,
  checkRegions,
  endpointOf,
  KNOWN_REGIONS,
  listRegions,
  type Body,
  type Client,
} from '../../../lib/aliyun';
import { central, defineProduct, regional } from '../../../lib/define';
import { isInspectionError, type ConfigError } from '../../../lib/errors';
import { widgets } from './cloud';

function refusalOf(work: () => unknown): ConfigError {
  try {
    work();
  } catch (error) {
    if (isInspectionError(error, 'config')) return error as ConfigError;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('checkRegions', () => {
  it('takes every known region, and those that the user adds', () => {
    checkRegions(KNOWN_REGIONS, 'regions');
    checkRegions(['my-cloud-1'], 'regions', ['my-cloud-1']);
  });

  it.each([
    ['cn-hangzou', 'cn-hangzhou'],
    ['cn-hangzhuo', 'cn-hangzhou'],
    ['cn_shanghai', 'cn-shanghai'],
    ['CN-beijing', 'cn-beijing'],
    ['us-west1', 'us-west-1'],
  ])('asks for %s whether it should be %s', (typed, meant) => {
    const error = refusalOf(() => checkRegions(['cn-beijing', typed], 'configs.regions'));
    expect(error.field).toBe('configs.regions');
    expect(error.message).toContain(`"${typed}", did you mean ${meant}?`);
  });

  it('suggests nothing for what is like nothing', () => {
    const { message } = refusalOf(() => checkRegions(['everywhere-please'], 'regions'));
    expect(message).not.toContain('did you mean');
    expect(message).toContain('ALIYUN_EXTRA_REGIONS');
  });
});

describe('listRegions', () => {
  const client = (body: unknown): Client => ({ accountName: 'a', call: () => Promise.resolve(body as Body) });
  it('sorts what the cloud lists', async () => {
    const body = { Regions: { Region: [{ RegionId: 'cn-b' }, { RegionId: 'cn-a' }, {}, null, { RegionId: '' }] } };
    expect(await listRegions(client(body))).toEqual(['cn-a', 'cn-b']);
  });

  it.each([[{}], [{ Regions: {} }], [{ Regions: { Region: [] } }], [{ Regions: { Region: {} } }], [{ Regions: 'x' }]])(
    'does not take %j for "no regions"',
    async (body) => {
      await expect(listRegions(client(body))).rejects.toMatchObject({ code: 'response-shape' });
    },
  );
});

describe('endpointOf', () => {
  const irregular = defineProduct({ ...widgets, endpoints: regional('widgets', { 'cn-beijing': 'odd.example.com' }) });
  const one = defineProduct({
    ...widgets,
    endpoints: central('widgets.example.com', { 'eu-west-1': 'eu.example.com' }),
  });
  it.each([
    [widgets, 'cn-shanghai', undefined, 'https://widgets.cn-shanghai.aliyuncs.com'],
    [widgets, 'global', undefined, 'https://widgets.cn-hangzhou.aliyuncs.com'],
    [irregular, 'cn-beijing', undefined, 'https://odd.example.com'],
    [one, 'cn-shanghai', undefined, 'https://widgets.example.com'],
    [one, 'eu-west-1', undefined, 'https://eu.example.com'],
    [widgets, 'cn-shanghai', 'http://127.0.0.1:9100/{product}/{region}/', 'http://127.0.0.1:9100/widgets/cn-shanghai'],
    [one, 'global', 'https://{product}.{region}.corp', 'https://widgets.cn-hangzhou.corp'],
    [widgets, 'cn-shanghai', 'https://one.corp', 'https://one.corp'],
  ])('%#: %s', (product, region, template, url) => expect(endpointOf(product, region, { template })).toBe(url));

  it('goes through the VPC, and to a host of its own for one product', () => {
    const vpc = endpointsFromEnv({ ALIYUN_NETWORK: 'vpc', ALIYUN_ENDPOINT_WIDGETS: '' });
    expect(endpointOf(widgets, 'cn-shanghai', vpc)).toBe('https://widgets-vpc.cn-shanghai.aliyuncs.com');
    expect(endpointOf(irregular, 'cn-beijing', vpc)).toBe('https://widgets-vpc.cn-beijing.aliyuncs.com');
    expect(endpointOf(one, 'cn-shanghai', vpc)).toBe('https://widgets.example.com');
    const own = endpointsFromEnv({ ALIYUN_ENDPOINT: 'https://all', ALIYUN_ENDPOINT_WIDGETS: 'https://mine/{region}/' });
    expect(endpointOf(widgets, 'cn-shanghai', own)).toBe('https://mine/cn-shanghai');
    expect(endpointOf(defineProduct({ ...widgets, code: 'r-kvstore' }), 'cn-shanghai', own)).toBe('https://all');
    const field = (env: Record<string, string>) => refusalOf(() => endpointsFromEnv(env)).field;
    expect(field({ ALIYUN_ENDPOINT_R_KVSTORE: 'nonsense' })).toBe('ALIYUN_ENDPOINT_R_KVSTORE');
    expect(field({ ALIYUN_NETWORK: 'intranet' })).toBe('ALIYUN_NETWORK');
  });

  it.each([
    ['http://10.0.0.7/{product}', true],
    ['http://{product}.{region}.cloud.example.com', true],
    ['http://localhost.evil.example', true],
    ['http://127.0.0.1:9100/{product}/{region}', false],
    ['http://[::1]:9100', false],
    ['http://{product}.{region}.localhost:9100', false],
    ['https://cloud.example.com', false],
  ])('%s beyond this machine is refused: %s', (template, refused) => {
    const read = (env: Record<string, string>) => () => endpointsFromEnv(env);
    if (refused) expect(refusalOf(read({ ALIYUN_ENDPOINT: template })).message).toContain('ALIYUN_ALLOW_HTTP=true');
    else expect(read({ ALIYUN_ENDPOINT: template })).not.toThrow();
    expect(read({ ALIYUN_ENDPOINT: template, ALIYUN_ALLOW_HTTP: 'true' })).not.toThrow();
  });

  it.each([['nonsense'], ['ftp://{product}'], ['127.0.0.1:9100/{product}'], ['http://x/{produkt}'], ['http://x/{']])(
    'refuses the template %s',
    (template) => {
      expect(refusalOf(() => checkEndpointTemplate(template)).field).toBe('ALIYUN_ENDPOINT');
    },
  );
});
