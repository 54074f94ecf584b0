import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { eitherPaging, numberPaging, tokenPaging } from '../paging';
import { DAY, secondTime } from '../time';

const listAccounts: Action = {
  name: 'ListAccounts',
  paging: eitherPaging(
    tokenPaging({ default: 10, max: 100, total: true }),
    numberPaging({ default: 10, max: 100, over: 'refuse' }),
  ),
  items: 'Accounts.Account',
  itemId: 'AccountId',
  handle(call) {
    const { management, accounts, now } = call.world;
    if (call.scope.account.accountId !== management.accountId) {
      throw new ApiError(403, 'NoPermission.ResourceDirectory', 'Only the management account may list the members.');
    }
    const members = accounts.filter((account) => account !== management);
    const { rows, fields } = call.page(
      listing(members.length, (i): Body => {
        const member = members[i];
        const joined = secondTime(now - 300 * DAY);
        return {
          AccountId: member?.accountId ?? '',
          AccountName: `${member?.accountId ?? ''}@rd.aliyunid.com`,
          DisplayName: member?.name ?? member?.accountId ?? '',
          FolderId: 'fd-emulator01',
          JoinMethod: 'created',
          JoinTime: joined,
          ModifyTime: joined,
          ResourceDirectoryId: 'rd-emulat',
          Status: 'CreateSuccess',
          Type: 'ResourceAccount',
        };
      }),
    );
    return { Accounts: { Account: rows }, ...fields };
  },
};

const api: Product = {
  code: 'resourcedirectorymaster',
  aliases: ['resourcedirectory'],
  version: '2022-04-19',
  global: true,
  actions: [listAccounts],
};

export const resourceDirectory = emulated({
  products: [api],
});
