import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { EMULATOR_KEY, startEmulator } from '../../../emulator';
import { CHECKERS } from '../../../scripts/registry.gen';
import { cloudsploit, cloudsploitFailures } from '../../../tools/compare/cloudsploit';
import { compare } from '../../../tools/compare/main';
import { ours, prowlerFailures, type Peer } from '../../../tools/compare/peers';
import { startProxy } from '../../../tools/compare/proxy';
import { QUESTIONS, scenarioOf } from '../../../tools/compare/questions';
import { failedOf, scoreOf, truthOf } from '../../../tools/compare/score';

test('every question is asked of checkers that there are, and the world holds its answer', async () => {
  const emulator = await startEmulator({ scenario: scenarioOf(QUESTIONS) });
  const ids = CHECKERS.map(({ id }) => id);
  for (const question of QUESTIONS) {
    for (const checker of question.checkers) expect(ids).toContain(checker);
    expect([question.title, truthOf(question, emulator.world.planted()).size]).not.toEqual([question.title, 0]);
    for (const check of question.prowler) expect(check).toMatch(/^[a-z]+(_[a-z0-9]+)+$/);
    for (const plugin of question.cloudsploit) expect(plugin).toMatch(/^[a-z]+([A-Z][a-zA-Z]+)+$/);
  }
  await emulator.close();
});

test('what is found, missed and raised in vain', () => {
  const [question] = QUESTIONS;
  if (!question) throw new Error('no question');
  const failed = failedOf([
    ['a', 'sg-1'],
    ['a', 'sg-9'],
    ['b', 'sg-1'],
    ['c', 'sg-3'],
  ]);
  const report = { tool: 't', failed, calls: 1, seconds: 1 };
  expect(scoreOf(question, new Set(['sg-1', 'sg-2']), report, ['a', 'b'])).toEqual({
    question: question.title,
    tool: 't',
    found: 1,
    missed: 1,
    false: 1,
  });
});

/** The shape that `prowler/lib/outputs/ocsf/ocsf.py` writes for Alibaba Cloud; not the output of a run. */
function prowlerFinding(check: string, status: string, id: string) {
  return {
    message: `Security group ${id}`,
    metadata: {
      event_code: check,
      product: { name: 'Prowler', uid: 'prowler', vendor_name: 'Prowler', version: '5.46.0' },
    },
    status_code: status,
    status: 'New',
    finding_info: { uid: `prowler-alibabacloud-${check}-1-cn-hangzhou-${id}`, title: check, types: [] },
    resources: [
      { name: id, uid: `acs:ecs:cn-hangzhou:1234567890123456:security-group/${id}`, region: 'cn-hangzhou', type: 'x' },
    ],
    class_uid: 2004,
  };
}

test("Prowler's OCSF is read by its check, its status and the asset's id", () => {
  const file = JSON.stringify([
    prowlerFinding('ecs_securitygroup_restrict_ssh_internet', 'FAIL', 'sg-1'),
    prowlerFinding('ecs_securitygroup_restrict_ssh_internet', 'PASS', 'sg-2'),
    {
      ...prowlerFinding('oss_bucket_not_publicly_accessible', 'FAIL', 'x'),
      resources: [{ uid: 'acs:oss::1:bucket-1' }],
    },
  ]);
  expect(prowlerFailures(file)).toEqual(
    new Map([
      ['ecs_securitygroup_restrict_ssh_internet', new Set(['sg-1'])],
      ['oss_bucket_not_publicly_accessible', new Set(['bucket-1'])],
    ]),
  );
  expect(() => prowlerFailures('{}')).toThrow('no list');
  expect(() => prowlerFailures('[{"status_code":"FAIL"}]')).toThrow('without check');
});

test("CloudSploit's results of a run are read by plugin, status and the asset's id", () => {
  const recorded = readFileSync(join(__dirname, 'cloudsploit.json'), 'utf8');
  expect(cloudsploitFailures(recorded)).toEqual(
    new Map([
      ['openSSH', new Set(['sg-bp1xonlqa0phhhxtuyuv'])],
      ['ossBucketPrivate', new Set(['bucket-bp1svcgtr0t5u1z5yncv'])],
      ['accessKeysRotation', new Set(['u8lcaqr1rw0k01x1ue'])],
      ['usersMfaEnabled', new Set(['u8hcaqr15buomnztn6'])],
    ]),
  );
  expect(() => cloudsploitFailures('{}')).toThrow('no list');
  expect(() => cloudsploitFailures('[{"status":"FAIL"}]')).toThrow('without plugin');
});

