const inJapan = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', ...options });

const clockFormat = inJapan({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayFormat = inJapan({ month: 'long', day: 'numeric', weekday: 'short' });

/** 「17:00」 in Japan, wherever the browser is: the office's times are Japanese ones. */
export const clockTime = (iso: string): string => clockFormat.format(new Date(iso));

/** 「11月24日(火)」 in Japan. */
export const dayName = (iso: string): string => dayFormat.format(new Date(iso));
