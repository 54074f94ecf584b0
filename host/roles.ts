/** What a user, or a program with a token, may do. Each role may do what those before it may. */
export const ROLES = ['see', 'operate', 'edit', 'administer'] as const;

/**
 * `see`: look. `operate`: also run inspections, enable them, take faults, mute. `edit`: also scripts, parameters and alerts.
 * `administer`: also accounts, users and the audit.
 */
export type Role = (typeof ROLES)[number];

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** @example mayAs('edit', 'operate') // true */
export const mayAs = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
