import { randomBytes } from 'node:crypto';
import type { Database } from '../ground/database';

/** What every record of the Open API carries; times in seconds, `deleteAt` -1 while it exists. */
export interface RecordBase {
  readonly uuid: string;
  readonly id: number;
  readonly createAt: number;
  readonly updateAt: number;
  readonly deleteAt: number;
  readonly creator: string;
  readonly updator: string;
  readonly workspaceUUID: string;
  /** 0 enabled, 2 disabled. */
  readonly status: 0 | 2;
}

export interface RefFuncInfo {
  readonly funcId: string;
  readonly description: string;
  readonly definition: string;
  readonly category: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** An inspection (`self_built_trigger`) or an external-event monitor (`outer_event_checker`). */
export interface CheckerRecord extends RecordBase {
  readonly type: 'self_built_trigger' | 'outer_event_checker';
  readonly refKey: string;
  readonly secret: string;
  readonly monitorUUID: string;
  readonly alertPolicyUUIDs: readonly string[];
  readonly jsonScript: {
    readonly type: 'selfBuiltCheck' | 'OuterEventChecker';
    readonly name: string;
    readonly title: string;
    readonly subUri?: string;
    /** Parameter values set in the workspace; they override the script's own. */
    readonly callKwargs: Readonly<Record<string, unknown>>;
    readonly refFuncInfo?: RefFuncInfo;
  };
}

export interface UpgradeTarget {
  readonly to: readonly string[];
  readonly status?: string;
  /** Seconds. */
  readonly duration: number;
}

export interface AlertTarget {
  readonly to: readonly string[];
  readonly status: string;
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  readonly upgradeTargets?: readonly UpgradeTarget[];
}

export interface AlertRule {
  readonly name?: string;
  readonly targets: readonly AlertTarget[];
  readonly crontab?: string;
  readonly crontabDuration?: number;
}

export interface PolicyRecord extends RecordBase {
  readonly name: string;
  readonly desc: string;
  readonly ruleTimezone: string;
  readonly checkerUUIDs: readonly string[];
  readonly alertOpt: {
    readonly silentTimeout: number;
    readonly aggInterval: number;
    readonly aggFields: readonly string[];
    readonly alertTarget: readonly AlertRule[];
  };
}

export interface MuteRecord extends RecordBase {
  readonly name: string;
  readonly description: string;
  readonly type: 'checker' | 'alertPolicy' | 'custom';
  readonly muteRanges: readonly { readonly checkerUUID?: string; readonly alertPolicyUUID?: string }[];
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly timezone: string;
  readonly repeatTimeSet: 0 | 1;
  readonly startTime: string;
  readonly endTime: string;
  readonly repeatCrontabSet: Readonly<Record<string, string>>;
  readonly crontabDuration: number;
  readonly repeatExpireTime: string;
  /** Seconds since 1970; -1 is no end. Derived from the texts above. */
  readonly start: number;
  readonly end: number;
  readonly notifyTargets: readonly unknown[];
  readonly notifyMessage: string;
  readonly notifyTimeStr: string;
}

export const NOTIFY_TYPES = [
  ...(['dingTalkRobot', 'HTTPRequest', 'wechatRobot', 'mailGroup', 'feishuRobot', 'sms'] as const),
  // Ours: the public documents of the Open API name none for it.
  'slackRobot',
] as const;
export type NotifyType = (typeof NOTIFY_TYPES)[number];

export interface NotifyRecord extends RecordBase {
  readonly name: string;
  readonly type: NotifyType;
  readonly optSet: Readonly<Record<string, unknown>>;
}

export interface Kinds {
  readonly checker: CheckerRecord;
  readonly policy: PolicyRecord;
  readonly mute: MuteRecord;
  readonly notify: NotifyRecord;
}
export type Kind = keyof Kinds;

const PREFIX: Readonly<Record<Kind, string>> = {
  checker: 'rul',
  policy: 'altpl',
  mute: 'mute',
  notify: 'notify',
};

/** A record without what the workspace itself fills in. */
export type Draft<K extends Kind> = Omit<Kinds[K], Exclude<keyof RecordBase, 'status'>>;

/**
 * The configuration of a workspace: checkers, alert policies, mutes and notification objects. Few and read with every
 * event, so they are held in memory and written through. A deleted record stays in the file.
 */
export class Records {
  private readonly live: { [K in Kind]: Map<string, Kinds[K]> } = {
    checker: new Map(),
    policy: new Map(),
    mute: new Map(),
    notify: new Map(),
  };

  constructor(
    private readonly db: Database,
    private readonly owner: { readonly workspace: string; readonly key: string },
    private readonly now: () => Date,
  ) {
    const rows = db.all<{ kind: Kind; body: string }>('SELECT kind, body FROM records WHERE deleted = 0 ORDER BY seq');
    for (const row of rows) {
      const record = JSON.parse(row.body) as Kinds[Kind];
      (this.live[row.kind] as Map<string, Kinds[Kind]>).set(record.uuid, record);
    }
  }

  get<K extends Kind>(kind: K, uuid: string): Kinds[K] | undefined {
    return this.live[kind].get(uuid);
  }

  /** Oldest first. */
  list<K extends Kind>(kind: K): Kinds[K][] {
    return [...this.live[kind].values()];
  }

  /** The inspection that registered itself with this key. */
  byRefKey(refKey: string): CheckerRecord | undefined {
    if (refKey === '') return undefined;
    for (const checker of this.live.checker.values()) if (checker.refKey === refKey) return checker;
    return undefined;
  }

  create<K extends Kind>(kind: K, draft: Draft<K>): Kinds[K] {
    const seconds = Math.floor(this.now().getTime() / 1000);
    const next = this.db.get<{ seq: number }>('SELECT coalesce(max(seq), 0) + 1 AS seq FROM records')?.seq ?? 1;
    const record = {
      ...draft,
      uuid: `${PREFIX[kind]}_${randomBytes(16).toString('hex')}`,
      id: next,
      createAt: seconds,
      updateAt: seconds,
      deleteAt: -1,
      creator: this.owner.key,
      updator: this.owner.key,
      workspaceUUID: this.owner.workspace,
    } as unknown as Kinds[K];
    this.db.run('INSERT INTO records (seq, kind, uuid, body, deleted) VALUES (?, ?, ?, ?, 0)', [
      next,
      kind,
      record.uuid,
      JSON.stringify(record),
    ]);
    (this.live[kind] as Map<string, Kinds[K]>).set(record.uuid, record);
    return record;
  }

  update<K extends Kind>(kind: K, uuid: string, change: Partial<Draft<K>>): Kinds[K] | undefined {
    const old = this.live[kind].get(uuid);
    if (old === undefined) return undefined;
    const record = { ...old, ...change, updateAt: Math.floor(this.now().getTime() / 1000) } as Kinds[K];
    this.db.run('UPDATE records SET body = ? WHERE uuid = ?', [JSON.stringify(record), uuid]);
    (this.live[kind] as Map<string, Kinds[K]>).set(uuid, record);
    return record;
  }

  remove(kind: Kind, uuid: string): boolean {
    const old = this.live[kind].get(uuid);
    if (old === undefined) return false;
    const body = JSON.stringify({ ...old, deleteAt: Math.floor(this.now().getTime() / 1000) });
    this.db.run('UPDATE records SET body = ?, deleted = 1 WHERE uuid = ?', [body, uuid]);
    this.live[kind].delete(uuid);
    return true;
  }
}
