import { Attempts, clientAddressOf, placeOf, proxyProblem } from '../../host/attempts';

const asked = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as never;

describe('clientAddressOf', () => {
  const clientOf = clientAddressOf(['10.0.0.2', '10.1.0.0/16', 'fd00::/8']);
  test.each([
    ['a client that came by itself', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['one behind the proxy', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    [
      'one behind two proxies, who wrote another address himself',
      '10.0.0.2',
      '1.1.1.1, 198.51.100.1, 10.1.9.9',
      '198.51.100.1',
    ],
    ['a proxy that says nothing', '10.0.0.2', undefined, '10.0.0.2'],
    ['a proxy that says nonsense', '10.0.0.2', 'unknown', '10.0.0.2'],
    ['IPv4 as IPv6', '::ffff:10.0.0.2', '::ffff:198.51.100.1', '198.51.100.1'],
    ['IPv6, with a port', 'fd00::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['IPv4 with a port', '10.0.0.2', '198.51.100.1:5123', '198.51.100.1'],
  ])('tells %s', (_, peer, forwarded, expected) => {
    expect(clientOf(asked(peer, forwarded))).toBe(expected);
  });

  test.each([
    ['10.0.0.2', undefined],
    ['fd00::/8', undefined],
    ['10.0.0.0/33', 'is no address'],
    ['proxy.example', 'is no address'],
    ['10.0.0.0/8/8', 'is no address'],
  ])('%s is a proxy or not', (text, problem) => {
    if (problem === undefined) expect(proxyProblem(text)).toBeUndefined();
    else expect(proxyProblem(text)).toContain(problem);
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is counted as %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

describe('Attempts', () => {
  const wrong = () => Promise.resolve(false);
  const right = () => Promise.resolve(true);
  const setUp = () => {
    const clock = { ms: 0 };
    return { clock, attempts: new Attempts(() => clock.ms) };
  };

  it('lets one address guess five times, then at longer and longer intervals', async () => {
    const { clock, attempts } = setUp();
    const waits: unknown[] = [];
    for (let i = 0; i < 5; i++) expect(await attempts.judge('192.0.2.1', 'admin', wrong)).toBe('wrong');
    for (let i = 0; i < 4; i++) {
      const judged = await attempts.judge('192.0.2.1', 'admin', right);
      waits.push(judged);
      clock.ms += (judged as { waitMs: number }).waitMs;
      await attempts.judge('192.0.2.1', 'admin', wrong);
    }
    expect(waits).toEqual([{ waitMs: 1000 }, { waitMs: 2000 }, { waitMs: 4000 }, { waitMs: 8000 }]);
  });

  it('counts a /64 of IPv6 as one', async () => {
    const { attempts } = setUp();
    for (let i = 0; i < 5; i++) await attempts.judge(`2001:db8:1:2::${i}`, 'admin', wrong);
    expect(await attempts.judge('2001:db8:1:2:ffff::9', 'admin', right)).toEqual({ waitMs: 1000 });
    expect(await attempts.judge('2001:db8:1:3::1', 'admin', right)).toBe('right');
  });

  it('bears so many guesses of one user by addresses that have failed, whatever their number', async () => {
    const { clock, attempts } = setUp();
    let looked = 0;
    const count = () => {
      looked += 1;
      return wrong();
    };
    for (let round = 0; round < 5; round++) {
      for (let i = 0; i < 100; i++) await attempts.judge(`192.0.2.${i}`, 'admin', count);
    }
    // Each once, and sixty more.
    expect(looked).toBe(160);
    clock.ms += 20_000;
    for (let i = 0; i < 100; i++) await attempts.judge(`192.0.2.${i}`, 'admin', count);
    expect(looked).toBe(170);
  });

  it('keeps the place of a quiet address, and of one that is known, while others flood', async () => {
    const { clock, attempts } = setUp();
    expect(await attempts.judge('203.0.113.5', 'admin', right)).toBe('right');
    for (let round = 0; round < 20; round++) {
      for (let i = 0; i < 90; i++) await attempts.judge(`192.0.2.${i}`, 'admin', wrong);
      clock.ms += 50;
    }
    for (let i = 0; i < 5; i++) expect(await attempts.judge(`198.51.100.${i}`, 'admin', right)).toBe('right');
    expect(await attempts.judge('203.0.113.5', 'admin', right)).toBe('right');
    // Even when first guesses are used up by a thousand addresses.
    for (let i = 0; i < 1000; i++) await attempts.judge(`10.0.${i >> 8}.${i & 255}`, 'admin', wrong);
    expect(await attempts.judge('203.0.113.5', 'admin', right)).toBe('right');
  });

  it('looks at who is known first, and makes room for it', async () => {
    const { attempts } = setUp();
    expect(await attempts.judge('203.0.113.5', 'admin', right)).toBe('right');
    const order: string[] = [];
    const waiting: (() => void)[] = [];
    const slow = (name: string) => () =>
      new Promise<boolean>((resolve) => {
        order.push(name);
        waiting.push(() => resolve(true));
      });
    const all = Array.from({ length: 80 }, (_, i) => attempts.judge(`192.0.2.${i}`, 'admin', slow('new')));
    const known = attempts.judge('203.0.113.5', 'admin', slow('known'));
    const late = await Promise.all(all.slice(51));
    expect(late.every((one) => typeof one === 'object')).toBe(true);
    for (let done = 0; done < 2; done++) {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await known).toBe('right');
    expect(order.slice(0, 2)).toEqual(['new', 'known']);
  });

  it('goes on after a check that failed', async () => {
    const { attempts } = setUp();
    await expect(attempts.judge('192.0.2.1', 'admin', () => Promise.reject(new Error('no memory')))).rejects.toThrow(
      'no memory',
    );
    expect(await attempts.judge('192.0.2.2', 'admin', right)).toBe('right');
  });
});
