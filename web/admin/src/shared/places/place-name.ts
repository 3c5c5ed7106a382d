/** A city with its province or state, as the language says it: 贵州 贵阳, but Philadelphia, Pennsylvania. */
export function placeName(
  { region, city }: { region?: string | null; city?: string | null },
  locale: string,
): string {
  // A municipality is its own province: 重庆, not 重庆 重庆.
  const parts = [...new Set([region, city].filter((part) => part))];
  return locale.startsWith('zh') ? parts.join(' ') : parts.reverse().join(', ');
}
