/** Seconds since 1970 of a time in the format of RFC 3339, without fractions; `undefined` for anything else. */
export function instantOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  const [, , , , , , , sign = "+", hours = "0", minutes = "0"] = match;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60 : 60);
  return daysSince1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset;
}

/** Years begin in March here, so that the leap day is their last. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const monthDays = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return (
    years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + monthDays + day - 719_469
  );
}
