import { guanceFromEnv, reporterNames } from '../../../lib/guance/config';
import { NODES, resolveNode } from '../../../lib/guance/nodes';
import { isInspectionError } from '../../../lib/errors';
import { redact } from '../../../lib/credentials';

const configError = (field: string) =>
  expect.objectContaining({ code: 'config', field, message: expect.stringContaining(field) });
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('resolveNode', () => {
  it('knows the public nodes', () => {
    expect(Object.keys(NODES)).toEqual(['default', 'aws', 'cn3', 'cn4', 'cn5', 'cn6', 'us1', 'eu1', 'ap1']);
    expect(resolveNode()).toEqual({ openapi: 'https://openapi.guance.com', openway: 'https://openway.guance.com' });
    expect(resolveNode({ node: ' AP1 ' })).toEqual({
      openapi: 'https://ap1-openapi.guance.one',
      openway: 'https://ap1-openway.guance.one',
    });
  });

  it.each([
    ['cn1', 'openapi'],
    ['CN1 Hangzhou', 'openapi'],
    ['None', 'openapi'],
    ['cn2', 'aws-openapi'],
    ['CN3（张家口）', 'cn3-openapi'],
  ])('takes %s, as Guance writes it', (node, host) => {
    expect(resolveNode({ node }).openapi).toBe(`https://${host}.guance.com`);
  });

  it('lists the nodes when it knows none of that name', () => {
    expect(thrown(() => resolveNode({ node: 'cn9' }))).toMatchObject({
      message: expect.stringContaining('nodes are default, cn1, cn2, aws, cn3, cn4, cn5, cn6, us1, eu1, ap1, private'),
    });
  });

  it('takes addresses of one deployment, and never mixes in another one', () => {
    expect(resolveNode({ openapiUrl: 'https://openapi.truewatch.com/' })).toEqual({
      openapi: 'https://openapi.truewatch.com',
    });
    expect(resolveNode({ openwayUrl: 'http://openway.truewatch.com?token=tkn_abcdefgh' })).toEqual({
      openapi: 'https://openapi.guance.com',
      openway: 'http://openway.truewatch.com',
      token: 'tkn_abcdefgh',
    });
    expect(resolveNode({ node: 'cn4', openapiUrl: 'http://127.0.0.1:9000/guance/' })).toEqual({
      openapi: 'http://127.0.0.1:9000/guance',
      openway: 'https://cn4-openway.guance.com',
    });
    expect(resolveNode({ node: 'private', openapiUrl: 'https://a.example', openwayUrl: 'https://b.example' })).toEqual({
      openapi: 'https://a.example',
      openway: 'https://b.example',
    });
  });

  it.each([
    [{ node: 'cn9' }, 'GUANCE_NODE'],
    [{ node: 'constructor' }, 'GUANCE_NODE'],
    [{ node: 'private' }, 'GUANCE_NODE'],
    [{ openapiUrl: 'openapi.guance.com' }, 'GUANCE_OPENAPI_URL'],
    [{ openapiUrl: 'ftp://a.example' }, 'GUANCE_OPENAPI_URL'],
    [{ openapiUrl: 'https://a.example?token=tkn_x' }, 'GUANCE_OPENAPI_URL'],
    [{ openwayUrl: 'https://user:pass@a.example' }, 'GUANCE_OPENWAY_URL'],
    [{ openwayUrl: 'https://a.example?key=1' }, 'GUANCE_OPENWAY_URL'],
  ])('refuses %j', (choice, field) => {
    expect(thrown(() => resolveNode(choice))).toEqual(configError(field));
  });
});

