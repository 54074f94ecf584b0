import type { Credentials } from '../../../lib/credentials/provider';
import { parseExpiration, singleFlight } from '../../../lib/credentials/provider';
import { redact } from '../../../lib/credentials/redact';
import { errorOf } from './helpers';

const START = Date.parse('2026-01-01T00:00:00Z');
let now: number;

beforeEach(() => {
  now = START;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

function keys(n: number, lifetimeSeconds?: number): Credentials {
  return {
    accessKeyId: `key-id-${n}`,
    accessKeySecret: `key-secret-${n}`,
    ...(lifetimeSeconds !== undefined && { expiresAt: new Date(now + lifetimeSeconds * 1000) }),
  };
}

/** A source that counts, whose answers come later. */
function source(lifetimeSeconds?: number) {
  const state = { calls: 0, fail: false };
  const ask = async (): Promise<Credentials> => {
    state.calls++;
    await new Promise((resolve) => setImmediate(resolve));
    if (state.fail) throw new Error(`refused ${state.calls}`);
    return keys(state.calls, lifetimeSeconds);
  };
  return { state, provider: singleFlight('test', ask) };
}

describe('singleFlight', () => {
  it('asks once for 50 concurrent first callers', async () => {
    const { state, provider } = source();
    const answers = await Promise.all(Array.from({ length: 50 }, () => provider.getCredentials()));
    expect(state.calls).toBe(1);
    expect(answers.map((a) => a.accessKeyId)).toEqual(Array.from({ length: 50 }, () => 'key-id-1'));
  });

  it('shares one failure among 100 callers and asks again on the next call', async () => {
    const { state, provider } = source();
    state.fail = true;
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => provider.getCredentials()));
    expect(answers.every((a) => a.status === 'rejected')).toBe(true);
    expect(state.calls).toBe(1);
    state.fail = false;
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'key-id-2' });
  });

  it('rejects when the source throws synchronously, and recovers', async () => {
    let broken = true;
    const provider = singleFlight('test', () => {
      if (broken) throw new Error('at once');
      return keys(1);
    });
    await expect(provider.getCredentials()).rejects.toThrow('at once');
    broken = false;
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'key-id-1' });
  });

  it('reuses keys without an expiry for 60 s', async () => {
    const { state, provider } = source();
    await provider.getCredentials();
    now += 59_999;
    await provider.getCredentials();
    expect(state.calls).toBe(1);
    now += 1;
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'key-id-2' });
  });

  it.each([
    ['5 minutes before expiry', 3600, 3300],
    ['at 20 % of a short lifetime', 900, 720],
  ])('renews %s, once for 100 callers', async (_when, lifetime, renewal) => {
    const { state, provider } = source(lifetime);
    await provider.getCredentials();
    now = START + renewal * 1000 - 1;
    await provider.getCredentials();
    expect(state.calls).toBe(1);
    now += 1;
    const answers = await Promise.all(Array.from({ length: 100 }, () => provider.getCredentials()));
    expect(state.calls).toBe(2);
    expect(new Set(answers.map((a) => a.accessKeyId))).toEqual(new Set(['key-id-2']));
  });

  it('keeps using keys that still work when their renewal fails, retrying every 60 s, until they expire', async () => {
    const { state, provider } = source(3600);
    await provider.getCredentials();
    state.fail = true;
    now = START + 3_300_000;
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'key-id-1' });
    await provider.getCredentials();
    expect(state.calls).toBe(2);
    now += 60_000;
    await provider.getCredentials();
    expect(state.calls).toBe(3);
    now = START + 3_600_000;
    await expect(provider.getCredentials()).rejects.toThrow('refused 4');
  });

  it('does not keep keys without an expiry when their source fails', async () => {
    const { state, provider } = source();
    await provider.getCredentials();
    state.fail = true;
    now += 60_000;
    await expect(provider.getCredentials()).rejects.toThrow('refused 2');
  });

  it('refresh forgets the cache and asks once for all who call it together', async () => {
    const { state, provider } = source(3600);
    await provider.getCredentials();
    const answers = await Promise.all(Array.from({ length: 100 }, () => provider.refresh()));
    expect(state.calls).toBe(2);
    expect(answers.every((a) => a.accessKeyId === 'key-id-2')).toBe(true);
    await provider.refresh();
    expect(state.calls).toBe(3);
  });

  it('refresh returns newer keys than the rejected ones without a call', async () => {
    const { state, provider } = source(3600);
    const first = await provider.getCredentials();
    const second = await provider.refresh(first);
    expect(second.accessKeyId).toBe('key-id-2');
    await expect(provider.refresh(first)).resolves.toBe(second);
    expect(state.calls).toBe(2);
    await expect(provider.refresh(second)).resolves.toMatchObject({ accessKeyId: 'key-id-3' });
  });

  it('a refresh that fails leaves no old keys behind', async () => {
    const { state, provider } = source(3600);
    await provider.getCredentials();
    state.fail = true;
    await expect(provider.refresh()).rejects.toThrow('refused 2');
    await expect(provider.getCredentials()).rejects.toThrow('refused 3');
  });

  it('refuses keys that are expired already', async () => {
    const { provider } = source(0);
    const error = await errorOf(provider.getCredentials());
    expect(error.code).toBe('token-expired');
    expect(error.message).toBe(
      "the keys of test expired at 2026-01-01T00:00:00.000Z: renew them at their source, or correct this host's clock",
    );
  });

  it('registers what passes through, and hands out keys that nobody can change', async () => {
    const provider = singleFlight('test', () => ({
      accessKeyId: 'passing-key-id',
      accessKeySecret: 'passing-secret',
      securityToken: 'passing-token',
    }));
    const answer = await provider.getCredentials();
    expect(redact('passing-key-id passing-secret passing-token')).toBe('*** *** ***');
    expect(Object.isFrozen(answer)).toBe(true);
    expect(JSON.stringify(provider)).toBe('{"label":"test"}');
  });
});

describe('parseExpiration', () => {
  it.each<[unknown, string | undefined]>([
    ['2026-01-01T01:00:00Z', '2026-01-01T01:00:00.000Z'],
    [1767229200, '2026-01-01T01:00:00.000Z'],
    ['1767229200', '2026-01-01T01:00:00.000Z'],
    [0, undefined],
    ['', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('%p', (value, expected) => expect(parseExpiration(value)?.toISOString()).toBe(expected));
});
