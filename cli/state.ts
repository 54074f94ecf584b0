import { redact } from '../lib/credentials';
import { ConfigError, messageOf, StateError } from '../lib/errors';
import type { Language } from '../lib/model';
import { keyedState, type KeptState, type ScopeHealth } from '../lib/state';
import { isPostgres } from '../ground/postgres/address';
import { openExistingState } from '../ground/state';
import { EXIT } from './exit';

export type StateAction = 'check' | 'repair' | 'forget';

export interface StateFlags {
  /** A folder, or the address of a database. */
  state: string;
  /** The one of `ALIYUN_INSPECTION_REDIS_URL` instead of a directory. */
  redis?: boolean;
  inspection?: string;
  account?: string;
  region?: string;
  collector?: string;
  /** `forget` changes nothing without it. */
  yes?: boolean;
  format: 'table' | 'json';
  lang: Language;
}

const WORDS = {
  zh: {
    ok: '正常',
    learning: '待重新学习',
    lost: '丢失',
    holds: (s: ScopeHealth) => `${s.open} 个未恢复的结果，${s.assets} 个记住的资产`,
    healthy: (n: number) => `${n} 个采集范围，状态完整`,
    damaged: (n: number, of: number) => `${of} 个采集范围中有 ${n} 个丢失：用 state repair 修复，或等下次巡检自行修复`,
    repaired: (n: number) => `已修复 ${n} 个采集范围：下次巡检把其中的失败项按“持续中”报告，不当作新异常`,
    would: (n: number) => `将忘记 ${n} 个采集范围；未做任何更改，加 --yes 才会执行`,
    forgotten: (n: number) => `已忘记 ${n} 个采集范围：下次巡检把其中的失败项当作新异常`,
  },
  en: {
    ok: 'ok',
    learning: 'to be learned again',
    lost: 'LOST',
    holds: (s: ScopeHealth) => `${s.open} open findings, ${s.assets} remembered assets`,
    healthy: (n: number) => `${n} scopes, the state is whole`,
    damaged: (n: number, of: number) =>
      `${n} of ${of} scopes are lost: mend them with state repair, or let the next run do it`,
    repaired: (n: number) => `${n} scopes are mended: what fails there is told by the next run as going on, not as new`,
    would: (n: number) => `${n} scopes would be forgotten; nothing was changed: add --yes to do it`,
    forgotten: (n: number) => `${n} scopes are forgotten: what fails there is new for the next run`,
  },
} as const;

/**
 * Checks, mends or forgets what inspections remember.
 *
 * @returns the exit code: 3 when something is lost and not mended, or cannot be reached
 * @throws ConfigError when there is no such state
 */
export async function state(action: StateAction, flags: StateFlags, print: (text: string) => void): Promise<number> {
  const words = WORDS[flags.lang];
  const kept = await openKept(flags, action);
  try {
    const all = (await kept.survey()).filter((scope) => FILTERS.every((by) => (flags[by] ?? scope[by]) === scope[by]));
    const damaged = all.filter(({ lost, noted }) => lost !== undefined && !noted);
    const chosen = action === 'repair' ? damaged : all;
    let done = '';
    if (action === 'check')
      done = damaged.length > 0 ? words.damaged(damaged.length, all.length) : words.healthy(all.length);
    else if (action === 'forget' && !flags.yes) done = words.would(chosen.length);
    else {
      await underLock(kept, action === 'repair' ? all : chosen, async (scope) => {
        if (action === 'forget') await kept.forget(scope);
        else await kept.repair(scope);
      });
      done = action === 'forget' ? words.forgotten(chosen.length) : words.repaired(damaged.length);
    }
    const { notes } = kept;
    if (flags.format === 'json') print(`${JSON.stringify({ action, scopes: chosen, notes }, undefined, 2)}\n`);
    else print(`${[...lines(chosen, words), ...notes, done].map((line) => redact(line)).join('\n')}\n`);
    return action === 'check' && damaged.length + notes.length > 0 ? EXIT.incomplete : EXIT.complete;
  } finally {
    await kept.close();
  }
}

const FILTERS = ['inspection', 'account', 'region', 'collector'] as const;

function lines(scopes: readonly ScopeHealth[], words: (typeof WORDS)[Language]): string[] {
  return scopes.map((scope) => {
    const { inspection, account, region, collector, lost, noted } = scope;
    const how = lost === undefined ? words.ok : noted ? words.learning : words.lost;
    const why = lost === undefined || noted ? words.holds(scope) : lost;
    return `${how}  ${inspection} ${collector} ${region} ${account}: ${why}`;
  });
}

/** One inspection at a time, so that no run is under way in it. */
async function underLock(
  kept: KeptState,
  scopes: readonly ScopeHealth[],
  work: (scope: ScopeHealth) => Promise<void>,
): Promise<void> {
  for (const inspection of new Set(scopes.map((scope) => scope.inspection))) {
    const lock = await kept.lock(inspection);
    try {
      for (const scope of scopes) if (scope.inspection === inspection) await work(scope);
    } finally {
      await lock.release();
    }
  }
}

/** @throws ConfigError when there is no such state */
export async function openKept(flags: Pick<StateFlags, 'state' | 'redis'>, action: StateAction): Promise<KeptState> {
  if (flags.redis) return keyedState(await redis());
  const kept = await openExistingState(flags.state, 'state', action !== 'check');
  if (kept) return kept;
  // An address may have a password in it.
  const where = isPostgres(flags.state) ? '' : ` ${flags.state}`;
  throw new ConfigError(`--state${where}: there is no state`, { field: 'state' });
}

async function redis() {
  const url = process.env.ALIYUN_INSPECTION_REDIS_URL?.trim();
  if (!url) throw new ConfigError('--redis: ALIYUN_INSPECTION_REDIS_URL is not set', { field: 'redis' });
  try {
    const { redisStore } = await import('../platforms/fc/redis');
    return redisStore(url);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new StateError(`--redis needs the package ioredis: npm install ioredis (${messageOf(error)})`, {
      cause: error,
    });
  }
}
