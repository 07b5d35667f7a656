import type { ErrorCode } from 'yaml';

const quoteIt = '値の中に「: 」や記号があるときは、全体を引用符 " で囲んでください。';

const messages: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: '字下げにタブは使えません。半角の空白に置き換えてください。',
  BAD_INDENT: '字下げがそろっていないか、かっこ [ ] が閉じていません。前後の行と頭をそろえてください。',
  DUPLICATE_KEY: '同じ名前の項目が2回書かれています。1つにまとめてください。',
  MISSING_CHAR: '引用符・かっこ・コロンのどれかが足りません。この行とその前の行を確かめてください。',
  BAD_SCALAR_START: `値の始めに使えない記号があります。${quoteIt}`,
  BLOCK_AS_IMPLICIT_KEY: `行の書き方が正しくありません。字下げをそろえてください。${quoteIt}`,
  MULTILINE_IMPLICIT_KEY: `「名前: 値」の形になっていません。コロンは半角で、後ろに半角の空白が要ります。${quoteIt}`,
  MULTIPLE_DOCS: '「---」の行がファイルの途中にあります。消してください。',
  TAG_RESOLVE_FAILED: `値を「!」で始めることはできません。${quoteIt}`,
  BAD_ALIAS: `値を「*」や「&」で始めることはできません。${quoteIt}`,
};

/** The Japanese that an editor reads for an error of the YAML parser. */
export const describeYamlError = (code: ErrorCode): string =>
  messages[code] ?? `この行をYAMLとして読めません。前後の行と見比べてください。${quoteIt}`;

export const aliasMessage = describeYamlError('BAD_ALIAS');
