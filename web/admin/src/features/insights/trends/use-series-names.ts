import type { AskTrendsResponse } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useEventWords } from '../use-event-words';
import type { Measure } from './trends-search';

/** What the series of an answer are called; those that ask the same twice are told apart by a number. */
export function useSeriesNames() {
  const { t } = useTranslation('insights');
  const words = useEventWords();
  return ({ series, unit }: AskTrendsResponse): string[] => {
    const names = series.map(
      ({ event, measure }) => `${words.title(event)} · ${t(`trends.measure_${measure as Measure}_${unit}`)}`,
    );
    return names.map((name, index) => {
      const before = names.slice(0, index).filter((each) => each === name).length;
      return before === 0 ? name : `${name} (${before + 1})`;
    });
  };
}
