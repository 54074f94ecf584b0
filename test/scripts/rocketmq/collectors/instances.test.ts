import { instance } from '../fixtures';

it('reads times in UTC+8 and drops secrets', () => {
  expect(instance.expireTime).toEqual(new Date('2027-03-01T00:00:00Z'));
  expect(JSON.stringify(instance)).not.toContain('not-for-anybody');
});
