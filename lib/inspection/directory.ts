import { GLOBAL_REGION, listPages, resourceDirectoryMaster, type Client } from '../aliyun';
import { assumeRole, fromEnv } from '../credentials';
import { follow, nextToken, rpc } from '../define';
import { ConfigError, ResponseShapeError } from '../errors';
import { fields, list, optional, read, text, type Declared } from '../input';
import {
  credentialsSchema,
  ossSignatureSchema,
  regionsSchema,
  signatureSchema,
  type AccountSource,
  type AccountSpec,
} from './schema';

const directorySchema = fields({
  /** The role that exists in every member and trusts the base identity. */
  roleName: text(),
  /** The management account, or a delegated administrator of it; the environment when absent. */
  base: optional(credentialsSchema),
  regions: optional(regionsSchema),
  /** How calls are signed, those of the base identity and in all members; `v1` by default. */
  signature: signatureSchema,
  /** How calls of object storage are signed in all members; `v4` by default. */
  ossSignature: ossSignatureSchema,
  /** Account ids, display names or folder ids; all members when absent. */
  include: optional(list(text(), 'members')),
  exclude: optional(list(text(), 'members')),
  externalId: optional(text()),
});
export type DirectoryOptions = Declared<typeof directorySchema>;

interface Member {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
}

/**
 * All members of a Resource Directory, each entered through a role. A member that refuses is reported as failed and the
 * rest go on.
 *
 * @example accounts: resourceDirectory({ roleName: 'asset-inspection', exclude: ['sandbox'] })
 */
export function resourceDirectory(given: DirectoryOptions): AccountSource {
  const options = read(directorySchema, given, 'resourceDirectory: ', 'resourceDirectory');
  const base = options.base ?? fromEnv();
  const { include, exclude = [], roleName, externalId, regions = 'all', signature, ossSignature } = options;
  const member = ({ name, accountId }: { readonly name: string; readonly accountId: string }): AccountSpec => ({
    ...{ name, accountId, regions, signature, ossSignature },
    credentials: assumeRole({ accountId, roleName, base, externalId, signature }),
  });
  return {
    name: 'resource directory',
    credentials: base,
    regions,
    signature,
    ossSignature,
    async list(client: Client): Promise<AccountSpec[]> {
      const members = (await membersOf(client)).filter(
        (member) => (!include || matches(member, include)) && !matches(member, exclude),
      );
      const unknown = (include ?? []).filter((word) => !members.some((member) => matches(member, [word])));
      if (unknown.length > 0) {
        throw new ConfigError(`resourceDirectory: include names ${unknown.join(', ')}, which is no member`, {
          field: 'include',
        });
      }
      if (members.length === 0) {
        // Nothing inspected must not read as nothing found.
        throw new ConfigError('resourceDirectory: no member account is left to inspect; check include and exclude', {
          field: exclude.length > 0 ? 'exclude' : 'accounts',
        });
      }
      const twice = new Set(members.map((m) => m.name).filter((name, i, all) => all.indexOf(name) !== i));
      return members.map(({ id, name }) =>
        member({ name: name === '' || twice.has(name) ? `${name} ${id}`.trim() : name, accountId: id }),
      );
    },
    member,
  };
}

function matches(member: Member, words: readonly string[]): boolean {
  return words.some((word) => word === member.id || word === member.name || word === member.folder);
}

async function membersOf(client: Client): Promise<Member[]> {
  const members = new Map<string, Member>();
  const pages = listPages(client, {
    product: resourceDirectoryMaster,
    call: rpc('ListAccounts', {}, { regionParam: false }),
    paging: nextToken({ max: 100, total: 'TotalCount' }),
    items: 'Accounts.Account',
    identify: (item) => String(follow(item, ['AccountId'])),
    region: GLOBAL_REGION,
  });
  for await (const page of pages) {
    for (const item of page.items as { AccountId?: unknown; DisplayName?: unknown; FolderId?: unknown }[]) {
      if (typeof item.AccountId !== 'string') {
        throw new ResponseShapeError('resourcedirectorymaster:ListAccounts: a member without AccountId');
      }
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      members.set(item.AccountId, { id: item.AccountId, name: text(item.DisplayName), folder: text(item.FolderId) });
    }
  }
  return [...members.values()];
}
