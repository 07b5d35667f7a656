const cancelling =
  /^(やめる|やめます|やめて|中止|キャンセル|取り消し|取消|cancel)(する|します|してください)?[。.!！]*$/;

/** True when a message in a dialogue says to leave it. Only whole messages: 「キャンセルの方法」 is an answer. */
export const isCancelling = (text: string): boolean =>
  cancelling.test(text.normalize('NFKC').trim().toLowerCase());
