/** The house rules, each with the reason why. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
/** Above the library; each may lean on those named before it, and on what its own rule allows. */
const ROOMS = ['ground', 'report', 'workspace', 'emulator', 'testing', 'platforms', 'host', 'console', 'cli', 'tools'];
const PRODUCTION = `^(index\\.ts|lib|scripts|templates|${ROOMS.join('|')})(/|$)`;
const above = (room) => ROOMS.slice(ROOMS.indexOf(room) + 1).join('|');

module.exports = {
  forbidden: [
    rule('no-cycles', 'A cycle means that two files are one idea.', {}, { circular: true }),
    rule(
      'lib-knows-nothing-above-it',
      'lib is shared by every script and every host: what it imports, all of them carry.',
      { path: '^lib' },
      { path: `^(scripts|templates|test|index\\.ts|${ROOMS.join('|')})(/|$)` },
    ),
    rule(
      'define-and-model-are-pure',
      'Declarations and models are read by every layer and every platform: no client, no Node, and of npm only the calendar.',
      { path: '^lib/(define|model)' },
      { pathNot: '^(lib/(define|model|trend|errors)|node_modules/date-fns/)' },
    ),
    rule(
      'input-is-the-schema-library',
      'One room says what is wrong with what a person typed, so that all of it reads alike and the library can be replaced.',
      { path: PRODUCTION, pathNot: '^lib/input' },
      { path: 'node_modules/valibot' },
    ),
    rule(
      'input-knows-only-models',
      'It is carried by everything that reads input.',
      { path: '^lib/input' },
      { pathNot: '^lib/(input|model|errors)|node_modules/valibot' },
    ),
    rule(
      'trend-is-pure',
      'Series are judged by arithmetic alone, so that a stronger detector can take its place.',
      { path: '^lib/trend' },
      { pathNot: '^lib/(trend|model)' },
    ),
    rule(
      'clouds-do-not-know-each-other',
      'Alibaba Cloud and Guance meet in lib/inspection only, so that each can be replaced.',
      { path: '^lib/(aliyun|metrics|credentials)' },
      { path: '^lib/guance' },
    ),
    rule(
      'guance-does-not-know-aliyun',
      'See clouds-do-not-know-each-other.',
      { path: '^lib/guance' },
      { path: '^lib/(aliyun|metrics)' },
    ),
    rule(
      'alicloud-sdk-in-two-places',
      'The SDK leaks secrets and takes failures for successes; its traps are mended where it is imported.',
      { path: PRODUCTION, pathNot: '^(lib/aliyun/transport|lib/credentials/|tools/bench/floor)' },
      { path: 'node_modules/@alicloud' },
    ),
    rule(
      'axios-in-transports',
      'One place decides on timeouts, proxies and retries.',
      { path: PRODUCTION, pathNot: '^lib/(guance/(client|transport|http)|report/|credentials/acs3)' },
      { path: 'node_modules/axios' },
    ),
    rule(
      'scripts-are-declarations',
      'A script declares facts; everything that can fail, wait or page lives in lib.',
      { path: '^scripts', pathNot: '^scripts/registry\\.gen\\.ts$' },
      { pathNot: '^(scripts|lib/(define|model))' },
    ),
    rule(
      'no-checker-of-another-product',
      'A product may read what another collects, never how it judges.',
      { path: '^scripts/([^/]+)/' },
      { path: '^scripts/[^/]+/checkers/', pathNot: '^scripts/$1/' },
    ),
    rule(
      'templates-are-copied',
      "A template is a user's file that happens to be here: nobody but the registry may lean on it.",
      { path: PRODUCTION, pathNot: '^(templates/registry\\.gen\\.ts)$' },
      { path: '^templates/', pathNot: '^templates/registry\\.gen\\.ts$' },
    ),
    rule(
      'templates-use-the-public-name',
      'A copy outside the repository must work as it is.',
      { path: '^templates/', pathNot: '\\.gen\\.ts$' },
      { pathNot: '^(index\\.ts|scripts/registry\\.gen\\.ts|scripts/[^/]+/index\\.ts)$' },
    ),
    rule(
      'cron-in-one-place',
      'What is accepted as a schedule, and when it starts, is the same for whoever asks.',
      { path: PRODUCTION, pathNot: '^lib/cron\\.ts$' },
      { path: 'node_modules/croner' },
    ),
    rule(
      'redis-in-one-place',
      'Whoever runs without Redis does not carry its client.',
      { path: PRODUCTION, pathNot: '^(platforms/fc/redis|host/limits|host/queue/)' },
      { path: 'node_modules/(ioredis|bullmq)/' },
    ),
    rule(
      'postgres-in-one-place',
      'Whoever keeps the state elsewhere does not carry the client of a database.',
      { path: PRODUCTION, pathNot: '^ground/postgres/' },
      { path: 'node_modules/(pg|umzug)/' },
    ),
    rule(
      'no-database-in-bundles',
      'What is packed for a function platform has a store of texts; a database is for hosts.',
      { path: '^platforms/' },
      { path: '^ground/(postgres/|state\\.ts)' },
    ),
    rule(
      'console-page-is-for-browsers',
      'What a browser loads knows the API by its types, the pure models and the shared words, nothing of the server.',
      { path: '^console/page' },
      {
        pathNot:
          '^(console/(page|api)|lib/(define|model|report/spoken)|ground/(words|page/.*)|host/types)|node_modules/(preact|uplot|marked|dompurify|codemirror|@codemirror)',
      },
    ),
    rule(
      'report-page-is-for-browsers',
      'It is embedded in a file: it knows what that file holds, the pure models and what the pages share.',
      { path: '^report/page' },
      { pathNot: '^(report/(page/.*|data|words)|lib/(define|model)|ground/(words|page/.*))' },
    ),
    rule(
      'pages-share-what-browsers-load',
      'What the pages share is bundled into each of them.',
      { path: '^ground/page' },
      { pathNot: '^(ground/(words|page/.*)|lib/model)' },
    ),
    rule(
      'pages-are-bundled',
      'What a browser loads is no part of dist/ file by file: only pages import it.',
      { path: PRODUCTION, pathNot: '^(console|report|ground)/page' },
      { path: '^(console|report|ground)/page' },
    ),
    rule(
      'browser-libraries-in-the-page',
      'They are bundled into the page; nobody installs them.',
      { path: PRODUCTION, pathNot: '^console/page' },
      { path: 'node_modules/(preact|uplot|marked|dompurify)' },
    ),
    ...[
      ['ground', 'What the rooms share carries none of them.'],
      ['report', 'A report is made of files that a run has written, whoever shows it.'],
      ['workspace', 'The local workspace is used like the real one, over HTTP, and can run alone.'],
      ['emulator', 'The emulated cloud can be used by other projects, so it leans on nothing here.'],
      ['testing', 'The public tester is for whoever writes checkers, with no host at hand.'],
      ['platforms', 'What is packed for a function platform carries no host, console or command line.'],
      ['host', 'The function host runs scripts; who shows or starts it is not its business.'],
      ['console', 'The console is served by whoever starts it.'],
      ['cli', 'The command line is what people install; tools for developers are not in it.'],
    ].map(([room, why]) =>
      rule(`${room}-leans-on-nothing-above-it`, why, { path: `^${room}/` }, { path: `^(${above(room)})/` }),
    ),
    rule(
      'rooms-beside-each-other',
      'Report, workspace, emulator, testing and platforms each work alone; what two of them need is ground.',
      { path: '^(report|workspace|emulator|platforms)/' },
      { path: '^(report|workspace|emulator|testing|platforms)/', pathNot: '^$1/' },
    ),
    rule('production-without-tests', 'Tests are not shipped.', { path: PRODUCTION }, { path: '^test/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'require', 'node', 'default', 'types'],
    },
  },
};
