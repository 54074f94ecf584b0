import { ResponseShapeError, type FieldError } from '../errors';
import { IDENTITY_KEYS, type AccountRef, type AnyAsset, type AssetIdentity } from '../model/asset';
import type { Text } from '../model/text';
import type { ApiCall, WireParams } from './call';
import { follow, must, readFields, text, type Field, type Fields, type FieldValues } from './fields';
import type { Paging } from './paging';
import type { Product } from './product';

/** How a list of ids goes into one parameter: `["a","b"]`, `a,b`, or `Key.1`, `Key.2`. */
export type IdEncoding = 'json' | 'comma' | 'repeat';

/** A parameter that takes many ids at once. */
export interface IdParam {
  readonly param: string;
  readonly encode: IdEncoding;
  /** The most ids that one call takes. */
  readonly max: number;
}

/**
 * Facts about the assets of another collector, joined to them: one level only. With `ask`, the client asks for the
 * parents' keys in batches; without, it reads the whole list of the region once. With neither `ask` nor `by`, what is
 * answered is a fact about every parent, as there is one account ({@link ACCOUNT}).
 */
export interface Belongs {
  readonly to: AnyCollector;
  /** The item's field that holds the parent's key. Absent when an answer speaks of the one parent asked for. */
  readonly by?: string;
  /** What names the parent to this API, where that is not its id; a parent without it has no facts. */
  readonly key?: (parent: AnyAsset) => string | undefined;
  readonly ask?: IdParam & {
    /** A second parameter: keys are then values of both with a space between, and are asked for one by one. */
    readonly and?: string;
    /** Which parents to ask for; all when absent. */
    readonly when?: (parent: AnyAsset) => boolean;
    /** Many parents share a key, such as a type: what was answered is kept for all assets of the region. */
    readonly keep?: true;
    /** The cloud's error codes that say: it has none. Other errors leave the parent unknown. */
    readonly none?: readonly string[];
  };
}

/** What an API lists for one holder at a time, such as the results of each group of accounts. */
export interface Within {
  /** Lists the holders, in the same place. */
  readonly of: AnyCollector;
  /** The parameter that takes the id of one. */
  readonly param: string;
  /** The parameter that takes what tells holders of the same id apart (`apartBy`). */
  readonly apart?: string;
  /** The name under which a row has the id of its holder, where the API leaves that out. */
  readonly as?: string;
}

/** A declared collector: how the assets of one kind are listed. Facts only. */
export interface CollectorSpec<F extends Fields, Id extends string, Name extends string> {
  /** Product and plural noun, such as `ecs-disks`. */
  readonly id: string;
  readonly product: Product;
  readonly title: Text;
  readonly scope: 'region' | 'global';
  readonly call: ApiCall;
  readonly paging: Paging;
  /** Path of the list in the answer, such as `Disks.Disk`; empty when the answer itself is the one item. */
  readonly items: string;
  /** The rows are texts and no objects: the name that each is read by. */
  readonly textRows?: string;
  /** Parameters of the lists that together make the whole, when the API lists one kind at a time. */
  readonly variants?: readonly WireParams[];
  /**
   * Lists of kinds that are not sold everywhere: one that is refused for a value of the request (`Invalid…`, `Incorrect…`,
   * `Unsupported…`) is empty, as the same request for the other kinds (`variants`), which are asked for next, was no bad one. Any
   * other failure is one.
   */
  readonly rare?: readonly WireParams[];
  /** One list to each asset of another collector, which is listed first: without any there is nothing to list. */
  readonly within?: Within;
  readonly assetId: Id;
  /** What tells assets of the same `assetId` apart, as a protocol does of a port: their ids are `443/udp`, `443/https`. */
  readonly apartBy?: string;
  readonly assetName?: Name;
  readonly fields: F;
  /** How to list only some ids, so that a run for three instances does not list ten thousand. */
  readonly select?: IdParam;
  /**
   * How to ask for some ids, to make sure that what a list lacks is gone; `select` where that is absent. It never narrows
   * a run: what is attached to an asset that was asked for would be left out.
   */
  readonly confirm?: IdParam;
  readonly belongs?: Belongs;
  /**
   * Fields that hold ids of other assets of the account (the instance of a disk, the load balancers of a server group):
   * what is found on one may explain what is found on the other. Of an ARN the part after the last slash is the id.
   */
  readonly refers?: readonly string[];
  /** Scalar fields, times or tags that the next run may compare with. */
  readonly remember?: readonly (keyof F & string)[];
  /**
   * What its answers hold besides that lets somebody in: they are dropped on arrival, but whoever has the permission can read
   * them. Policies can leave it out.
   */
  readonly reveals?: Text;
  /** As Resource Center calls it, such as `ACS::ECS::Disk`, so that regions without any can be left out. */
  readonly resourceType?: string;
  /** The fields shown in an event, at most eight. */
  readonly show?: readonly (keyof F & string)[];
  /** The console page, when it differs from the product's. */
  readonly console?: string;
}

