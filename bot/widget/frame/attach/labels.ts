import type { Mark } from './marks.ts';

const percent = (part: number): string => `${Math.round(part * 100)}％`;

/** What is fixed of preparing a picture or a header row, shown or read out. */
export const labels = {
  close: '閉じる',
  cancel: 'やめる',
  stop: '送信をやめる',
  sending: '送信しています',
  again: 'もう一度送信する',

  picture: {
    heading: '画像を送る',
    hint: '個人情報など、見せたくない部分を黒く塗りつぶせます。画像の上をドラッグするか、対角の2か所を順に押してください。塗りつぶした部分は、送信する前に画像から消えます。',
    loading: '画像を読み込んでいます',
    stage: '送信する画像',
    keys: '矢印キーで移動、Shiftと矢印キーで大きさの変更、Deleteキーで取り消しができます。',
    mark: (index: number, { x, y, width, height }: Mark): string =>
      `塗りつぶし${index + 1}（左から${percent(x)}、上から${percent(y)}、幅${percent(width)}、高さ${percent(height)}）`,
    add: '塗りつぶしを追加',
    undo: '元に戻す',
    remove: '選んだ塗りつぶしを消す',
    larger: '拡大',
    smaller: '縮小',
    zoomed: (factor: number): string => `${factor * 100}％で表示しています。`,
    added: (index: number): string => `塗りつぶし${index + 1}を追加しました。`,
    removed: '塗りつぶしを消しました。',
    undone: '1つ前に戻しました。',
    corner: '1つ目の角を決めました。対角の位置を押してください。',
    send: 'この画像を送信する',
  },

  csv: {
    heading: 'CSVの見出し行を送る',
    loading: 'ファイルを読み込んでいます',
    promise:
      '送信するのは、下に表示している1行目（見出し行）だけです。2行目以降の内容は、お使いの端末の外に出ません。',
    check: '氏名など、見出しではないものが表示されている場合は、送信せずに閉じてください。',
    masked: '個人情報と思われる部分は、伏せて送信します。',
    columns: (count: number): string => `見出し行（${count}列）`,
    noName: '（名前なし）',
    send: '見出し行を送信する',
  },

  problem: {
    heading: '送信できるもの',
    type: '送信できるのは、画像（PNG・JPEG・WebP）とCSVファイルの見出し行です。',
    spreadsheet:
      'このファイルはExcelなどの形式のため、読み取れません。CSV形式で保存してから、もう一度お選びください。',
    pictureUnreadable:
      'この画像を読み取れませんでした。画面をもう一度撮影するか、PNGまたはJPEG形式で保存し直してからお試しください。',
    pictureTooLarge: '画像が大きすぎます。必要な部分だけを切り取ってから、もう一度お試しください。',
    csvUnreadable:
      'CSVの1行目を読み取れませんでした。ファイルの文字コード（UTF-8またはShift_JIS）と、引用符の閉じ忘れがないかをご確認ください。',
    csvEmpty: 'CSVの1行目に見出しがありません。1行目が見出しになっているファイルをお選びください。',
    csvTooLong:
      '見出し行が長すぎて送信できません。お手数ですが、必要な列の名前をメッセージでお知らせください。',
    limit:
      'この会話でお送りいただける画像とCSVの数の上限に達しました。お手数ですが、続きは文章でお知らせください。',
    offline:
      '通信できませんでした。接続をご確認のうえ、もう一度送信してください。内容はこのまま残っています。',
    busy: '続けて送信されたため、いったん止めています。1分ほどおいて、もう一度送信してください。内容はこのまま残っています。',
    storage:
      'ただいま、お預かりできない状態です。少し時間をおいて、もう一度送信してください。内容はこのまま残っています。',
    other: '送信できませんでした。時間をおいて、もう一度お試しください。内容はこのまま残っています。',
  },
} as const;
