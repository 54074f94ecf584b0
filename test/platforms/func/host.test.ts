import { createHost, type FuncHost, type Wire } from '../../../platforms/func/host';

it('speaks a line per question, and turns a refusal into an error', () => {
  const sent: unknown[] = [];
  const answers = ['{"value":"v"}', '{"value":null}', '{"value":[true]}', '{"error":"gone"}'];
  const wire: Wire = { send: (line) => void sent.push(JSON.parse(line)), receive: () => answers.shift() ?? '' };
  const host = createHost(wire);
  expect(host.read('k')).toBe('v');
  expect(host.read('k')).toBeUndefined();
  const disk = { id: 'd-1' } as Parameters<FuncHost['accepts']>[0];
  expect(host.accepts(disk)).toBe(true);
  expect(() => host.write('k', 'v')).toThrow('the function platform refuses: gone');
  host.log('line');
  expect(sent).toEqual([
    { ask: 'get', key: 'k' },
    { ask: 'get', key: 'k' },
    { ask: 'filter', assets: [{ id: 'd-1' }] },
    { ask: 'set', key: 'k', value: 'v' },
    { log: 'line' },
  ]);
});
