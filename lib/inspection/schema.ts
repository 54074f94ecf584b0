/** What a template may say of an inspection. What a template cannot do wrong in TypeScript is checked all the same. */
import { OSS_SIGNATURES, type Client, type OssSignature } from '../aliyun';
import type { AnyChecker } from '../define';
import { SIGNATURES, type CredentialsProvider, type Signature } from '../credentials';
import { guanceFields } from '../guance';
import {
  either,
  fields,
  flag,
  having,
  isObject,
  isPromise,
  list,
  made,
  matching,
  number,
  oneOf,
  optional,
  secret,
  shown,
  someOf,
  table,
  text,
  textWith,
  whole,
  written,
  type Declared,
  type Schema,
} from '../input';
import type { AnyAsset, Text } from '../model';
import { strategySchema } from '../report';
import { scheduleSchema, timeoutSchema } from './schedule';

const textSchema: Schema<Text> = fields({ zh: text(), en: text() }, 'an object with zh and en');

const NO_REGIONS = "is neither 'all', 'in-use' nor a list of region ids";
const REGION_WORDS = ['all', 'in-use'] as const;

/** Region ids; `'all'`: every region that the cloud lists; `'in-use'`: those where Resource Center knows of any asset. */
export type Regions = 'all' | 'in-use' | readonly string[];
const word = made<Regions>(
  (value) => REGION_WORDS.some((one) => one === value),
  (value) => (typeof value === 'string' ? `${NO_REGIONS}: write [${shown(value)}]` : NO_REGIONS),
);
const regionId = textWith('a region id', (id) =>
  REGION_WORDS.some((one) => one === id) ? `write regions: '${id}', without a list` : undefined,
);
export const regionsSchema: Schema<Regions> = either((value) =>
  Array.isArray(value) && value.length > 0 ? someOf(regionId, 'region ids') : word,
);

export const credentialsSchema = made<CredentialsProvider>(
  (value) => typeof (value as Partial<CredentialsProvider> | undefined | null)?.getCredentials === 'function',
  (value) =>
    value === undefined
      ? 'is missing: give a credentials provider, such as fromEnv()'
      : 'is not a credentials provider, such as fromEnv()',
);

export const signatureSchema = optional(oneOf(SIGNATURES));
export const ossSignatureSchema = optional(oneOf(OSS_SIGNATURES));

const accountSchema = fields({
  /** As findings and messages name it. */
  name: text(),
  credentials: credentialsSchema,
  regions: regionsSchema,
  /** When it cannot be looked up (a private cloud without STS). */
  accountId: optional(text('an account id')),
  /** How calls are signed: `v1` (the default) as pop-core does, `v3` with `ACS3-HMAC-SHA256`. Object storage has its own. */
  signature: signatureSchema,
  /** How calls of object storage are signed: `v4` (the default), or `v1` for a gateway that knows no other. */
  ossSignature: ossSignatureSchema,
});
/** One account to inspect. */
export type AccountSpec = Declared<typeof accountSchema>;

/** Accounts that are looked up when the run begins. */
export interface AccountSource {
  readonly name: string;
  /** Who asks. */
  readonly credentials: CredentialsProvider;
  readonly regions: Regions;
  /** How the base identity's calls are signed, and those of its accounts; `v1` by default. */
  readonly signature?: Signature;
  /** How its accounts' calls of object storage are signed; `v4` by default. */
  readonly ossSignature?: OssSignature;
  list(client: Client): Promise<readonly AccountSpec[]>;
  /** One that was listed, without another look; where absent they are listed again. */
  member?(listed: { readonly name: string; readonly accountId: string }): AccountSpec;
}

const isSource = (value: unknown): boolean => isObject(value) && typeof value.list === 'function';
const sourceSchema = having<AccountSource>({
  name: text(),
  credentials: credentialsSchema,
  regions: regionsSchema,
  signature: signatureSchema,
  ossSignature: ossSignatureSchema,
});
const anyAccount = either<AccountSpec | AccountSource>((value) => (isSource(value) ? sourceSchema : accountSchema));
const accountsSchema = either<AccountSource | readonly (AccountSpec | AccountSource)[]>((value) =>
  isSource(value) ? sourceSchema : someOf(anyAccount, 'accounts'),
);

