/** What answers hold besides, as the official models have it: whoever may read it can get in. */
import { SECRET_FIELDS } from '../../lib/define';
import { ramActionsOf, ramPolicyOf, revealedBy, revealingTable } from '../../lib/catalogue';
import { CHECKERS, COLLECTORS } from '../../scripts/registry.gen';
import { responseFields } from './models';

describe('answers that let somebody in', () => {
  const REVEALING = /(passw(or)?d|psk|secret(key)?|accesstoken|download(url|link)?|environmentvariables)$/i;
  /** Settings and counts that have such a word in their name. */
  const HARMLESS = /Password(Reset|Policy|Status)|Require|BackupDownloadLinkByDB$/;
  it.each(COLLECTORS.map((one) => [one.id, one] as const))('%s says so, or has none', (_, collector) => {
    const { product, call, reveals } = collector;
    const fields = responseFields(product.sdk, call.action).filter(
      (path) => REVEALING.test(path) && !HARMLESS.test(path),
    );
    expect([
      fields.filter((path) => !SECRET_FIELDS.has(path.slice(path.lastIndexOf('.') + 1))),
      fields.length > 0,
    ]).toEqual([[], reveals !== undefined]);
  });
});

it('a policy without secrets is the same policy without those actions', () => {
  const revealing = [...revealedBy(CHECKERS).keys()];
  expect(revealing).toEqual(expect.arrayContaining(['rds:DescribeBackups', 'vpc:DescribeVpnConnections']));
  const actions = (plain: boolean) =>
    (JSON.parse(ramPolicyOf(CHECKERS, plain)) as { Statement: [{ Action: string[] }] }).Statement[0].Action;
  expect(actions(false)).toEqual(ramActionsOf(CHECKERS));
  expect(actions(true)).toEqual(actions(false).filter((action) => !revealing.includes(action)));
  expect(revealingTable(CHECKERS)).toMatch(/^\| `rds:DescribeBackups` \| .* \| `rds-backup-missing` \|$/m);
});
