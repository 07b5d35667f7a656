export const pictureLabels = {
  insert: '画像を入れる',
  heading: '画像を入れる',
  file: '画像のファイル（PNG、JPEG、WebP。8MBまで）',
  paste: 'コピーした画面の画像は、ここで Ctrl＋V（Macは⌘＋V）を押しても入れられます。',
  privacy:
    'お客さまに見せる画像です。氏名などの個人情報が写っていないことを確かめてください。撮影した場所などの情報は、自動で取り除かれます。',
  alt: '画像の説明',
  altHint:
    '画像を見られない人にも伝わるように、何が写っているかを1文で書きます（例：従業員リストの右上にある［招待］ボタン）。',
  sending: '画像を送っています…',
  ready: (width: number, height: number, kilobytes: number): string =>
    `準備ができました（${width}×${height}ピクセル、${kilobytes}KB）。`,
  submit: '本文に入れる',
  missing: {
    picture: '画像のファイルを選ぶか、貼り付けてください。',
    sending: '画像を送っています。終わってから、もう一度押してください。',
    alt: '画像の説明を書いてください。',
  },
  tooLarge: '画像が大きすぎます（8MBまで）。必要なところだけを切り取ってから、選び直してください。',
  wrongType:
    'この種類のファイルは入れられません。PNG、JPEG、WebPのどれかで保存し直してから、選び直してください。',
} as const;

/** What is said of each refusal of the server. */
export const pictureProblems: Readonly<Record<string, string>> = {
  'body-too-large': pictureLabels.tooLarge,
  'picture-type-not-supported': pictureLabels.wrongType,
  'picture-broken':
    '画像を読み取れませんでした。壊れているか、縦横の大きさが大きすぎます（5,000万ピクセルまで）。保存し直すか、小さくしてから、選び直してください。',
  'picture-too-heavy':
    '小さくしても300KBに収まりませんでした。必要なところだけを切り取ってから、選び直してください。',
  'over-capacity': '混み合っています。少し待ってから、選び直してください。',
};
