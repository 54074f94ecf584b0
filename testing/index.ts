/**
 * What a user's own tests need: the tester for checkers, and the local Alibaba Cloud to run an inspection against.
 *
 * @example
 * import { EMULATOR_KEY, startEmulator, testChecker } from 'aliyun-inspection/testing';
 *
 * @packageDocumentation
 */
export * from '../emulator';
export * from './check-tester';
