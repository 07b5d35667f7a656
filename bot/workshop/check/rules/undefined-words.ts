import type { Analysis } from '../../../domain/understanding.ts';
import type { Finding } from '../../../knowledge/finding.ts';
import type { ArticleSource } from '../../../knowledge/sources.ts';
import type { TrialRule } from '../rule.ts';

interface Place {
  text: string;
  file: string;
  line: () => number;
}

const kanji = /\p{Script=Han}/u;
/** The name of a screen, a menu or a button in a body. */
const named = /「([^「」\n]+)」|\*\*「?([^*「」\n]+)」?\*\*/g;

/**
 * A word in kanji of which neither the dictionary nor `domain-words.yaml` knows how it is read is cut anywhere, and
 * is not found by who types it in kana. Looked for where words of the product stand: titles, questions, tags and
 * names in a body. Words in katakana or Latin letters are read as they stand and need no definition. Each word is
 * told once, where it stands first.
 */
export const undefinedWords: TrialRule = ({ sources: { articles }, analyse }) => {
  const told = new Set<string>();
  return [...articles.values()].flatMap(placesOf).flatMap(({ text, file, line }): Finding[] => {
    const unread = unreadIn(analyse(text)).filter((word) => !told.has(word));
    for (const word of unread) told.add(word);
    return unread.map((word) => ({
      file,
      line: line(),
      message: messageFor(text, word),
      severity: 'warning',
    }));
  });
};

const unreadIn = ({ tokens }: Analysis): string[] => [
  ...new Set(
    tokens.flatMap(({ surface, reading }) => (reading === surface && kanji.test(surface) ? [surface] : [])),
  ),
];

const messageFor = (text: string, word: string): string =>
  `「${text}」の「${word}」は、辞書にない言葉です。knowledge/domain-words.yaml に、1つの言葉になるところを「- { surface: ${text}, reading: 読み（全角カタカナ） }」のように書き加えてください。`;

const placesOf = ({ file, front, body, bodyLine, lineOf }: ArticleSource): Place[] => [
  { text: front.title, file, line: () => lineOf(['title']) },
  ...front.questions.map((text, at) => ({ text, file, line: () => lineOf(['questions', at]) })),
  ...front.tags.map((text, at) => ({ text, file, line: () => lineOf(['tags', at]) })),
  ...body.split('\n').flatMap((text, at) =>
    Array.from(text.matchAll(named), ([, quoted, bold]) => ({
      text: quoted ?? bold ?? '',
      file,
      line: () => bodyLine + at,
    })),
  ),
];