/** An `assetId`: the account itself is the asset, one to each account. Its answers hold facts but no id of their own. */
export const ACCOUNT = '@account';

type LastKey<P extends string> = P extends `${string}.${infer Rest}` ? LastKey<Rest> : P;
type Named<P extends string> = [P] extends [typeof ACCOUNT]
  ? unknown
  : { readonly [K in Uncapitalize<LastKey<P>>]: string };

/** The type of a collector's assets: identity, declared fields, and id and name under the SDK's own names. */
export type AssetType<F extends Fields, Id extends string, Name extends string> = AssetIdentity &
  FieldValues<F> &
  Named<Id> &
  Named<Name>;

export interface Collector<A extends AssetIdentity = AnyAsset> extends CollectorSpec<Fields, string, string> {
  /**
   * @param odd takes the fields that could not be read; reading one of them from the asset throws
   * @returns the asset in our types
   * @throws ResponseShapeError for what is no object or has no id
   */
  toAsset(item: unknown, where: { account: AccountRef; region: string }, odd?: FieldError[]): A;
  /** The id of an item, without reading the rest of it. */
  itemId(item: unknown): string | undefined;
  /** The parent's key in an item of a collector that `belongs`. */
  parentId(item: unknown): string | undefined;
}

export type AnyCollector = Collector;
/** The asset type of a collector. @example function f(disk: AssetOf<typeof disks>) {} */
export type AssetOf<C> = C extends Collector<infer A> ? A : never;

const ID = /^[a-z0-9]+(-[a-z0-9]+)+$/;

/** Fields that hold secrets in answers of listing actions. They are dropped on arrival and reach nobody. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'Psk',
  'storageSecretKey',
  'StorageSecretKey',
  'DefaultPasswd',
  'UserData',
  'AccessToken',
  'BackupDownloadURL',
  'BackupIntranetDownloadURL',
  'DownloadLink',
  'IntranetDownloadLink',
  'environmentVariables',
  'login_password',
  'password',
]);

function sdkKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/**
 * Declares a collector.
 *
 * @example
 * export const disks = defineCollector({
 *   id: 'ecs-disks', product: ecs, title: { zh: '云盘', en: 'Disks' }, scope: 'region',
 *   call: rpc('DescribeDisks'), paging: nextToken({ max: 500 }), items: 'Disks.Disk',
 *   assetId: 'DiskId', assetName: 'DiskName',
 *   fields: { status: must(text('Status')), encrypted: flag('Encrypted') },
 * });
 */
