/** One figure of a chart's table. */
export type TableCell = {
  /** As people read it. */
  text: string;
  /** As it goes into a file, where that differs: a figure without separators. */
  value?: string | number | null;
  /** Opens the list behind it. */
  onOpen?: (() => void) | undefined;
  /** How strong a cell of a heat map is, from 0 to 1. Only pictures draw it. */
  tint?: number | undefined;
};

/** The same figures as the chart's, for those who read, compute or can't see. */
export type ChartTable = {
  /** What the table shows, for those who meet it without the page around it. */
  caption: string;
  /** The first column names the rows. */
  head: string[];
  rows: TableCell[][];
};

/** Text and figures as a file has them. */
export function fileRows({ head, rows }: ChartTable) {
  return [head, ...rows.map((row) => row.map(({ text, value }) => (value === undefined ? text : value)))];
}

export function textCell(text: string): TableCell {
  return { text };
}
