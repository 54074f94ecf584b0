import { login } from './fixtures';

export const since = login('2025-03-01T00:00:00Z');
export const id = 'ann@1000000000000001.onaliyun.com';
