import type { AskPathsResponse, PathNode } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatShare } from '../../../shared/charts/format';
import { joinSentences } from '../join-sentences';
import { periodName } from '../period-names';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';

/** What exactly a flow shows, and with what most of it begins. */
export function usePathsSentence(answer: AskPathsResponse): string {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const { nameOf } = useEventWords();
  const scope = useScopeSentence(answer);
  const { question, steps } = answer;
  const { start, end } = question;
  const quoted = (name: string) => t('insights:sentence.quoted', { name: nameOf(name) });
  const joined = (names: string[]) => names.map(quoted).join(t('insights:sentence.and'));
  const kind = start && end ? 'between' : start ? 'start' : end ? 'end' : 'visits';
  const first = busiest(steps[0]?.nodes ?? []);
  return joinSentences(
    [
      t(`insights:paths.say_${kind}`, {
        from: question.from_on ? periodName(question.from_on, 'day', locale) : '',
        to: question.to_on ? periodName(question.to_on, 'day', locale) : '',
        count: answer.paths,
        units: t(`charts:count.${answer.unit}`, { count: answer.units }),
        start: start ? quoted(start) : '',
        end: end ? quoted(end) : '',
      }),
      ...(kind === 'visits' && first?.name
        ? [
            t('insights:paths.say_begin', {
              share: formatShare(first.rate, locale),
              event: quoted(first.name),
            }),
          ]
        : []),
      ...(question.names?.length ? [t('insights:paths.say_names', { events: joined(question.names) })] : []),
      ...(question.without?.length
        ? [t('insights:paths.say_without', { events: joined(question.without) })]
        : []),
      t('insights:paths.say_gap', { gap: formatDuration(question.gap_seconds ?? null, locale) }),
      scope(undefined),
    ],
    locale,
  );
}

/** In a group, other events may come first than in all. */
function busiest(nodes: PathNode[]): PathNode | undefined {
  const most = Math.max(...nodes.map(({ paths }) => paths));
  return nodes.find(({ paths }) => paths === most);
}
