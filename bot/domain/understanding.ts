import type { TopicId } from './decision.ts';

/** One word as the tokenizer cut it; offsets are those of the normalised text. */
export interface Token {
  surface: string;
  /** Dictionary form (公開し → 公開する is two tokens: 公開, する). The surface when unknown. */
  base: string;
  /** Katakana reading; the surface when unknown. */
  reading: string;
  /** ipadic part of speech, such as 名詞. */
  pos: string;
  /** ipadic first sub-category, such as サ変接続. */
  posDetail: string;
  start: number;
  end: number;
}

/** A question after `language/`: what every recogniser reads. */
export interface Analysis {
  /** As the customer typed it (already masked). */
  text: string;
  /** NFKC, well-formed, controls and emoji gone, runs collapsed, lower case, variants folded. */
  normalised: string;
  tokens: Token[];
  /** Katakana reading of the whole text. */
  reading: string;
  /** False when the text is in another language than Japanese (L1). */
  japanese: boolean;
}

/** A term of the question that was found in an article, and what it added to the score. */
export interface TermMatch {
  term: string;
  /** Where: the article's title and questions, its answer, or its tags. */
  field: 'question' | 'answer' | 'tag';
  /** How: as written, by a synonym, by a variant or reading, by a character bigram. */
  via: 'exact' | 'synonym' | 'variant' | 'reading' | 'ngram';
  weight: number;
}

/** One piece of evidence, what it was worth (0 to 1, or a logarithm), and its log-odds. */
export interface OddsPart {
  evidence: string;
  value: number;
  odds: number;
}

export interface ArticleHit {
  id: string;
  /** Raw ranking score, comparable within one question only. */
  score: number;
  /** Calibrated, 0 to 1: how often such a hit is right on the golden questions. */
  confidence: number;
  matches: TermMatch[];
  /** What makes the confidence: the log-odds of each piece of evidence, together those of the article against none. */
  odds: OddsPart[];
}

export interface TopicHit {
  topic: TopicId;
  /** The rule's name in the intent file, and the words that fired it. */
  rule: string;
  evidence: string[];
  /** False when no rule fired and the question is only like the topic's examples. */
  isByRule: boolean;
  confidence: number;
}

/** A recognised intent besides articles: `person` (wants a human) or the id of a small-talk intent. */
export interface IntentHit {
  intent: string;
  /** The approved text that answers it; null for `person`, which is a handoff. */
  wordingId: string | null;
  evidence: string[];
  confidence: number;
}

/** Everything that was recognised in a message, surest first in every list; no match is `[]`. */
export interface Understanding {
  analysis: Analysis;
  topics: TopicHit[];
  intents: IntentHit[];
  articles: ArticleHit[];
}
