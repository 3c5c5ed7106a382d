import type { PaletteItem } from './palette-group';

export type ItemGroup = { heading: string; items: PaletteItem[] };

/** What matches the text, the best of each group and the best group first; everything as it stands without a text. */
export function rankItems(groups: ItemGroup[], text: string): ItemGroup[] {
  const wanted = fold(text);
  if (!wanted) return groups.filter(({ items }) => items.length > 0);
  return groups
    .map(({ heading, items }) => {
      const ranked = items
        .map((item) => ({ item, score: scoreOf(item, wanted) }))
        .filter(({ score }) => score > 0)
        .toSorted((left, right) => right.score - left.score);
      return { heading, items: ranked.map(({ item }) => item), score: ranked[0]?.score ?? 0 };
    })
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score);
}

/**
 * Letters that merely occur in this order are no match: "lin" is somebody's name in pinyin and must not find "New lead in
 * this list" before the person.
 */
function scoreOf({ label, keywords = '' }: PaletteItem, wanted: string): number {
  const words = [...label.split(/\s+/), ...keywords.split(' ')].map(fold);
  if (fold(label).startsWith(wanted)) return 3;
  if (words.some((word) => word.startsWith(wanted))) return 2;
  return fold(label).includes(wanted) ? 1 : 0;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}
