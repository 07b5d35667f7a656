class Absent {
  constructor() {
    throw new Error('recognizers-text is not part of this build');
  }
}

// Loaded for its class names only; a Proxy answers each of them without listing them here.
module.exports = new Proxy(
  {},
  {
    get: (_target, name) => {
      if (name === '__esModule') return true;
      if (name === 'Culture') {
        return { getSupportedCultures: () => [], mapToNearestLanguage: (locale) => locale };
      }
      return name === 'default' ? undefined : Absent;
    },
  },
);
