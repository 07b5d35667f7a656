import { toKatakana } from '../language/kana.ts';
import { Lexicon } from './lexicon.ts';

/**
 * What holds a sentence together, as it sounds: particles, endings, and the words that frame a request.
 * Between these the words of the articles are heard in a text of kana; none of them is ever taken for one.
 */
const phrases: readonly string[] = (
  'は が を に の で と も へ や か ね よ な から まで より だけ しか ほど など とか でも ても のに ので けど けれど けれども のは のが のを ' +
  'には では とは への での からの までの にも として について に関して にかんして において における による によって によると にあたり さえ ずつ ばかり くらい ぐらい ころ ごろ ' +
  'って っていう という といった ってば なんて なら ならば だと だって だったら たら ' +
  'です でした でしょうか でしょう ですか ですが ですけど ですけれど のですが んですが んですけど のでしょうか んでしょうか ではない じゃない ' +
  'ます ました ません ませんか ませんでした ましょう ましょうか ますか ますが まして ませんが ' +
  'た て だ たい たく たくて たいです たいのですが たいんですが たいんですけど たいんだけど んだけど のだけど なんだけど なんですが なんですけど なのですが ない なく なくて なかった なければ ないと ないです ' +
  'する して した しない します しました しています している してる しておく したい したく しよう すれば するには するとき するのは させる させたい される された されて されない されます されました できる できない できます できません できますか できた できて できるか できれば ' +
  'れる られる れない られない れます られます れた られた れて られて せる させて なる なった なって なります なりますか なりました なりません なれば となる となります ある あり ない あります ありますか ありました ありません あって あった いる いて いた います いました いません いない いますか おり おります おりまして おりますが ' +
  'てる てた ている ていて ていた ていない ておく ておきたい てしまう てしまった てしまい てしまいました ちゃった ちゃう ちゃって てください てほしい てもらう てもらえる てもらえますか ていただけますか ていただく ていただきたい ' +
  'ください くださいませ 下さい いただけますか いただけますでしょうか いただけませんか いただく いただき いただいた もらう もらえる もらえますか もらった もらって くれる くれない くれますか ほしい ほしいです ほしいのですが ' +
  'おねがいします おねがいいたします おねがい おしえて おしえてください おしえてほしい ごきょうじください ごきょうじ ごあんないください おしらせください おききしたい いたします いたしました いたしまして いたしたい いたしたく ございます ございますか ございません ございました ぞんじます ' +
  'どう どうすれば どうすればいい どうすればいいですか どうしたら どうしたらいい どうやって どうやる どうやるの どこ どこで どこから どこに いつ いつまで いつから だれ だれが だれに だれか なに なにを なにが なんで なぜ なん どれ どの どのように どちら どんな いくら いくつ なんの なのか ' +
  'したく したら したり とする しようと しよう ようとする としても していて しましたが しますが してくる してきた なくなる なくなった いなくなった にくい やすい すぎる ながら つつ たび たびに たり だり とか のかな のかも かも かもしれない らしい みたいで みたいな そうで っぽい じゃなくて ではなく いらっしゃいますか いらっしゃる なさい べき べきもの ちゃいけない だめ だめですか こっち そっち あっち どっち ごと ごとに おき いっぱい たくさん ばっかり やっぱり いつまでも なんで なんか なんにも どうして どうやったら どのくらい どのぐらい うち うちの おすすめ ごきょうし ' +
  'にん がつ にち えん かげつ しゅうかん ' +
  'なし つの のみ まとめて もっと それぞれ ずっと すべき いらない いかない うまくいかない やりたい はじめて なきゃ しなきゃ はず はずの たら すぎたら すぎて やめたい やめて やめた につきまして かかる おかしい だった あれば がよかった ものなの ものなのでしょうか ばよろしい いただけるもの ' +
  'こんにちは こんばんは おはよう ありがとう すみません はい いいえ ' +
  'この その あの それ これ あれ ここ そこ あそこ こちら そちら こう そう ああ もの こと ところ とき ため ための よう ように ような まま ほう ほうほう やりかた しかた かた ばあい たち さん いい よい いいですか よいですか よいでしょうか いいの よろしい よろしいでしょうか わからない わかりません わかる わからなくて しりたい しりたいです みたい みる みれる みえる みられる みせて きいた いわれた いわれました いう いって おもう おもいます かのう かのうでしょうか かのうですか ' +
  'もう まだ また すぐ すべて ぜんぶ みんな いま じゃ じゃあ ちょっと とりあえず もし もしも それとも あと あとで のところ やつ だけど でも しかし そして なのに なの んです んだ のか かな っけ よね'
).split(' ');

/** The same, to be found in a sound. */
export const kanaGrammar = new Lexicon();
for (const phrase of phrases) kanaGrammar.add(toKatakana(phrase), phrase, { key: null, times: 0 });

/** What a run of hiragana may begin with besides, as the rest of a word (調べれ|ば, 知ら|ず), and end with (を|ご|連絡). */
const BEGINNING = new Set('ばずんしせてで');
const ENDING = new Set('おご');

const findOut = (hiragana: string): boolean => {
  const sound = toKatakana(hiragana);
  const isReached = new Uint8Array(sound.length + 1);
  isReached[0] = 1;
  if (BEGINNING.has(hiragana.charAt(0))) isReached[1] = 1;
  for (let at = 0; at < sound.length; at++)
    if (isReached[at] === 1) kanaGrammar.eachAt(sound, at, (_, end) => (isReached[end] = 1));
  const { length } = sound;
  return isReached[length] === 1 || (isReached[length - 1] === 1 && ENDING.has(hiragana.slice(-1)));
};

/** Runs that are remembered, and how long they are at most: questions are held together by the same few. */
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 12;
const known = new Map<string, boolean>();

/** Whether a run of hiragana is nothing but grammar from the first kana to the last. */
export const isKanaGrammar = (hiragana: string): boolean => {
  if (hiragana.length > LONGEST_REMEMBERED) return findOut(hiragana);
  const before = known.get(hiragana);
  if (before !== undefined) return before;
  const found = findOut(hiragana);
  if (known.size >= REMEMBERED) known.clear();
  known.set(hiragana, found);
  return found;
};
