/** Where the key of the accounts lies, and that replacing it loses nothing, whenever it is interrupted. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openHistory } from '../../host/history';
import { CREDENTIAL, openKey, rotateKey, type KeyPlace } from '../../host/master-key';
import { openVault, resealAccounts } from '../../host/vault';
import { ROOT, compile, leave, newFolder } from './stage';

jest.setTimeout(120_000);
beforeAll(compile);
afterEach(leave);

const KEYS = { accessKeyId: 'LTAI5tKeyOfATest0abcd', accessKeySecret: 'the-secret-of-a-test' };
const modeOf = (file: string) => statSync(file).mode & 0o777;
const base64 = (fill: number) => Buffer.alloc(32, fill).toString('base64');

/** Opens the data as a host does, and closes them. @param work with the vault */
function opened<T>(place: KeyPlace, work: (vault: ReturnType<typeof openVault>, warnings: readonly string[]) => T): T {
  const history = openHistory(place.data);
  try {
    const key = openKey(history.db, place);
    return work(openVault(history.db, key), key.warnings);
  } finally {
    history.close();
  }
}

const enter = (place: KeyPlace) => opened(place, (vault) => vault.put({ name: 'a', ...KEYS }));
const secretsIn = (place: KeyPlace) => opened(place, (vault) => vault.opened().map((one) => one.accessKeySecret));
const warningsIn = (place: KeyPlace) => opened(place, (_, warnings) => warnings);

function rotated(place: KeyPlace, given?: string): string {
  const history = openHistory(place.data);
  try {
    const options = given === undefined ? {} : { given };
    return rotateKey(history.db, place, resealAccounts(history.db), options).where;
  } finally {
    history.close();
  }
}

describe('the key', () => {
  it('lies outside of the data, for its owner only, and one for each data folder', () => {
    const config = newFolder();
    const [one, other] = [newFolder(), newFolder()].map((data) => ({ data, env: { XDG_CONFIG_HOME: config } }));
    for (const place of [one, other] as KeyPlace[]) {
      enter(place);
      expect(readdirSync(place.data)).not.toContain('key');
      expect([secretsIn(place), warningsIn(place)]).toEqual([[KEYS.accessKeySecret], []]);
    }
    const files = readdirSync(join(config, 'aliyun-inspection'));
    expect(files).toHaveLength(2);
    expect(modeOf(join(config, 'aliyun-inspection'))).toBe(0o700);
    for (const file of files) expect(modeOf(join(config, 'aliyun-inspection', file))).toBe(0o600);
  });

  it('of a former version goes on beside the data, says how to move it, and is found where it is moved to', () => {
    const [data, config] = [newFolder(), newFolder()];
    writeFileSync(join(data, 'key'), base64(1), { mode: 0o600 });
    const place = { data, env: { XDG_CONFIG_HOME: config } };
    enter(place);
    const [warning = ''] = warningsIn(place);
    const to = /move \S+ to (\S+),/.exec(warning)?.[1] ?? '';
    expect(to.startsWith(join(config, 'aliyun-inspection'))).toBe(true);
    mkdirSync(join(config, 'aliyun-inspection'));
    renameSync(join(data, 'key'), to);
    expect([secretsIn(place), warningsIn(place)]).toEqual([[KEYS.accessKeySecret], []]);
  });

  it('that a setting moves elsewhere is used where it is until it has been moved', () => {
    const [data, elsewhere] = [newFolder(), newFolder()];
    enter({ data, keyFile: join(data, 'key'), env: {} });
    const place = { data, keyFile: join(elsewhere, 'key'), env: {} };
    expect([secretsIn(place), existsSync(place.keyFile)]).toEqual([[KEYS.accessKeySecret], false]);
    expect(warningsIn(place)[0]).toContain(`move ${join(data, 'key')} to ${place.keyFile}`);
    renameSync(join(data, 'key'), place.keyFile);
    expect([secretsIn(place), warningsIn(place)]).toEqual([[KEYS.accessKeySecret], []]);
  });

  it('comes from a credential of systemd, or from a variable', () => {
    const [data, credentials] = [newFolder(), newFolder()];
    writeFileSync(join(credentials, CREDENTIAL), base64(2), { mode: 0o400 });
    const place = { data, env: { CREDENTIALS_DIRECTORY: credentials } };
    enter(place);
    const variable = { data, env: { ALIYUN_INSPECTION_KEY: base64(2) } };
    expect([secretsIn(place), secretsIn(variable)]).toEqual([[KEYS.accessKeySecret], [KEYS.accessKeySecret]]);
    expect(() => secretsIn({ data, env: { ALIYUN_INSPECTION_KEY: 'short' } })).toThrow(
      'ALIYUN_INSPECTION_KEY: is not a key of 32 bytes in base64',
    );
  });

  it('is not made anew where the one that systemd gives cannot be read', () => {
    const [data, credentials, home] = [newFolder(), newFolder(), newFolder()];
    const env = { CREDENTIALS_DIRECTORY: credentials, HOME: home };
    // Whoever is root may read anything: a link to itself nobody can.
    symlinkSync(join(credentials, CREDENTIAL), join(credentials, CREDENTIAL));
    expect(() => secretsIn({ data, env })).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining('cannot be read (ELOOP)') as string }),
    );
    expect(readdirSync(home)).toEqual([]);
    rmSync(join(credentials, CREDENTIAL));
    expect(warningsIn({ data, env })).toEqual([]);
    expect(readdirSync(home)).toEqual(['.config']);
  });

  it('that others can read is named', () => {
    const [data, elsewhere] = [newFolder(), newFolder()];
    const place = { data, keyFile: join(elsewhere, 'key'), env: {} };
    enter(place);
    chmodSync(place.keyFile, 0o640);
    expect(warningsIn(place)).toEqual([
      `key file ${place.keyFile} can be read by others (040): chmod 600 ${place.keyFile}`,
    ]);
  });

  it('that is another one is refused, and leaves everything as it is', () => {
    const data = newFolder();
    enter({ data, env: { ALIYUN_INSPECTION_KEY: base64(3) } });
    expect(() => secretsIn({ data, env: { ALIYUN_INSPECTION_KEY: base64(4) } })).toThrow('is not the key of');
    expect(secretsIn({ data, env: { ALIYUN_INSPECTION_KEY: base64(3) } })).toEqual([KEYS.accessKeySecret]);
  });
});

