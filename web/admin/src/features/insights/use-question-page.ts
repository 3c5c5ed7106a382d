import { keepPreviousData, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { QuestionSearch } from './question-search';
import { type KeepParts, useKeptQuestion } from './saved/use-kept-question';

type QuestionPageParts<Search, Answer, Failure, Key extends QueryKey> = {
  search: Search;
  navigate: (options: { search: Search }) => Promise<void>;
  ask: UseQueryOptions<Answer, Failure, Answer, Key>;
  /** How the question is saved and opened again; without it, it can't be saved. */
  keep?: KeepParts<Search>;
};

/**
 * What every page of a question does alike: the address holds the question, its answer stays while the next one is on its
 * way, a figure opens its list, and the question can be saved.
 */
export function useQuestionPage<Search extends QuestionSearch, Answer, Failure, Key extends QueryKey>({
  search,
  navigate,
  ask,
  keep,
}: QuestionPageParts<Search, Answer, Failure, Key>) {
  const { t } = useTranslation('insights');
  const query = useQuery({ ...ask, placeholderData: keepPreviousData });
  const kept = useKeptQuestion({ search, navigate, keep });
  const go = (change: Partial<Search>) => void navigate({ search: { ...search, ...change } });
  const open = (cell: string | undefined) => go({ open: cell } as Partial<Search>);
  return {
    /** Changes how the answer is shown. */
    go,
    /** Changes the question. Cells are counted off within one answer: another question has others. */
    set: (change: Partial<Search>) => go({ ...change, open: undefined }),
    page: {
      query,
      builderLabel: t('builder.title'),
      onReset: () => void navigate({ search: {} as Search }),
      open: search.open,
      onClose: () => open(undefined),
      kept,
    },
    shown: {
      isRefreshing: query.isPlaceholderData,
      view: search.view ?? ('chart' as const),
      onView: (view: 'chart' | 'table') =>
        go({ view: view === 'chart' ? undefined : view } as Partial<Search>),
      onOpen: open,
    },
  };
}