describe('CloudSploit', () => {
  const was = process.env.CLOUDSPLOIT;
  afterEach(() => {
    if (was === undefined) delete process.env.CLOUDSPLOIT;
    else process.env.CLOUDSPLOIT = was;
  });

  test('is found by the folder that a variable names', async () => {
    delete process.env.CLOUDSPLOIT;
    expect(await cloudsploit.version()).toBeUndefined();
    const folder = mkdtempSync(join(tmpdir(), 'peer-'));
    process.env.CLOUDSPLOIT = folder;
    await expect(cloudsploit.version()).rejects.toThrow(`CLOUDSPLOIT: ${folder} holds no package.json`);
    writeFileSync(join(folder, 'package.json'), '{"version":"2.0.0"}');
    expect(await cloudsploit.version()).toBe('2.0.0');
    rmSync(folder, { recursive: true });
  });

  test('is given the keys, the world and a file for its answer, and its answer is read', async () => {
    const emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 5 } });
    const folder = mkdtempSync(join(tmpdir(), 'peer-'));
    process.env.CLOUDSPLOIT = folder;
    // Asks as the peer does, by both schemes and a host of its own choice, and says what it was given.
    writeFileSync(
      join(folder, 'index.js'),
      `const { argv } = process;
       const { alibaba } = require(argv[argv.indexOf('--config') + 1]).credentials;
       const get = (scheme) => new Promise((resolve, reject) => require(scheme).get(
         scheme + '://ecs.eu-west-1.aliyuncs.com/?Action=DescribeRegions', (answer) => {
           answer.resume().on('end', () => resolve(answer.statusCode));
         }).on('error', reject));
       Promise.all([get('http'), get('https')]).then((codes) => {
         const resource = 'arn:acs:x::1:y/' + codes.join() + '-' + alibaba.access_key_id;
         const result = [{ plugin: 'openSSH', status: 'FAIL', resource }];
         require('fs').writeFileSync(argv[argv.indexOf('--json') + 1], JSON.stringify(result));
       });`,
    );
    try {
      const failed = await cloudsploit.inspect({ emulator, questions: QUESTIONS, folder, proxy: '' });
      expect([...(failed.get('openSSH') ?? [])]).toEqual([`400,400-${EMULATOR_KEY.accessKeyId}`]);
      expect(emulator.stats().calls).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
      await emulator.close();
    }
  });
});

test('the proxy leads any host of the cloud to the emulator', async () => {
  const emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 5 } });
  const proxy = await startProxy(emulator.port);
  const [host, port] = proxy.address.split(':');
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), host, () =>
      socket.write('CONNECT ecs.cn-hangzhou.aliyuncs.com:443 HTTP/1.1\r\n\r\n'),
    );
    socket.once('error', reject);
    socket.once('data', () => {
      const name = 'ecs.cn-hangzhou.aliyuncs.com';
      const tls = connectTls({ socket, servername: name, ca: emulator.ca }, () => {
        request({ createConnection: () => tls, host: name, path: '/?Action=DescribeRegions' }, (response) => {
          let text = '';
          response.on('data', (chunk) => (text += String(chunk)));
          response.on('end', () => resolve(text));
        }).end();
      });
      tls.on('error', reject);
    });
  });
  expect(answer).toContain('RequestId');
  await proxy.close();
  await emulator.close();
});

test('this project finds all that is there and nothing else; who is not installed is left out', async () => {
  const absent: Peer = { ...ours, name: 'absent', version: () => Promise.resolve(undefined) };
  const said: string[] = [];
  const table = await compare([ours, absent], (line) => said.push(line));
  expect(said).toEqual(['aliyun-inspection: this checkout', 'absent: not installed, left out']);
  const rows = table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()));
  expect(rows).toHaveLength(QUESTIONS.length + 2);
  for (const [, title, truth, score] of rows.slice(0, QUESTIONS.length))
    expect([title, score]).toEqual([title, `${truth} / 0 / 0`]);
}, 60_000);
