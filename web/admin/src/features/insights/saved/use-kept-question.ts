import type { SavedQuestion } from '@perennial/api-client';
import { getSavedQuestionOptions } from '@perennial/api-client/queries';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { saysTheSame } from '../kept-question';
import type { KeptQuestion, QuestionSearch } from '../question-search';

export type KeepParts<Search> = {
  /** Nothing, as long as it is not complete. */
  question: KeptQuestion['question'] | undefined;
  /** Which of several drawings is shown, where there are several. */
  figure?: string | undefined;
  /** What the address of a saved question of this kind says. */
  searchOf: (kept: KeptQuestion) => Search | undefined;
};

type KeptParts<Search> = {
  search: Search;
  navigate: (options: { search: Search }) => Promise<void>;
  keep: KeepParts<Search> | undefined;
};

/** The question of a page as it would be saved, and how it differs from the saved one that was opened. */
export type Kept = {
  /** Nothing, as long as the question is not complete. */
  asked: KeptQuestion | undefined;
  /** The saved question that was opened. */
  savedId: string | undefined;
  saved: UseQueryResult<SavedQuestion, unknown>;
  isModified: boolean;
  /** Back to the question as it is saved, or as somebody else saved it meanwhile. */
  onReset: (to?: SavedQuestion) => void;
  /** The page shows this saved question from now on. */
  onSaved: (saved: SavedQuestion) => void;
  /** The page shows its question without a saved one. */
  onLeave: () => void;
};

export function useKeptQuestion<Search extends QuestionSearch>(parts: KeptParts<Search>): Kept | undefined {
  const { search, navigate, keep } = parts;
  const savedId = keep ? search.saved : undefined;
  const saved = useQuery({
    ...getSavedQuestionOptions({ path: { id: savedId ?? '' } }),
    enabled: savedId !== undefined,
  });
  if (!keep) return undefined;
  const { question, figure = null, searchOf } = keep;
  const asked = question && { question, view: search.view ?? ('chart' as const), figure };
  const before = saved.data && searchOf(saved.data);
  const now = asked && searchOf(asked);
  const go = (next: Search) => void navigate({ search: next });
  return {
    asked,
    // One of another kind belongs to another page.
    savedId: saved.data && !before ? undefined : savedId,
    saved,
    isModified: before !== undefined && !(now && saysTheSame(before, now)),
    onReset: (to) => {
      const target = to ? searchOf(to) : before;
      if (target) go({ ...target, saved: savedId });
    },
    onSaved: ({ id }) => go({ ...search, saved: id }),
    onLeave: () => go({ ...search, saved: undefined }),
  };
}
