/** What an editor reads where Markdown holds something that an answer cannot show, by markdown-it's token type. */
const unsupported: Readonly<Record<string, string>> = {
  heading_open:
    '見出しは使えません（「#」で始まる行と、文のすぐ下の「---」は見出しになります）。ふつうの段落にしてください。',
  hr: '区切り線は使えません。空の行で段落を分けてください。',
  table_open: '表は使えません。「- 」の箇条書きにしてください。',
  fence: 'コードの枠（```）は使えません。ふつうの段落にしてください。',
  code_block: '行の始めに空白が4つ以上あります。空白を消してください。',
  code_inline: '「`」の囲みは使えません。「」で囲んでください。',
  image:
    '画像は、文の途中には入れられません。前後に空の行を入れて、1行に1つだけ書いてください（手順や箇条書きでは、文の次の行に字下げして書きます）。',
  hardbreak:
    '段落の途中では改行できません（行末に空白が2つ以上あるか、「\\」があります）。行末の空白を消すか、空の行を入れて段落を分けてください。',
  s_open: '取り消し線（~~）は使えません。言葉を消してください。',
  bullet_list_open: '箇条書きの中に箇条書きは入れられません。1段にまとめてください。',
  ordered_list_open: '箇条書きや手順の中に手順は入れられません。1段にまとめてください。',
  blockquote_open: '箇条書きや手順の中に注意書き（> ）は入れられません。外に出してください。',
  paragraph_open: '箇条書き・手順・注意書きの1項目は1段落で書いてください。',
};

export const describeUnsupported = (tokenType: string): string =>
  unsupported[tokenType] ?? 'この書き方は使えません。ふつうの段落にしてください。';
