// Who may import whom (design: "Rooms"). The core is pure; adapters know the domain alone; only
// compose/ sees all.
const room = (name) => `^bot/${name}/`;

/** A room may import itself, the files beside the rooms that `plain` names, and the rooms it lists. */
const may = (name, rooms, plain = 'errors|clock') => ({
  name: `${name} imports ${rooms.length > 0 ? rooms.join(', ') : 'no other room'}`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^bot/', pathNot: [room(name), ...rooms.map(room), `^bot/(${plain})\\.ts$`] },
});

/** The files of a room that its pure core must not reach. */
const pure = (name) => ({
  name: `${name} is pure`,
  severity: 'error',
  // Reading the dictionaries is the one I/O of the language room, and lives in files of its own.
  from: {
    path: room(name),
    pathNot: '^bot/language/(dictionary|general-synonyms|kept-copy|package-version|paraphrases)\\.ts$',
  },
  to: { dependencyTypes: ['core'] },
});

const storePort = '^bot/store/port\\.ts$';
const store = {
  name: 'only the store’s port is known outside it',
  severity: 'error',
  from: { path: '^bot/(conversation|handoff|retention|workshop|web)/' },
  to: { path: room('store'), pathNot: storePort },
};

module.exports = {
  forbidden: [
    may('domain', [], 'errors'),
    may('language', ['domain']),
    may('policy', ['domain']),
    may('understanding', ['domain', 'language']),
    may('knowledge', ['domain', 'language', 'policy']),
    may('conversation', ['domain', 'language', 'understanding', 'policy', 'knowledge', 'store']),
    may('handoff', ['domain', 'policy', 'knowledge', 'store']),
    may('retention', ['domain', 'store']),
    may('store', ['domain']),
    may('workshop', ['domain', 'language', 'understanding', 'policy', 'knowledge', 'conversation', 'store']),
    may('web', ['domain', 'policy', 'knowledge', 'conversation', 'handoff', 'workshop', 'store']),
    ...['domain', 'language', 'understanding', 'policy'].map(pure),
    store,
    {
      name: 'what browsers share knows no program, and of the server types only',
      severity: 'error',
      from: { path: room('browser') },
      to: { path: '^bot/', pathNot: [room('browser'), '^bot/web/wire\\.ts$', '^bot/domain/blocks\\.ts$'] },
    },
    {
      name: 'browser programs do not know each other',
      severity: 'error',
      from: { path: '^bot/(widget|console|editor)/' },
      to: { path: '^bot/(widget|console|editor)/', pathNot: '^bot/$1/' },
    },
    {
      name: 'nothing but compose, main.ts and commands puts rooms together',
      severity: 'error',
      from: { path: '^bot/[a-z]+/', pathNot: room('compose') },
      to: { path: '^bot/(compose/|(main|config)\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^scripts/stand-ins/' },
    // TypeScript 7 has no API for it to read with. swc does not tell types from values, so two rules live
    // elsewhere: circles in the linter (import/no-cycle), and what browser programs bundle in a test.
    parser: 'swc',
    tsPreCompilationDeps: true,
  },
};
