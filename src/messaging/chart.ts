/** A picture of figures, before it is drawn: every word is worded, every count that must be hidden is. */

/** A count; null where it is hidden. */
export type ChartCount = number | null;

/** One line of a panel: its name, and one count a series or column. */
export interface ChartRow {
  readonly label: string;
  readonly counts: readonly ChartCount[];
}

export interface ChartPanel {
  /**
   * `bars`: each row has one bar a series, its count written at the end. `columns`: over time, one column a row.
   * `grid`: a table whose cells are the darker the more there is, each with its count.
   */
  readonly kind: 'bars' | 'columns' | 'grid';
  readonly title: string;
  /** Names of the series, or of the grid's columns. */
  readonly series: readonly string[];
  readonly rows: readonly ChartRow[];
}

export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly ChartPanel[];
  /** Said instead of a count that is hidden. */
  readonly hidden: string;
  /** A line at the bottom; empty for none. */
  readonly note: string;
}
