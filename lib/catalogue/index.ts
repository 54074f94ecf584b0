/** Pure: units in, text out. What the README and the docs say of checkers and permissions is derived, never typed. */
export * from './changes';
export * from './cost';
export * from './pages';
export * from './policy';
