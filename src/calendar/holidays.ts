/** French public holidays, by territory: from `date-holidays`, loaded when it is first needed (it holds the world's). */

/** Whether a civil day (`2027-05-27`) is a public holiday for a place (`CivilPlace.holidays`). */
export type IsHoliday = (day: string, place: string) => boolean;

let loaded: Promise<IsHoliday> | null = null;

export function frenchHolidays(): Promise<IsHoliday> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<IsHoliday> {
  const { default: Holidays } = await import('date-holidays');
  const byYear = new Map<string, ReadonlySet<string>>();
  return (day, place) => {
    const year = day.slice(0, 4);
    const key = `${place} ${year}`;
    let days = byYear.get(key);
    if (days === undefined) {
      const calendar = place === '' ? new Holidays('FR') : new Holidays('FR', place);
      const found = calendar.getHolidays(Number(year)).filter(({ type }) => type === 'public');
      byYear.set(key, (days = new Set(found.map(({ date }) => date.slice(0, 10)))));
    }
    return days.has(day);
  };
}
