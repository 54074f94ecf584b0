/**
 * The days whose bills are read: a week of them, and before each one the like day of the month before, for what is billed once a
 * month. The newest is the one before yesterday: the bill of yesterday still grows.
 */
export const BILLED_DAYS = { newest: -2, count: 38 } as const;
