import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assumeRole,
  fromCredentialsFile,
  fromEnv,
  fromKeys,
  fromProfile,
  fromUri,
  type CredentialsProvider,
} from '../../../../lib/credentials';
import { fileReporter, lineReporter } from '../../../../lib/report';
import { openState } from '../../../../lib/state';
import { startCloud, type Asked, type Cloud, type Reply } from '../../aliyun/cloud';
import { REGION, Session, World } from './world';

const ID = 'LTAI5tCanaryKeyIdentifier7777';
const SECRET = 'canarySecret+7777/abcdefgh==';
const TOKEN = 'canaryToken/7777+ABCDEFGHIJKLMNOP==';
const CANARIES = [ID, SECRET, TOKEN].flatMap((text) => [
  text,
  encodeURIComponent(text),
  encodeURIComponent(encodeURIComponent(text)),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
]);

const ROLE_REPLY: Reply = {
  body: {
    Credentials: {
      AccessKeyId: ID,
      AccessKeySecret: SECRET,
      SecurityToken: TOKEN,
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    },
  },
};

let world: World;
let keyService: Cloud;
let dir: string;
let env: NodeJS.ProcessEnv;
let keyReply: Reply;
const printed: string[] = [];

beforeAll(async () => {
  world = await new World().start();
  keyService = await startCloud(() => keyReply);
});
afterAll(async () => {
  await world.close();
  await keyService.close();
});
beforeEach(() => {
  world.reset();
  dir = mkdtempSync(join(tmpdir(), 'canary-'));
  env = { ...process.env };
  for (const name of Object.keys(process.env)) if (/^(ALIBABA|ALIYUN|ALICLOUD)/.test(name)) delete process.env[name];
  process.env.HOME = dir;
  const keys = { AccessKeyId: ID, AccessKeySecret: SECRET, SecurityToken: TOKEN };
  keyReply = { body: { Code: 'Success', ...keys, Expiration: new Date(Date.now() + 3_600_000).toISOString() } };
  printed.length = 0;
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => Boolean(printed.push(String(chunk))));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  rmSync(dir, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  const full = join(dir, file);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, text);
}

/** Every source, with the canaries planted in it. */
const SOURCES: Readonly<Record<string, () => CredentialsProvider>> = {
  keys: () => fromKeys({ accessKeyId: ID, accessKeySecret: SECRET, securityToken: TOKEN }),
  environment: () => {
    process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = ID;
    process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = SECRET;
    process.env.ALIBABA_CLOUD_SECURITY_TOKEN = TOKEN;
    return fromEnv();
  },
  profile: () => {
    const profile = { name: 'p', mode: 'StsToken', access_key_id: ID, access_key_secret: SECRET, sts_token: TOKEN };
    write('.aliyun/config.json', JSON.stringify({ current: 'p', profiles: [profile] }));
    return fromProfile('p');
  },
  'credentials file': () => {
    write(
      '.alibabacloud/credentials',
      `[default]\ntype = access_key\naccess_key_id = ${ID}\naccess_key_secret = ${SECRET}\n`,
    );
    return fromCredentialsFile();
  },
  URI: () => fromUri(`${keyService.url}/keys?${encodeURIComponent(SECRET)}`),
  role: () =>
    assumeRole({
      roleArn: 'acs:ram::1000000000000001:role/r',
      base: fromKeys({ accessKeyId: ID, accessKeySecret: SECRET, securityToken: TOKEN }),
    }),
};

/** A cloud that repeats all that it was sent, in every way in which it can go wrong. */
const WAYS: Readonly<Record<string, (asked: Asked) => Reply | undefined>> = {
  'says all is well': () => undefined,
  ...Object.fromEntries(
    [
      'SignatureDoesNotMatch',
      'InvalidAccessKeyId.NotFound',
      'InvalidSecurityToken.Malformed',
      'InvalidSecurityToken.Expired',
      'Forbidden.RAM',
      'Forbidden.NotOpen',
      'InvalidParameter',
      'InvalidWidgetId.NotFound',
      'Totally.Unknown',
    ].map((code) => [
      code,
      (asked: Asked): Reply => ({
        status: 400,
        body: { Code: code, Message: quote(asked), RequestId: 'R', Echo: asked },
      }),
    ]),
  ),
  'HTML with 502': (asked) => ({ status: 502, text: `<html>${quote(asked)}</html>` }),
  'JSON without a list': (asked) => ({ body: { Echo: quote(asked) } }),
  'JSON of another shape': (asked) => ({
    body: { Widgets: { Widget: [{ WidgetId: { [quote(asked)]: 1 } }, quote(asked)] }, NextToken: [quote(asked)] },
  }),
  'a reset': () => 'reset',
};

