/**
 * The same value, with everything in it frozen. What stores hold in memory is shared with all who read it: a
 * copy for each reader takes 60 µs for a conversation of 20 events, and the desk's list reads hundreds at once.
 */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
};
