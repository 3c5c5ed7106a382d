/** A filter with several values is one text separated by commas: in the address as in the API. */
export function splitValues(text: string | undefined): string[] {
  return text ? text.split(',').filter(Boolean) : [];
}

export function joinValues(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(',') : undefined;
}