describe('replacing the key', () => {
  it('seals everything under another one', () => {
    const [data, elsewhere] = [newFolder(), newFolder()];
    const place = { data, keyFile: join(elsewhere, 'key'), env: {} };
    enter(place);
    const old = readFileSync(place.keyFile, 'utf8');
    expect(rotated(place)).toBe(place.keyFile);
    expect(readFileSync(place.keyFile, 'utf8')).not.toBe(old);
    expect([secretsIn(place), modeOf(place.keyFile), readdirSync(elsewhere)]).toEqual([
      ...[[KEYS.accessKeySecret], 0o600, ['key']],
    ]);
    expect(() => secretsIn({ data, env: { ALIYUN_INSPECTION_KEY: old.trim() } })).toThrow('is not the key of');
  });

  it('wants the new key where the host may not write it', () => {
    const data = newFolder();
    const place = { data, env: { ALIYUN_INSPECTION_KEY: base64(5) } };
    enter(place);
    expect(() => rotated(place)).toThrow('give the new key with --new-key');
    expect(() => rotated(place, base64(5))).toThrow('the one that is in use');
    rotated(place, base64(6));
    expect(secretsIn({ data, env: { ALIYUN_INSPECTION_KEY: base64(6) } })).toEqual([KEYS.accessKeySecret]);
    expect(() => secretsIn(place)).toThrow('is not the key of');
  });

  it.each(['begun', 'written', 'sealed', 'committed', 'moved'])(
    'loses nothing when it is killed after "%s"',
    (last) => {
      const [data, elsewhere] = [newFolder(), newFolder()];
      const place = { data, keyFile: join(elsewhere, 'key'), env: {} };
      enter(place);
      const old = readFileSync(place.keyFile, 'utf8');
      const from = (file: string) => JSON.stringify(join(ROOT, 'dist', 'host', file));
      const child = spawnSync(process.execPath, [
        '-e',
        `const { openHistory } = require(${from('history.js')});
       const { rotateKey } = require(${from('master-key.js')});
       const { resealAccounts } = require(${from('vault.js')});
       const { db } = openHistory(${JSON.stringify(data)});
       const step = (done) => done === '${last}' && process.kill(process.pid, 'SIGKILL');
       rotateKey(db, ${JSON.stringify(place)}, resealAccounts(db), { step });`,
      ]);
      expect([child.signal, String(child.stderr)]).toEqual(['SIGKILL', '']);
      expect(secretsIn(place)).toEqual([KEYS.accessKeySecret]);
      const isNew = readFileSync(place.keyFile, 'utf8') !== old;
      expect([isNew, readdirSync(elsewhere)]).toEqual([['committed', 'moved'].includes(last), ['key']]);
      // And once more, to its end.
      rotated(place);
      expect(secretsIn(place)).toEqual([KEYS.accessKeySecret]);
    },
  );
});

it('a backup of the data folder reads no key; with the key, on another machine, it does', () => {
  const [data, config, elsewhere] = [newFolder(), newFolder(), newFolder()];
  enter({ data, env: { XDG_CONFIG_HOME: config } });
  const backup = join(elsewhere, 'restored');
  cpSync(data, backup, { recursive: true });
  for (const file of readdirSync(backup)) {
    const text = readFileSync(join(backup, file), 'latin1');
    for (const secret of Object.values(KEYS)) expect(text).not.toContain(secret);
  }
  const alone = { data: backup, env: { XDG_CONFIG_HOME: join(elsewhere, 'config') } };
  expect(() => secretsIn(alone)).toThrow('the keys of the accounts a cannot be read without it: bring it back');
  const [name = ''] = readdirSync(join(config, 'aliyun-inspection'));
  const keyFile = join(elsewhere, 'key');
  cpSync(join(config, 'aliyun-inspection', name), keyFile);
  rmSync(data, { recursive: true });
  expect(secretsIn({ ...alone, keyFile })).toEqual([KEYS.accessKeySecret]);
});

it('keeps the role of an account beside its keys, and shows it', () => {
  const place = { data: newFolder(), env: {} };
  const roleArn = 'acs:ram::1234567890123456:role/inspector';
  opened(place, (vault) => {
    expect(vault.put({ name: 'b', ...KEYS, roleArn })).toMatchObject({ name: 'b', roleArn });
    for (const wrong of ['inspector', 'acs:ram::1:user/x', 'acs:ram::1:role/a b'])
      expect(() => vault.put({ name: 'b', ...KEYS, roleArn: wrong })).toThrow(/^roleArn: is no role/);
    expect(vault.put({ name: 'c', ...KEYS })).not.toHaveProperty('roleArn');
    expect(vault.list().map((one) => one.roleArn)).toEqual([roleArn, undefined]);
    expect(vault.opened()[0]).toMatchObject({ name: 'b', roleArn, accessKeyId: KEYS.accessKeyId });
  });
});