export function defineCollector<const F extends Fields, const Id extends string, const Name extends string = never>(
  spec: CollectorSpec<F, Id, Name>,
): Collector<AssetType<F, Id, Name>> {
  if (!ID.test(spec.id)) throw new TypeError(`collector id "${spec.id}" is not of the form ecs-disks`);
  const own = spec.assetId !== ACCOUNT;
  if (!own && (spec.scope !== 'global' || spec.items !== '' || spec.paging.kind !== 'single')) {
    throw new TypeError(`collector ${spec.id}: an account is one asset, from one answer, in no region`);
  }
  const idName = own ? sdkName(spec.assetId) : undefined;
  const nameName = spec.assetName === undefined ? undefined : sdkName(spec.assetName);
  for (const key of Object.keys(spec.fields)) {
    if (IDENTITY_KEYS.includes(key) || key === idName || key === nameName) {
      throw new TypeError(`collector ${spec.id}: field "${key}" is reserved for the asset's identity`);
    }
  }
  const unknown = spec.refers?.find((name) => name !== idName && !(name in spec.fields));
  if (unknown !== undefined)
    throw new TypeError(`collector ${spec.id}: refers to field "${unknown}", which it has not`);
  const secret = Object.values(spec.fields).find((field) => SECRET_FIELDS.has(sdkKey(field.path)));
  if (secret)
    throw new TypeError(`collector ${spec.id}: field ${secret.path} holds a secret, which no asset may carry`);
  if (spec.belongs?.to.belongs) {
    throw new TypeError(`collector ${spec.id}: belongs to ${spec.belongs.to.id}, which itself belongs: one level only`);
  }
  if (spec.belongs?.ask?.and !== undefined && spec.belongs.ask.max !== 1) {
    throw new TypeError(`collector ${spec.id}: two parameters ask for one parent at a time`);
  }
  if ((spec.show?.length ?? 0) > 8) throw new TypeError(`collector ${spec.id}: show lists more than eight fields`);
  if (spec.rare && !spec.variants) throw new TypeError(`collector ${spec.id}: rare kinds are so beside usual ones`);
  const { within } = spec;
  if (within && (within.of.scope !== spec.scope || within.of.belongs?.ask || within.of.within)) {
    throw new TypeError(`collector ${spec.id}: is within ${within.of.id}, which is no list of the same place`);
  }
  if (within && (within.apart === undefined) !== (within.of.apartBy === undefined)) {
    throw new TypeError(`collector ${spec.id}: ${within.of.id} is asked for by its id, and by what tells it apart`);
  }
  if (!own && spec.apartBy !== undefined) throw new TypeError(`collector ${spec.id}: there is one account only`);
  const id = must(key(spec.assetId));
  const apart = spec.apartBy === undefined ? undefined : must(key(spec.apartBy));
  const name = spec.assetName === undefined ? undefined : text(spec.assetName);
  const idKeys = spec.assetId.split('.');
  const apartKeys = spec.apartBy?.split('.');
  const parentKeys = spec.belongs?.by?.split('.');
  return Object.freeze({
    ...spec,
    toAsset(item: unknown, where: { account: AccountRef; region: string }, odd?: FieldError[]) {
      if (typeof item !== 'object' || item === null) {
        throw new ResponseShapeError(`${spec.items} holds ${item === null ? 'null' : typeof item}, expected objects`);
      }
      const assetId = own ? id.read(item) : where.account.id;
      const assetName = (own ? name?.read(item) : where.account.name) ?? '';
      const asset: Record<string, unknown> = {
        id: apart ? `${assetId}/${apart.read(item)}` : assetId,
        name: assetName,
        account: where.account,
        region: where.region,
        product: spec.product.code,
        collector: spec.id,
      };
      if (idName !== undefined) asset[idName] = assetId;
      if (nameName !== undefined) asset[nameName] = assetName;
      readFields(spec.fields, item, asset, odd);
      return asset as unknown as AssetType<F, Id, Name>;
    },
    itemId(item: unknown) {
      if (!own) return undefined;
      const value = keyIn(item, idKeys);
      if (!apartKeys || value === undefined) return value;
      const other = keyIn(item, apartKeys);
      return other === undefined ? undefined : `${value}/${other}`;
    },
    parentId(item: unknown) {
      return parentKeys && keyIn(item, parentKeys);
    },
  });
}

/** A text that is a key: what it is does not depend on blanks round it. */
function key(path: string): Field<string | undefined> {
  const field = text(path);
  return { ...field, read: (item) => field.read(item)?.trim() || undefined };
}

/** A text or a number in an item, as the key that it is. */
function keyIn(item: unknown, keys: readonly string[]): string | undefined {
  const value = follow(item, keys);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

/** The SDK's name of a wire path: its last key, first letter lowered. */
function sdkName(path: string): string {
  const last = sdkKey(path);
  return last.charAt(0).toLowerCase() + last.slice(1);
}