describe('guanceFromEnv', () => {
  it('is empty without variables', () => {
    expect(guanceFromEnv({ GUANCE_NODE: ' ' })).toEqual({});
    expect(reporterNames({})).toEqual([]);
  });

  it('reads what is documented, and the template wins', () => {
    const env = {
      GUANCE_API_KEY_ID: 'wsak_env',
      GUANCE_API_KEY: 'secretkeyofenv',
      GUANCE_NODE: 'cn4',
      GUANCE_OPENWAY_URL: 'https://openway.example',
      GUANCE_OPENWAY_TOKEN: 'tkn_fromenvironment',
      GUANCE_REPORTER: 'guance, webhook ,console',
      GUANCE_EVENT_FIELDS: 'documented',
      GUANCE_WEBHOOK_URL: 'https://hooks.example/x?y=1',
      GUANCE_EXTERNAL_SECRET: 'externalsecret',
      GUANCE_EXTERNAL_SUB_URI: 'aliyun',
      DINGTALK_ROBOT_URL: 'https://oapi.dingtalk.com/robot/send?access_token=abcdefgh12345678',
      DINGTALK_ROBOT_SECRET: 'SECabcdefgh',
      FEISHU_ROBOT_URL: 'https://open.feishu.cn/open-apis/bot/v2/hook/0123456789abcdef0123',
    };
    const config = guanceFromEnv(env, { node: 'us1', apiKeyId: 'wsak_template', apiKey: undefined });
    expect(config).toEqual({
      apiKeyId: 'wsak_template',
      apiKey: 'secretkeyofenv',
      node: 'us1',
      openwayUrl: 'https://openway.example',
      token: 'tkn_fromenvironment',
      reporters: ['guance', 'webhook', 'console'],
      eventFields: 'documented',
      webhook: 'https://hooks.example/x?y=1',
      external: { secret: 'externalsecret', subUri: 'aliyun' },
      dingtalk: { url: env.DINGTALK_ROBOT_URL, secret: 'SECabcdefgh' },
      feishu: { url: env.FEISHU_ROBOT_URL },
    });
    expect(redact('wsak_template secretkeyofenv tkn_fromenvironment externalsecret abcdefgh12345678 SECabcdefgh')).toBe(
      '*** *** *** *** *** ***',
    );
    expect(redact('/hook/0123456789abcdef0123')).toBe('/hook/***');
    expect(reporterNames({ apiKeyId: 'x' })).toEqual(['guance']);
  });

  it.each([
    [{ GUANCE_NODE: 'mars' }, 'GUANCE_NODE'],
    [{ GUANCE_API_KEY_ID: 'wsak_a\nb' }, 'GUANCE_API_KEY_ID'],
    [{ GUANCE_REPORTER: 'guance' }, 'GUANCE_REPORTER'],
    [{ GUANCE_REPORTER: 'slack' }, 'GUANCE_REPORTER'],
    [{ GUANCE_REPORTER: 'dingtalk' }, 'GUANCE_REPORTER'],
    [{ GUANCE_REPORTER: 'dataway' }, 'GUANCE_REPORTER'],
    [{ GUANCE_REPORTER: 'guance-keyevent' }, 'GUANCE_REPORTER'],
    [{ GUANCE_REPORTER: 'guance-external' }, 'GUANCE_REPORTER'],
    [
      {
        GUANCE_REPORTER: 'guance-keyevent',
        GUANCE_OPENWAY_TOKEN: 'tkn_12345678',
        GUANCE_OPENAPI_URL: 'https://a.example',
      },
      'GUANCE_OPENWAY_URL',
    ],
    [{ GUANCE_EVENT_FIELDS: 'all' }, 'GUANCE_EVENT_FIELDS'],
    [{ GUANCE_EXTERNAL_SECRET: 'x' }, 'GUANCE_EXTERNAL_SUB_URI'],
    [{ GUANCE_EXTERNAL_SUB_URI: 'x' }, 'GUANCE_EXTERNAL_SECRET'],
    [{ DINGTALK_ROBOT_SECRET: 'x' }, 'DINGTALK_ROBOT_URL'],
    [{ WECOM_ROBOT_URL: 'qyapi.weixin.qq.com' }, 'WECOM_ROBOT_URL'],
    [{ GUANCE_DATAWAY_URL: 'datakit:9529' }, 'GUANCE_DATAWAY_URL'],
  ])('refuses %j', (env, field) => {
    const error = thrown(() => guanceFromEnv(env));
    expect(error).toEqual(configError(field));
    expect(isInspectionError(error, 'config')).toBe(true);
  });
});