function quote({ params, url }: Asked): string {
  const sent = new URLSearchParams(params).toString();
  return `${url}?${sent} ${JSON.stringify(params)} string to sign is POST&%2F&${encodeURIComponent(sent)} key ${ID} secret ${SECRET} token ${TOKEN}`;
}

/** Everything that a run leaves anywhere. */
function traces(extra: readonly unknown[]): string {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(out|state)/.test(name) && statSync(join(dir, name)).isFile())
    .map((name) => readFileSync(join(dir, name), 'latin1'));
  const shown = extra.map((thing) => {
    if (!(thing instanceof Error)) return JSON.stringify(thing);
    const causes: unknown[] = [];
    for (let at: unknown = thing; at instanceof Error && causes.length < 10; at = at.cause) {
      causes.push(at.message, at.stack, JSON.stringify(at), Object.entries(at));
    }
    return JSON.stringify(causes);
  });
  return [...files, ...shown, ...printed].join('\n');
}

async function everything(credentials: CredentialsProvider): Promise<{ text: string; outcome: unknown }> {
  const state = openState(join(dir, 'state'));
  const lines: string[] = [];
  const accounts = [{ name: 'production', credentials, regions: [REGION] }];
  const outcome = await new Session(world, state)
    .run({
      spec: { accounts, timeoutSeconds: 2 },
      reporters: [fileReporter(join(dir, 'out')), lineReporter((line) => lines.push(line))],
    })
    .catch((error: unknown) => error);
  const text = traces([outcome, lines, state.notes, credentials.label]);
  await state.close();
  return { text, outcome };
}

describe.each(Object.keys(SOURCES))('keys from %s', (source) => {
  it.each(Object.keys(WAYS))(
    'leave no trace when the cloud answers with %s',
    async (way) => {
      world.set({ w1: { status: 'Broken' } });
      // STS knows the key only when all is well, so that the other ways are met by every call.
      const known = { body: { AccountId: '1000000000000001' } };
      const answer = WAYS[way];
      world.intercept = (asked) => {
        if (asked.action === 'AssumeRole') return way.startsWith('Invalid') ? answer?.(asked) : ROLE_REPLY;
        if (asked.action === 'GetCallerIdentity' && !/AccessKey|Signature/.test(way)) return known;
        return answer?.(asked);
      };
      process.env.ALIYUN_ENDPOINT = `${world.url}/{product}/{region}`;
      const { text } = await everything((SOURCES[source] as () => CredentialsProvider)());
      expect(text.length).toBeGreaterThan(100);
      for (const canary of CANARIES) expect(text).not.toContain(canary);
    },
    20_000,
  );
});

it('the test would see them', () => {
  mkdirSync(join(dir, 'out'));
  writeFileSync(join(dir, 'out', 'x'), `a ${SECRET} b`);
  expect(traces([])).toContain(SECRET);
  expect(traces([new Error(ID, { cause: new Error(TOKEN) })])).toContain(TOKEN);
});

it.each([
  ['refuses', { status: 403, body: { Code: 'Forbidden', Message: `${ID} ${SECRET} ${TOKEN}` } }],
  ['answers nonsense', { text: `<html>${ID} ${SECRET} ${TOKEN}</html>` }],
  ['answers half of it', { body: { Code: 'Success', AccessKeyId: ID, Message: SECRET } }],
] as [string, Reply][])('a key service that %s leaves no trace', async (_, reply) => {
  keyReply = reply;
  const { text, outcome } = await everything((SOURCES.URI as () => CredentialsProvider)());
  expect(outcome).toBeInstanceOf(Error);
  for (const canary of CANARIES) expect(text).not.toContain(canary);
});
