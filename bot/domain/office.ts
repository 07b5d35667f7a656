/** Why the staffed desk is open or closed at an instant (contracts.md, `office`). */
export type OfficeReason =
  'staffed' | 'break' | 'after-hours' | 'before-hours' | 'weekend' | 'holiday' | 'year-end' | 'closed-day';

/** All times are ISO 8601 with +09:00. */
export interface OfficeState {
  open: boolean;
  reason: OfficeReason;
  /** End of the present state: closing time when open, otherwise the same as `opensAt`. */
  until: string;
  /** The next opening; while open, the one after the present interval. */
  opensAt: string;
  /** 「本日13:30」「明日24日(火)10:00」「11月24日(火)10:00」 */
  opensAtText: string;
}
