/** What belongs to an account as a whole. */
export const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };
