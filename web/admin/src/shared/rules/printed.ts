/** The same for the same rules, whatever the order of their fields; what is null might as well be missing. */
export function printed(rules: unknown): string {
  return JSON.stringify(rules, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, each]) => each !== null && each !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}
