import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**'] },
  ...tseslint.configs.recommendedTypeChecked.map((c) => ({ ...c, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "ExportNamedDeclaration > VariableDeclaration[kind='let']",
          message: 'What is exported is read once, when its module has loaded (tools/build/compile.mjs)',
        },
      ],
    },
  },
  {
    // Bundled for function platforms, of which one has Node.js 16.17.
    files: ['lib/**/*.ts', 'scripts/**/*.ts', 'templates/**/*.ts', 'platforms/**/*.ts', 'ground/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ['URL', 'canParse'],
          ['AbortSignal', 'any'],
          ['Object', 'groupBy'],
          ['Promise', 'withResolvers'],
        ].map(([object, property]) => ({ object, property, message: 'Node.js 16.17 does not have it' })),
        ...['findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced'].map((property) => ({
          property,
          message: 'Node.js 16.17 does not have it',
        })),
      ],
      'no-restricted-globals': ['error', 'fetch', 'structuredClone'],
    },
  },
  {
    files: ['cli/**/*.ts', 'tools/bench/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    // A file that a reader takes in at once. Generated ones and tables of words grow with what they list.
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    ignores: [
      '**/*.gen.ts',
      'console/page/word-table.ts',
      // To be split at their seams, the next time that they are changed; nothing may be added to this list.
      'tools/bench/main.ts',
      'test/console/api.test.ts',
      'test/faults/matrix.test.ts',
      'test/host/server.test.ts',
      'test/lib/aliyun/client.test.ts',
      'test/lib/aliyun/paging.test.ts',
      'test/lib/inspection/run/failures.test.ts',
      'test/lib/inspection/run/lifecycle.test.ts',
      'test/lib/metrics/read.test.ts',
      'test/platforms/func/run.test.ts',
    ],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }] },
  },
);
