import type { AskTrendsResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { joinSentences } from '../join-sentences';
import { useScopeSentence } from '../use-scope-sentence';

/** What exactly trends show: their series, whose they are, and in which range. */
export function useTrendsSentence(answer: AskTrendsResponse, names: string[], fullNames: string[]): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const scope = useScopeSentence(answer);
  const period = answer.question.period ?? 'day';
  const values = { unit: t(`sentence.unit_${answer.unit}`), period: t(`sentence.period_${period}`) };
  const sayMeasure = (measure: string) => {
    if (measure === 'events') return t('trends.say_events');
    if (measure === 'units') return t('trends.say_units', values);
    return t('trends.say_active_days', { ...values, days: Number(measure.replace(/\D/g, '')) });
  };
  const measures = [...new Set(answer.series.map(({ measure }) => measure))];
  return joinSentences(
    [
      t('trends.say', {
        series: names.join(t('sentence.and')),
        period: t(`sentence.period_${period}`),
        from: fullNames[0] ?? '',
        to: fullNames.at(-1) ?? '',
      }),
      ...measures.map((measure) => sayMeasure(measure)),
      scope(period),
    ],
    locale,
  );
}
