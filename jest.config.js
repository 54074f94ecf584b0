/** Files that test/harness/gathered*.ts run as one, when test/run-jest.mjs says so. */
const { JEST_GATHERED: gathered } = process.env;

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testSequencer: '<rootDir>/test/harness/sequencer.cjs',
  // Some load what a build has made: pages, the process of a run.
  globalSetup: '<rootDir>/test/harness/compile.mjs',
  // Tests are of behaviour, not of time: a busy machine may take its own.
  testTimeout: 30_000,
  // A global that is looked up in the sandbox costs up to fifty times what it costs elsewhere. Not those that tests replace, such as Date.
  sandboxInjectedGlobals: ['Math', 'Number', 'Infinity', 'Array', 'Object', 'Map', 'Set', 'String', 'BigInt', 'Error'],
  testMatch: ['<rootDir>/test/**/*.test.ts', ...(gathered ? ['<rootDir>/test/harness/gathered*.ts'] : [])],
  testPathIgnorePatterns: ['/node_modules/', ...(gathered ? [`/${gathered}`] : [])],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2022',
          // For the same reason; nothing that is falsy can be injected.
          transform: { optimizer: { globals: { vars: { NaN: '(0/0)', undefined: '(void 0)' } } } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^aliyun-inspection$': '<rootDir>/index.ts',
    '^aliyun-inspection/define$': '<rootDir>/lib/define/index.ts',
    '^aliyun-inspection/testing$': '<rootDir>/testing/index.ts',
    '^aliyun-inspection/scripts$': '<rootDir>/scripts/registry.gen.ts',
    '^aliyun-inspection/scripts/(.*)$': '<rootDir>/scripts/$1/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
