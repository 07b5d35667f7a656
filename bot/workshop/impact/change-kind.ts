/** Ways in which what is said to a question changes, the gravest first: the order in which they are shown. */
export const changeKinds = [
  'lost',
  'other-answer',
  'newly-refused',
  'no-longer-refused',
  'other-topic',
  'gained',
  'other-reply',
  'other-choices',
  'reworded',
] as const;
export type ChangeKind = (typeof changeKinds)[number];
