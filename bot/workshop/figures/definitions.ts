import type { Ending, QuestionOutcome } from './occurrence.ts';

/** What editors read beside each figure: its name, and exactly what is counted. */
export interface Definition {
  name: string;
  means: string;
}

export const figureDefinitions = {
  conversations: { name: '会話', means: 'お客さまが1回以上発言した会話の数です。最初の発言の日に数えます。' },
  questions: {
    name: '質問',
    means:
      'お客さまが文字で入力し、ボットが判断した発言の数です。候補から選んだもの、担当者とのやりとり、お問い合わせ前の聞き取りへの返事は含みません。',
  },
  queued: { name: '有人対応の申し込み', means: '担当者の待ち行列に入った回数です。' },
  left: { name: '順番待ちの取り消し', means: '担当者が出る前に、お客さまが待ち行列から離れた回数です。' },
  served: { name: '担当者が回答', means: '申し込みのあと、担当者が最初の回答をした回数です。' },
  waits: {
    name: '待ち時間',
    means:
      '待ち行列に入ってから担当者が引き受けるまでの時間です。受付時間の外は数えません。中央値と、10回のうち9回がおさまる時間を示します。',
  },
  rated: { name: '回答の評価', means: '「役に立った」「役に立たなかった」が押された回数です。' },
  csat: {
    name: '満足度（CSAT）',
    means: '会話の終わりのアンケートに答えたお客さまのうち、5段階で4か5を選んだ人の割合です。',
  },
  solved: {
    name: 'ボットによる解決',
    means:
      '分母は、ボットに質問のあった会話すべてです（お断りや、答えられなかったものも含みます。あいさつだけの会話は除きます）。分子は、そのうち最後の質問に回答し、「役に立たなかった」と言われず、担当者も求められなかった会話です。お客さまが何も言わずに去った会話も解決に数えているため、実際より高く出ます。最後の動きから24時間たたない会話は、まだ含みません。',
  },
} as const satisfies Record<string, Definition>;

export const outcomeNames: Record<QuestionOutcome, string> = {
  answered: '回答',
  clarified: '聞き返し',
  refused: 'お断り',
  fallback: '答えなし',
  person: '担当者の希望',
  smalltalk: 'あいさつなど',
};

export const endingNames: Record<Ending, string> = {
  solved: '解決',
  person: '担当者を希望',
  refused: 'お断りで終了',
  unhelpful: '役に立たなかった',
  unanswered: '答えられずに終了',
};