const dataSchema = fields({
  objects: optional(flag()),
  metrics: optional(flag()),
  extraTags: optional(table(text(), 'an object of tags')),
});
/** What a run writes to Guance besides events. */
export type DataSettings = Declared<typeof dataSchema>;

const updatesSchema = fields({
  /** A number in its message has changed by more than this share of it. */
  percent: optional(number(0, 10_000, '%')),
  /** So long after its last event; 0 for every run. */
  hours: optional(number(0, 8_760, 'hours')),
});
/** When a fault that goes on has another event. */
export type UpdateSettings = Declared<typeof updatesSchema>;

const guanceSchema = fields({
  ...guanceFields,
  /** As the function platform names it; made from the inspection's id when absent. */
  funcId: optional(text()),
  category: optional(text()),
  /** Sent only when set: users choose policies in the console. */
  alertPolicyUUIDs: optional(list(secret(), 'ids')),
  /** `inspect` (default): go on with the script's own values and report the failure. */
  onRegistrationFailure: optional(oneOf(['inspect', 'stop'])),
});
/** How an inspection shows in Guance; keys, node and reporters may also come from the environment. */
export type GuanceSettings = Declared<typeof guanceSchema>;

const isChecker = (value: unknown): boolean =>
  isObject(value) && typeof value.check === 'function' && typeof value.with === 'function';
const checkerSchema = made<AnyChecker>(isChecker, (value) => {
  if (value === undefined)
    return 'is undefined (counted from 0): checkers are exports of aliyun-inspection/scripts/<product>';
  if (isObject(value) && typeof value.toAsset === 'function')
    return `${String(value.id)} is a collector, not a checker`;
  if (Array.isArray(value)) return 'is a list of its own: spread it, ...list';
  if (isPromise(value)) return 'is a Promise: await it inside run(), or make the list without it';
  const [name] = Object.entries(isObject(value) ? value : {}).find(([, one]) => isChecker(one)) ?? [];
  if (name !== undefined) return `is all exports of a product: name its checkers, such as ${name}`;
  return `${shown(value)} is not a checker: those are exports of aliyun-inspection/scripts/<product>`;
});

const onlySchema = fields({ collector: text('the id of a collector'), accepts: written<Accepts>('a function') });
/** A filter for the assets of one collector; made by `only`. */
export type CollectorFilter = Declared<typeof onlySchema>;
type Accepts = (asset: AnyAsset) => boolean;
const filterSchema = either<Accepts | CollectorFilter>((value) =>
  isObject(value) ? onlySchema : written<Accepts>('a function, nor made by only()'),
);

/** How an inspection may be called. */
export const INSPECTION_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What `defineInspection` takes. */
export const inspectionSchema = fields({
  /** Letters, digits and dashes; findings are kept under it, so it should not change. */
  id: matching(INSPECTION_ID, 'may hold lower-case letters, digits and dashes only'),
  title: textSchema,
  /** What it is about, for the platforms that list it. */
  description: optional(textSchema),
  /** Five-field cron; when absent every 30 minutes, at minutes that follow from the id. */
  schedule: optional(scheduleSchema),
  /** The time a run may take; it stops by itself shortly before. */
  timeoutSeconds: timeoutSchema,
  /** One or many; `resourceDirectory()` stands for all members of an enterprise. */
  accounts: accountsSchema,
  /** A ceiling for CloudMonitor calls of one run; what it leaves unread is `unknown`. */
  metricCalls: optional(whole(0)),
  /** A fault that opens more often than this in 24 hours becomes one event until it is steady; 4 when absent, 0 for never. */
  flapping: optional(whole(0)),
  /** When a fault that goes on has another event: `{ percent: 20, hours: 24 }` when absent. */
  updates: optional(updatesSchema),
  guance: optional(guanceSchema),
  /** `{ objects: true, metrics: true }`: also write what was collected to Guance. */
  report: optional(dataSchema),
  /** How the local reporters (webhook, robots, tracker, email) tell; Guance has its own alert policies. */
  alerts: optional(strategySchema),
  checkers: someOf(checkerSchema, 'checkers'),
  /** True means "inspect it"; an asset must pass all. */
  filters: optional(list(filterSchema, 'filters')),
  /** Of another inspection that is spread here; this one gets its own. */
  run: optional(written<unknown>('a function')),
});
