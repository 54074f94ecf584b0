export type { Auth, Caller, SignIn, User } from './auth';
export { readSettings, type Settings } from './config';
export { createLog, type Log } from './log';
export type * from './types';
export type { AccountInput, Accounts, AccountView } from './vault';
