declare module 'japanese-holidays' {
  const holidays: {
    /** Name of the holiday on the instant's date in Japan, 振替休日 and 国民の休日 included. */
    isHolidayAt(instant: Date): string | undefined;
  };
  export default holidays;
}
